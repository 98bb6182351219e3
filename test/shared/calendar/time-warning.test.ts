import { expect, test } from 'vitest'
import { type WarningFacts, warned } from '../../../shared/calendar/time-warning.ts'

const facts: WarningFacts = {
  schoolDay: { start: '08:00', end: '15:00' },
  food: false,
  closures: [],
  holidays: [{ date: '2026-12-25', name: 'Christmas Day' }],
  observances: [],
  shifts: { night: 3 },
}
const against = (start: string, end: string) =>
  warned({ start, end }, facts, 'America/Los_Angeles').warnings.map(({ code }) => code)

test('a time of any hour is warned about on the clock and the date of its school', () => {
  expect(against('2026-12-26T07:00:00Z', '2026-12-26T08:30:00Z')).toEqual(['holiday', 'bedtime', 'shift'])
  expect(against('2026-12-27T18:00:00Z', '2026-12-27T19:00:00Z')).toEqual([])
})

test('the hours before dawn are children’s sleep as well', () => {
  expect(against('2026-12-27T10:00:00Z', '2026-12-27T11:00:00Z')).toEqual(['bedtime'])
})
