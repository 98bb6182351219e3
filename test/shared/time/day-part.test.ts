import { expect, test } from 'vitest'
import { dayPartOf } from '../../../shared/time/day-part.ts'

test.each([
  ['2027-03-10T11:59:00-05:00', 'morning'],
  ['2027-03-10T12:00:00-05:00', 'afternoon'],
  ['2027-03-10T16:59:00-05:00', 'afternoon'],
  ['2027-03-10T17:00:00-05:00', 'evening'],
  ['2027-03-13T09:00:00-05:00', 'weekend'],
  ['2027-03-13T04:30:00Z', 'evening'], // Friday, half past eleven in New York
])('%s is in the %s', (start, part) => {
  expect(dayPartOf(start, 'America/New_York')).toBe(part)
})
