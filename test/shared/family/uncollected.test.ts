import { expect, test } from 'vitest'
import { FamilyInput } from '../../../shared/family/family.ts'
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

test.each([
  ['the given name of a caregiver', { caregivers: [{ givenName: 'Rosa 123-45-6789' }] }],
  ['the family name of a caregiver', { caregivers: [{ givenName: 'Rosa', familyName: '123‑45‑6789' }] }],
  ['the name of a family', { name: 'Diaz, undocumented', caregivers: [{ givenName: 'Rosa' }] }],
  ['a group', { groups: ['team:123-45-6789'], caregivers: [{ givenName: 'Rosa' }] }],
])('%s does not hold what is never collected', (_, input) => {
  expect(FamilyInput.safeParse(input).success).toBe(false)
})
