import { expect, test } from 'vitest'
import { schoolDaysAfter } from '../../../shared/calendar/school-day.ts'

test.each([
  ['2026-11-30', [], '2026-12-02'],
  ['2026-12-03', [], '2026-12-07'],
  ['2026-12-05', [], '2026-12-08'],
  ['2026-12-18', [{ from: '2026-12-21', to: '2027-01-01' }], '2027-01-05'],
  ['2026-12-03', [{ from: '2026-12-04', to: '2026-12-04' }], '2026-12-08'],
])('two school days after %s, without weekends and closures', (day, closures, said) => {
  expect(schoolDaysAfter(day, 2, closures)).toBe(said)
})

test('a calendar that is closed for good ends the walk', () => {
  expect(schoolDaysAfter('2026-12-01', 2, [{ from: '2026-01-01', to: '2099-01-01' }])).toBe('2027-03-31')
})
