import { expect, test } from 'vitest'
import { decodeFolded } from '../../../shared/calendar/folded-text.ts'
import { readCalendar } from '../../../shared/calendar/foreign-calendar.ts'

const span = { from: '2026-11-01', to: '2027-10-31', timeZone: 'America/Chicago' }
const NAME = 'Día de la Constitución 学校休息日 😀'
const calendar = Buffer.from(
  [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'UID:a',
    'DTSTART;VALUE=DATE:20270205',
    `SUMMARY:${NAME}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n'),
)

test('a line may be folded before any byte of a name', () => {
  const begin = calendar.indexOf('SUMMARY:') + 'SUMMARY:'.length
  for (let place = begin; place < begin + Buffer.byteLength(NAME); place++) {
    for (const fold of ['\r\n ', '\n\t']) {
      const parts = [calendar.subarray(0, place), Buffer.from(fold), calendar.subarray(place)]
      const { days } = readCalendar(decodeFolded(Buffer.concat(parts)), span)
      expect(days.map(({ name }) => name)).toEqual([NAME])
    }
  }
})

test('a calendar in windows-1252 is read as before', () => {
  const text = decodeFolded(Buffer.from('SUMMARY:D\xEDa\r\n \x93no\x94', 'latin1'))
  expect(text.replace('\r\n ', '')).toBe('SUMMARY:Día“no”')
})
