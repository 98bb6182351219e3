// Matched in names reduced to letters; `ssn` and `dob` only as whole words, since "className" contains the first.
const UNCOLLECTED =
  /socialsec|immigra|citizen|nationality|birth|passport|greencard|aliennumber|countryoforigin|documentnumber|documented/
const UNCOLLECTED_WORD = /(^|[^a-z])(ssn|visa|dob)([^a-z]|$)/

// A formatted social security number, and phrases for data that is never stored about a family.
const NUMBER = /(?<!\d)\d{3}[-\u2010-\u2015\u2212]\d{2}[-\u2010-\u2015\u2212]\d{4}(?!\d)/
const TOLD =
  /(?<!\p{L})(ssn|social security|immigration status|undocumented|indocumentad|green card|passport|pasaporte|citizenship|ciudadan[ií]a|birthplace|born in|lugar de nacimiento|estatus migratorio)/iu

/** Whether a text about a family contains data that is never collected: immigration, documents, birth. */
export function holdsUncollected(text: string): boolean {
  return NUMBER.test(text) || TOLD.test(text)
}

/** Whether a column's name or a group's kind stands for data that is never collected: immigration, documents, birth. */
export function isUncollected(name: string): boolean {
  const lower = name.toLowerCase()
  return UNCOLLECTED_WORD.test(lower) || UNCOLLECTED.test(lower.replace(/[^a-z]/g, ''))
}
