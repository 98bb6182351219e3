import { expect, test } from 'vitest'
import { nearWhen, nearWhenInZone } from '../../../web/components/session-when.ts'
import type { Reader } from '../../../web/visit.ts'

const reader = { language: 'en', today: '2026-11-30', school: { timeZone: 'America/Chicago' } } as Reader
const at = (day: string) => ({ start: `${day}T23:00:00.000Z`, end: `${day}T23:30:00.000Z` })

test('what is within a week has its weekday, what is within a year no year, and neither a zone', () => {
  expect(nearWhen(reader, at('2026-12-03'))).toMatch(/^Thursday, 5:00\s–\s5:30\sPM$/)
  expect(nearWhen(reader, at('2026-12-10'))).toMatch(/^Thursday, December 10, 5:00\s–\s5:30\sPM$/)
  expect(nearWhen(reader, at('2028-12-10'))).toMatch(/^Sunday, December 10, 2028, 5:00/)
})

test('the first of several times names the zone for all', () => {
  const days = ['2026-12-03', '2026-12-04'].map((day, place) => nearWhenInZone(reader, at(day), place))
  expect(days[0]).toContain('PM (Central Standard Time)')
  expect(days[1]).not.toContain('Central')
})
