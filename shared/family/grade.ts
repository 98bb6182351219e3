// OneRoster's codes (CEDS), and the ways in which schools and families write them: K, PK4, 3, 03, 3rd, Grade 3, 3rd grade.
const LEVEL = /^(it|pr|pre-?k(indergarten)?|preschool|p?k[345]?|tk|kg|kinder(garten)?|ps|ug|other)$/i
const YEAR = /^(grade )?(0?[1-9]|1[0-3])(st|nd|rd|th|\.?[ºª°])?( grade)?$/i
// A year or an id, numbers parted as in a date, or a day of a month that is written out.
const DATE = /\d{4}|\d\s*[-/.]\s*\d|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d/i

/** Whether a text is a grade that schools in the United States use. */
export function isKnownGrade(text: string): boolean {
  return LEVEL.test(text) || YEAR.test(text)
}

/** Whether a text in the place of a grade is a date, which is never collected, or another number of a person. */
export function isDate(text: string): boolean {
  return DATE.test(text)
}
