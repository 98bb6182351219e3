import { expect, test } from 'vitest'
import { Child } from '../../../shared/family/family.ts'
import { isGrade } from '../../../shared/family/grade.ts'

test.each([
  ...['IT', 'PR', 'PK', 'TK', 'KG', 'PS', '01', '09', '12', '13', 'UG', 'Other'],
  ...['K', '1', '3rd', '3º', '1st grade', 'Grade 3', 'Pre-K', 'Kindergarten', 'PK4'],
])('%s is a grade of a school', (grade) => {
  expect(isGrade(grade)).toBe(true)
})

test.each([
  '2018-04-02',
  '4/2/2018',
  '04/2018',
  '2018',
  '14',
  '0',
  'April 2',
  '123-45-6789',
  'Ana',
  '3 years',
  '',
])('%s is no grade of a school', (text) => {
  expect(isGrade(text)).toBe(false)
  expect(Child.safeParse({ grade: text }).success).toBe(false)
})
