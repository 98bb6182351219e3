// Parts of names once everything but letters is gone; `ssn` alone, since "className" holds it too.
const UNCOLLECTED =
  /socialsec|immigra|citizen|nationality|birth|passport|greencard|aliennumber|countryoforigin|documentnumber|documented/
const UNCOLLECTED_WORD = /(^|[^a-z])(ssn|visa)([^a-z]|$)/

/** Whether a column's name or a group's kind asks for what is never collected: immigration, documents, birth. */
export function isUncollected(name: string): boolean {
  const lower = name.toLowerCase()
  return UNCOLLECTED_WORD.test(lower) || UNCOLLECTED.test(lower.replace(/[^a-z]/g, ''))
}
