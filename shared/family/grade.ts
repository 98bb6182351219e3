// OneRoster's codes (CEDS), and the ways in which schools and families write them: K, PK4, 3, 03, 3rd, Grade 3, 3rd grade.
const LEVEL = /^(it|pr|pre-?k(indergarten)?|preschool|p?k[345]?|tk|kg|kinder(garten)?|ps|ug|other)$/i
const YEAR = /^(grade )?(0?[1-9]|1[0-3])(st|nd|rd|th|\.?[ºª°])?( grade)?$/i

/** Whether a text is a grade of a school. A birth date, which is never collected, is none. */
export function isGrade(text: string): boolean {
  return LEVEL.test(text) || YEAR.test(text)
}
