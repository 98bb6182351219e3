import { expect, test } from 'vitest'
import { nearDay, nearMoment, nearTime, nearTimeWithin } from '../../../web/components/near-time.ts'
import type { Reader } from '../../../web/visit.ts'

const plain = (text: string) => text.replace(/[\u2009\u202f\u00a0]/g, ' ')
const school = { timeZone: 'America/Chicago' } as NonNullable<Reader['school']>
const SESSION = { start: '2026-12-11T00:00:00.000Z', end: '2026-12-11T01:30:00.000Z' }
const reading = (now: string | undefined, language: Reader['language'] = 'es') => ({
  language,
  school,
  ...(now && { now }),
})

test('a time within a week is its weekday, later its date, and has a year only where it is a year away', () => {
  expect(plain(nearTime(reading('2026-12-05T15:00:00.000Z'), SESSION))).toBe('Jueves, 18:00–19:30')
  expect(plain(nearTime(reading('2026-11-30T15:00:00.000Z'), SESSION))).toBe(
    'Jueves, 10 de diciembre, 18:00–19:30',
  )
  expect(plain(nearTime(reading('2025-11-30T15:00:00.000Z'), SESSION))).toContain('2026')
})

test('within a sentence it begins as its language writes it there', () => {
  expect(plain(nearTimeWithin(reading('2026-12-05T15:00:00.000Z'), SESSION))).toBe('jueves, 18:00–19:30')
  expect(nearDay(reading('2026-12-05T15:00:00.000Z'), SESSION.start)).toBe('jueves, 10 de diciembre')
})

test('a deadline is by the day of the school, and whole where nobody knows when the page is read', () => {
  expect(plain(nearMoment(reading('2026-12-10T23:00:00.000Z', 'en'), SESSION.start))).toBe(
    'Thursday, 6:00 PM',
  )
  expect(plain(nearMoment(reading(undefined, 'en'), SESSION.start))).toBe('Thursday, December 10 at 6:00 PM')
})
