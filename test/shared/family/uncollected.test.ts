import { expect, test } from 'vitest'
import { isUncollected } from '../../../shared/family/uncollected.ts'

test.each([
  'SSN',
  'student_ssn',
  'Social Security No.',
  'immigrationStatus',
  'metadata.birthplace',
  'visa',
  'child_dob',
])('a column %s is never collected', (name) => {
  expect(isUncollected(name)).toBe(true)
})

test.each(['className', 'givenName', 'language', 'shift', 'bus route', 'disability', 'visual support'])(
  'a column %s is nobody’s secret',
  (name) => {
    expect(isUncollected(name)).toBe(false)
  },
)
