import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withClosure } from '../../../shared/calendar/closure.ts'
import { closuresIn } from '../../../shared/calendar/foreign-calendar.ts'

const span = { from: '2026-11-01', to: '2027-10-31' }
const calendar = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', ...events, 'END:VCALENDAR'].join('\r\n')
const event = (uid: string, ...lines: string[]) =>
  ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20260801T000000Z', ...lines, 'END:VEVENT'].join('\r\n')
const day = (uid: string, date: string, ...more: string[]) =>
  event(uid, `DTSTART;VALUE=DATE:${date}`, 'SUMMARY:No school', ...more)
const refusal = (text: string) => {
  try {
    closuresIn(text, span)
  } catch (fault) {
    return (fault as { code: string }).code
  }
  return undefined
}

describe('a calendar from elsewhere gives', () => {
  test('whole days and spans of them, the last day within, the soonest first', () => {
    const winter = event(
      'winter',
      'DTSTART;VALUE=DATE:20261221',
      'DTEND;VALUE=DATE:20270102',
      'SUMMARY:Winter break\\, everybody',
    )
    expect(closuresIn(calendar(winter, day('one', '20261126')), span)).toEqual([
      { name: 'No school', from: '2026-11-26', to: '2026-11-26', uid: 'one' },
      { name: 'Winter break, everybody', from: '2026-12-21', to: '2027-01-01', uid: 'winter' },
    ])
  })

  test('names and ids cut to what is kept, and no half of a sign', () => {
    const long = calendar(day(`${'u'.repeat(254)}😀`, '20261126').replace('No school', `${'n'.repeat(79)}😀`))
    expect(closuresIn(long, span)).toEqual([
      { name: 'n'.repeat(79), from: '2026-11-26', to: '2026-11-26', uid: 'u'.repeat(254) },
    ])
  })

  test('no hours of a day, nothing that was cancelled, nothing outside the year, nothing without a name', () => {
    const hour = event('hour', 'DTSTART:20261126T150000Z', 'DTEND:20261126T160000Z', 'SUMMARY:Meeting')
    const gone = day('gone', '20261126', 'STATUS:CANCELLED')
    const nameless = event('nameless', 'DTSTART;VALUE=DATE:20261127')
    expect(closuresIn(calendar(hour, gone, nameless, day('old', '20250101')), span)).toEqual([])
  })

  test('each day of a series within the year', () => {
    const weekly = day('weekly', '20261105', 'RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE;VALUE=DATE:20261112')
    expect(closuresIn(calendar(weekly), span).map(({ from }) => from)).toEqual(['2026-11-05', '2026-11-19'])
    const yearly = day('yearly', '20201225', 'RRULE:FREQ=YEARLY')
    expect(closuresIn(calendar(yearly), span).map(({ from }) => from)).toEqual(['2026-12-25'])
  })
})

describe('a calendar that is no use', () => {
  test.each([
    ['text', 'hello'],
    ['an empty file', ''],
    ['a part of one', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT'],
    ['a page', '<html></html>'],
    ['one whose days are none', calendar(day('a', ''))],
    ['one whose series is none', calendar(day('a', '20261105', 'RRULE:FREQ=NEVER'))],
  ])('as %s is refused in words', (_, text) => {
    expect(refusal(text)).toBe('calendar-unreadable')
  })

  test.each([
    ['of ten megabytes', calendar(day('a', '20261105', `DESCRIPTION:${'a'.repeat(10 * 1024 * 1024)}`))],
    ['that repeats each second', calendar(day('a', '20200101', 'RRULE:FREQ=SECONDLY'))],
    ['that lasts for ever', calendar(day('a', '20261105', `DURATION:P${'9'.repeat(20)}D`))],
    [
      'that repeats after ages',
      calendar(day('a', '20200101', `RRULE:FREQ=YEARLY;INTERVAL=${'9'.repeat(9)}`)),
    ],
    ['that repeats for ever from long ago', calendar(day('a', '19000101', 'RRULE:FREQ=DAILY'))],
    ['whose days never come', calendar(day('a', '20200101', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'))],
    ['with more closed days than a year bears', calendar(day('a', '20261101', 'RRULE:FREQ=DAILY'))],
    [
      'with thousands of events',
      calendar(...Array.from({ length: 2001 }, (_, place) => day(`e${place}`, '20200101'))),
    ],
  ])('%s is refused after bounded work', (_, text) => {
    expect(refusal(text)).toBe('calendar-too-large')
  })

  test('of any text at all ends in a refusal or in days, and never in a fault', () => {
    const parts = [
      'BEGIN:VEVENT\r\n',
      'END:VEVENT\r\n',
      'RRULE:FREQ=DAILY;INTERVAL=0\r\n',
      'DTSTART;VALUE=DATE:2026\r\n',
    ]
    const lines = fc.array(fc.oneof(fc.constantFrom(...parts), fc.string()), { maxLength: 12 })
    fc.assert(
      fc.property(lines, (all) => {
        expect(['calendar-unreadable', 'calendar-too-large', undefined]).toContain(refusal(calendar(...all)))
      }),
    )
  })
})

test('what is brought in again changes, and is not doubled', () => {
  const bring = (so: Parameters<typeof withClosure>[0], name: string, to: string) =>
    withClosure(so, { name, from: '2026-12-21', to, uid: 'winter' }, `id of ${name}`)
  const once = bring({ closures: [], revision: 0 }, 'Winter', '2026-12-31')
  expect(bring(once, 'Winter break', '2027-01-02').closures).toEqual([
    { id: 'id of Winter', name: 'Winter break', from: '2026-12-21', to: '2027-01-02', uid: 'winter' },
  ])
})
