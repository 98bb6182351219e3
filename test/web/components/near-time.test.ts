import { expect, test } from 'vitest'
import {
  nearDay,
  nearMoment,
  nearTime,
  nearTimeInZone,
  nearTimeWithin,
} from '../../../web/components/near-time.ts'
import type { Reader } from '../../../web/visit.ts'

const plain = (text: string) => text.replace(/[\u2009\u202f\u00a0]/g, ' ')
const school = { timeZone: 'America/Chicago' } as NonNullable<Reader['school']>
const SESSION = { start: '2026-12-11T00:00:00.000Z', end: '2026-12-11T01:30:00.000Z' }
const reading = (today: string, language: Reader['language'] = 'es') => ({ language, school, today })

test('a time within a week is its weekday, later its date, and has a year only where it is a year away', () => {
  expect(plain(nearTime(reading('2026-12-05'), SESSION))).toBe('Jueves, 6:00–7:30 p.m.')
  expect(plain(nearTime(reading('2026-11-30'), SESSION))).toBe('Jueves, 10 de diciembre, 6:00–7:30 p.m.')
  expect(plain(nearTime(reading('2025-11-30'), SESSION))).toContain('2026')
})

test('within a sentence it begins as its language writes it there', () => {
  expect(plain(nearTimeWithin(reading('2026-12-05'), SESSION))).toBe('jueves, 6:00–7:30 p.m.')
  expect(nearDay(reading('2026-12-05'), SESSION.start)).toBe('jueves, 10 de diciembre')
})

test('a deadline is by the day of the school', () => {
  expect(plain(nearMoment(reading('2026-12-10', 'en'), SESSION.start))).toBe('Thursday, 6:00 PM')
})

test('the first of several times names the zone for all', () => {
  const times = [0, 1].map((place) => nearTimeInZone(reading('2026-11-30', 'en'), SESSION, place))
  expect(times[0]).toContain('PM (Central Standard Time)')
  expect(times[1]).not.toContain('Central')
})
