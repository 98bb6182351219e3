import { expect, test } from 'vitest'
import { Child } from '../../../shared/family/family.ts'
import { isDate, isKnownGrade } from '../../../shared/family/grade.ts'

test.each([
  ...['IT', 'PR', 'PK', 'TK', 'KG', 'PS', '01', '09', '12', '13', 'UG', 'Other'],
  ...['K', '1', '3rd', '3º', '1st grade', 'Grade 3', 'Pre-K', 'Kindergarten', 'PK4'],
])('%s is a grade that schools use, and no date', (grade) => {
  expect([isKnownGrade(grade), isDate(grade)]).toEqual([true, false])
})

test.each(['14', '0', 'Year 4', 'Reception', 'Ana', '3 years', 'third'])(
  '%s is no grade that we know, and is kept',
  (text) => {
    expect([isKnownGrade(text), isDate(text)]).toEqual([false, false])
    expect(Child.safeParse({ grade: text }).success).toBe(true)
  },
)

test.each([
  ...['2018-04-02', '4/2/2018', '04/2018', '2018', '4.2.18', '4 - 2 - 18', '20180402'],
  ...['April 2', 'Sept. 12, 18', '123-45-6789'],
])('%s is a date or another number of a person, and refused', (text) => {
  expect([isKnownGrade(text), isDate(text)]).toEqual([false, true])
  expect(Child.safeParse({ grade: text }).success).toBe(false)
})
