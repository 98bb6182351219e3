import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCalendar } from '../../../shared/calendar/foreign-calendar.ts'

const span = { from: '2026-11-01', to: '2027-10-31', timeZone: 'America/Chicago' }
const read = (...events: string[]) => readCalendar(calendar(...events), span)
const days = (...events: string[]) =>
  read(...events).days.map(({ from, to }) => (from === to ? from : `${from}..${to}`))
const unread = (...events: string[]) => read(...events).unread.map(({ line, reason }) => `${line} ${reason}`)
const calendar = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', ...events, 'END:VCALENDAR'].join('\r\n')
const event = (uid: string, ...lines: string[]) =>
  ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20260801T000000Z', ...lines, 'END:VEVENT'].join('\r\n')
const day = (uid: string, date: string, ...more: string[]) =>
  event(uid, `DTSTART;VALUE=DATE:${date}`, 'SUMMARY:No school', ...more)
const refusal = (text: string) => {
  try {
    readCalendar(text, span)
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
    expect(read(winter, day('one', '20261126')).days).toEqual([
      { name: 'No school', from: '2026-11-26', to: '2026-11-26', uid: 'one' },
      { name: 'Winter break, everybody', from: '2026-12-21', to: '2027-01-01', uid: 'winter' },
    ])
  })

  test('names and ids cut to what is kept, and no half of a sign', () => {
    const long = calendar(day(`${'u'.repeat(254)}😀`, '20261126').replace('No school', `${'n'.repeat(79)}😀`))
    expect(readCalendar(long, span).days).toEqual([
      { name: 'n'.repeat(79), from: '2026-11-26', to: '2026-11-26', uid: 'u'.repeat(254) },
    ])
  })

  test('no hours of a day, nothing that was cancelled, nothing outside the year, nothing without a name', () => {
    const hour = event('hour', 'DTSTART:20261126T150000Z', 'DTEND:20261126T160000Z', 'SUMMARY:Meeting')
    const gone = day('gone', '20261126', 'STATUS:CANCELLED')
    const nameless = event('nameless', 'DTSTART;VALUE=DATE:20261127')
    expect(read(hour, gone, nameless, day('old', '20250101'))).toMatchObject({
      ...{ days: [], timed: 1 },
      unread: [{ line: 18, name: '', reason: 'name' }],
    })
  })

  test('each day of a series within the year', () => {
    const weekly = day('weekly', '20261105', 'RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE;VALUE=DATE:20261112')
    expect(days(weekly)).toEqual(['2026-11-05', '2026-11-19'])
    const yearly = day('yearly', '20201225', 'RRULE:FREQ=YEARLY')
    expect(days(yearly)).toEqual(['2026-12-25'])
  })
})

describe('a calendar that is no use', () => {
  test.each([
    ['text', 'hello'],
    ['an empty file', ''],
    ['a part of one', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT'],
    ['a page', '<html></html>'],
  ])('as %s is refused in words', (_, text) => {
    expect(refusal(text)).toBe('calendar-unreadable')
  })

  test.each([
    ['of ten megabytes', calendar(day('a', '20261105', `DESCRIPTION:${'a'.repeat(10 * 1024 * 1024)}`))],
    [
      'with thousands of events',
      calendar(...Array.from({ length: 2001 }, (_, place) => day(`e${place}`, '20200101'))),
    ],
    [
      'with more closed days than a year bears',
      calendar(...['a', 'b', 'c'].map((uid) => day(uid, '20261101', 'RRULE:FREQ=DAILY;COUNT=150'))),
    ],
  ])('%s is refused', (_, text) => {
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

const good = day('good', '20270115')

describe('an odd event is left out and named by its line, and the others are read:', () => {
  test.each([
    ['no date', day('a', ''), '13 date'],
    ['no start at all', event('a', 'SUMMARY:x'), '10 date'],
    ['half a time', event('a', 'DTSTART:20270315T', 'SUMMARY:Club'), '13 date'],
    ['a day that there is not', day('a', '20270230'), '13 date'],
    ['a month and a day in words', day('a', 'March 3, 2027'), '13 date'],
    ['the month first', day('a', '04/02/2027'), '13 date'],
    ['a year of five digits', day('a', '120270402'), '13 date'],
    ['a date that is written as an hour', day('a', '20270402T080000'), '13 date'],
    ['two starts', day('a', '20270402', 'DTSTART;VALUE=DATE:20270403'), '15 date'],
    ['an end before its start', day('a', '20270402', 'DTEND;VALUE=DATE:20270401'), '15 length'],
    ['a negative length', day('a', '20270402', 'DURATION:-P1D'), '15 length'],
    ['half a day of length', day('a', '20270402', 'DURATION:PT12H'), '15 length'],
    ['a length without end', day('a', '20270402', `DURATION:P${'9'.repeat(20)}D`), '15 length'],
    ['a length that is none', day('a', '20270402', 'DURATION:long'), '15 length'],
    ['a series that is none', day('a', '20261105', 'RRULE:FREQ=NEVER'), '15 series'],
    [
      'a series of hours that is none',
      event('a', 'DTSTART:20270316T100000Z', 'RRULE:FREQ=FORTNIGHTLY'),
      '14 series',
    ],
    ['a series each second', day('a', '20200101', 'RRULE:FREQ=SECONDLY'), '15 series'],
    ['a series by Easter', day('a', '20200101', 'RRULE:FREQ=YEARLY;BYEASTER=1'), '15 series'],
    ['a series every no days', day('a', '20200101', 'RRULE:FREQ=DAILY;INTERVAL=0'), '15 series'],
    ['a series every day of the year', day('a', '20261101', 'RRULE:FREQ=DAILY'), '10 too-often'],
    ['an exception that is none', day('a', '20261105', 'RRULE:FREQ=WEEKLY', 'EXDATE:soon'), '16 date'],
    [
      'an exception at an hour',
      day('a', '20261105', 'RRULE:FREQ=WEEKLY', 'EXDATE:20261112T150000Z'),
      '16 series',
    ],
    ['an added span', day('a', '20261105', 'RDATE;VALUE=PERIOD:20270101T000000Z/P1D'), '15 date'],
    ['an end of a series that is none', day('a', '20261105', 'RRULE:FREQ=DAILY;UNTIL=soon'), '15 date'],
    [
      'a name in bytes of an encoding',
      event('a', 'DTSTART:20270315', 'SUMMARY;ENCODING=QUOTED-PRINTABLE:D=EDa'),
      '10 name',
    ],
    ['a broken line for a name', event('a', 'DTSTART:20270315', 'SUMMARY;X="y:z'), '10 name'],
    [
      'midnight in Greenwich',
      event('a', 'DTSTART:20270315T000000Z', 'DTEND:20270316T000000Z', 'SUMMARY:x'),
      '14 utc',
    ],
    [
      'the mark of a whole day at an hour',
      event('a', 'DTSTART:20270315T080000', 'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE'),
      '13 date',
    ],
  ])('%s', (_, odd, line) => {
    expect(unread(good, odd)).toEqual([line])
    expect(days(good, odd)).toEqual(['2027-01-15'])
  })

  test('an event that never ends, whatever follows it', () => {
    const cut = event('a', 'DTSTART;VALUE=DATE:20270402', 'SUMMARY:x').replace('\r\nEND:VEVENT', '')
    expect([days(cut, good), unread(cut, good)]).toEqual([['2027-01-15'], ['4 cut']])
    const half = calendar(good, cut).replace('\r\nEND:VCALENDAR', '')
    expect(readCalendar(half, span)).toMatchObject({ isWhole: false, unread: [{ reason: 'cut' }] })
  })
})

describe('the ways of other programs are read:', () => {
  const timed = (start: string, end: string, ...more: string[]) =>
    event('t', `DTSTART${start}`, `DTEND${end}`, 'SUMMARY:Spring break', ...more)
  const central = ';TZID=Central Standard Time:'
  const flag = 'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE'

  test.each([
    [
      'a yearly day by its month (Outlook)',
      day('a', '20201225', 'RRULE:FREQ=YEARLY;BYMONTHDAY=25;BYMONTH=12'),
      ['2026-12-25'],
    ],
    [
      'the third Monday by its place (Outlook)',
      day('a', '20210118', 'RRULE:FREQ=YEARLY;BYDAY=MO;BYMONTH=1;BYSETPOS=3'),
      ['2027-01-18'],
    ],
    [
      'the last Monday of May',
      day('a', '20210531', 'RRULE:FREQ=YEARLY;BYDAY=-1MO;BYMONTH=5'),
      ['2027-05-31'],
    ],
    ['dates with dashes', day('a', '2027-04-02', 'DTEND;VALUE=DATE:2027-04-04'), ['2027-04-02..2027-04-03']],
    [
      'dates that do not say so (CalendarLabs)',
      event('a', 'DTSTART:20270315', 'DTEND:20270315', 'SUMMARY:x'),
      ['2027-03-15'],
    ],
    ['an empty rule (CalendarLabs)', day('a', '20270201', 'RRULE:'), ['2027-02-01']],
    [
      'midnight to midnight in a zone of Windows',
      timed(`${central}20270315T000000`, `${central}20270320T000000`, flag),
      ['2027-03-15..2027-03-19'],
    ],
    ['midnight to midnight without a mark', timed(':20270315T000000', ':20270316T000000'), ['2027-03-15']],
    [
      'midnight to the last minute',
      timed(':20270315T000000', ':20270316T235900'),
      ['2027-03-15..2027-03-16'],
    ],
    [
      'midnight at the school in UTC',
      timed(':20270315T050000Z', ':20270320T050000Z'),
      ['2027-03-15..2027-03-19'],
    ],
    [
      'midnight in UTC with the mark of a whole day',
      timed(':20270315T000000Z', ':20270316T000000Z', flag),
      ['2027-03-15'],
    ],
    ['a date that is written as midnight', day('a', '20270315T000000'), ['2027-03-15']],
    [
      'a length in days',
      event('a', 'DTSTART:20270315T000000', 'DURATION:P2D', 'SUMMARY:x'),
      ['2027-03-15..2027-03-16'],
    ],
    ['a length in hours', day('a', '20270315', 'DURATION:PT48H'), ['2027-03-15..2027-03-16']],
    [
      'no end with the mark of a whole day',
      event('a', 'DTSTART:20270315T000000', flag, 'SUMMARY:x'),
      ['2027-03-15'],
    ],
    [
      'names of properties in small letters',
      good.replaceAll('SUMMARY', 'summary').replace('DTSTART', 'dtstart'),
      ['2027-01-15'],
    ],
    [
      'an alarm with lines of its own',
      day('a', '20270315', 'BEGIN:VALARM', 'DURATION:PT5M', 'SUMMARY:y', 'END:VALARM'),
      ['2027-03-15'],
    ],
    [
      'added days',
      day('a', '20270315', 'RDATE;VALUE=DATE:20270401,20270402', 'RDATE:20270403'),
      ['2027-03-15', '2027-04-01', '2027-04-02', '2027-04-03'],
    ],
    [
      'an old rule of exceptions',
      day('a', '20270104', 'RRULE:FREQ=DAILY;COUNT=3', 'EXRULE:FREQ=DAILY;INTERVAL=2;COUNT=2'),
      ['2027-01-05'],
    ],
    [
      'a broken line that says nothing of days',
      day('a', '20270315', 'no line at all', 'X-A;B="c:d'),
      ['2027-03-15'],
    ],
  ])('%s', (_, text, expected) => {
    expect([days(text), unread(text)]).toEqual([expected, []])
  })

  test.each([
    ['line ends of one sign', (text: string) => text.replaceAll('\r\n', '\n')],
    ['line ends of old Macs', (text: string) => text.replaceAll('\r\n', '\r')],
    ['line ends twice', (text: string) => text.replaceAll('\r\n', '\r\r\n')],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    [
      'folded lines',
      (text: string) => text.replace('20270115', '2027\r\n 0115').replace('No school', 'No\r\n\t school'),
    ],
    ['blanks at the ends of lines', (text: string) => text.replaceAll('\r\n', ' \r\n')],
    ['two calendars in one stream', (text: string) => `${calendar(day('b', '20200101'))}\r\n${text}`],
  ])('%s', (_, written) => {
    const { days, isWhole } = readCalendar(written(calendar(good)), span)
    expect([days.map(({ name, from }) => [name, from]), isWhole]).toEqual([
      [['No school', '2027-01-15']],
      true,
    ])
  })

  test.each([
    ['VALUE=DATE', ';VALUE=DATE:20270115,20270122'],
    ['without it', ':20270115,20270122,'],
    ['with dashes', ';VALUE=DATE:2027-01-15,2027-01-22'],
    ['at midnight of a zone', ';TZID=America/Chicago:20270115T000000,20270122T000000'],
    ['at midnight of the school in UTC', ':20270115T060000Z,20270122T060000Z'],
    ['at midnight in UTC', ':20270115T000000Z,20270122T000000Z'],
    ['on two lines', ':20270115\r\nEXDATE:20270122'],
  ])('exceptions %s', (_, text) => {
    expect(days(day('a', '20270108', 'RRULE:FREQ=WEEKLY;COUNT=4', `EXDATE${text}`))).toEqual([
      '2027-01-08',
      '2027-01-29',
    ])
  })

  test.each([
    ['a date', '20270122'],
    ['a date with dashes', '2027-01-22'],
    ['midnight at the school', '20270122T060000Z'],
    ['midnight in UTC', '20270122T000000Z'],
    ['the end of that day in UTC', '20270122T235959Z'],
    ['the end of that day at the school', '20270123T055959Z'],
    ['a time without a zone', '20270122T000000'],
  ])('the end of a series as %s', (_, until) => {
    expect(days(day('a', '20270108', `RRULE:FREQ=WEEKLY;UNTIL=${until}`))).toEqual([
      '2027-01-08',
      '2027-01-15',
      '2027-01-22',
    ])
  })

  test('a hundred letter days beside a work day', () => {
    const letters = Array.from({ length: 102 }, (_, place) =>
      day(`l${place}`, new Date(Date.UTC(2027, 0, 4 + place)).toISOString().slice(0, 10)).replace(
        'No school',
        `Day ${place % 6}`,
      ),
    )
    const { days, unread } = read(good, ...letters)
    expect([days.length, days.some(({ uid }) => uid === 'good'), unread]).toEqual([103, true, []])
  })
})

describe('of a series', () => {
  const series = day('s', '20270108', 'RRULE:FREQ=WEEKLY;COUNT=4')
  const instance = (date: string, ...lines: string[]) =>
    event('s', `RECURRENCE-ID;VALUE=DATE:${date}`, 'SUMMARY:No school', ...lines)

  test.each([
    [
      'a cancelled day goes',
      instance('20270115', 'DTSTART;VALUE=DATE:20270115', 'STATUS:CANCELLED'),
      ['2027-01-08', '2027-01-22', '2027-01-29'],
    ],
    [
      'a cancelled day goes without a date of its own',
      instance('20270115', 'STATUS:CANCELLED'),
      ['2027-01-08', '2027-01-22', '2027-01-29'],
    ],
    [
      'a moved day moves',
      instance('20270115', 'DTSTART;VALUE=DATE:20270118'),
      ['2027-01-08', '2027-01-18', '2027-01-22', '2027-01-29'],
    ],
    [
      'a day that moved to hours goes',
      instance('20270115', 'DTSTART:20270115T150000Z'),
      ['2027-01-08', '2027-01-22', '2027-01-29'],
    ],
    [
      'a day whose new date is unreadable goes',
      instance('20270115', 'DTSTART:soon'),
      ['2027-01-08', '2027-01-22', '2027-01-29'],
    ],
    [
      'all from a day on go',
      event('s', 'RECURRENCE-ID;RANGE=THISANDFUTURE:20270122', 'STATUS:CANCELLED'),
      ['2027-01-08', '2027-01-15'],
    ],
    [
      'the newer of two moves holds',
      `${instance('20270115', 'DTSTART:20270116', 'SEQUENCE:2')}\r\n${instance('20270115', 'DTSTART:20270117', 'SEQUENCE:1')}`,
      ['2027-01-08', '2027-01-16', '2027-01-22', '2027-01-29'],
    ],
    ['all go with it', event('s', 'DTSTART;VALUE=DATE:20270108', 'SEQUENCE:1', 'STATUS:CANCELLED'), []],
  ])('%s, wherever it is told', (_, told, expected) => {
    expect(days(series, told)).toEqual(expected)
    expect(days(told, series)).toEqual(expected)
  })

  test('a change of a day and all later ones is named, and the days before it stay', () => {
    const range = 'RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20270122'
    const later = event('s', range, 'DTSTART;VALUE=DATE:20270123', 'SUMMARY:No school')
    expect(days(series, later)).toEqual(['2027-01-08', '2027-01-15'])
    expect(unread(later, series)).toEqual(['7 series'])
    expect(read(series, later).unknown).toEqual(['s'])
  })

  test('a day that is unreadable is named, and the others stay', () => {
    expect(unread(series, instance('soon', 'DTSTART:20270118'))).toEqual(['14 date'])
    expect(days(series, instance('soon', 'DTSTART:20270118'))).toHaveLength(4)
  })

  test('a message that cancels says so, and that it is no whole calendar', () => {
    const text = calendar('METHOD:CANCEL', day('s', '20270108', 'SEQUENCE:1'))
    expect(readCalendar(text, span)).toMatchObject({
      ...{ days: [], isWhole: false },
      cancelled: [{ uid: 's', from: '2027-01-08' }],
    })
  })
})

test('events that share one id are all kept, and told apart on one day', () => {
  const { days } = read(
    day('1', '20270115'),
    day('1', '20270116'),
    day('1', '20270116').replace('No school', 'Fair'),
  )
  expect(new Set(days.map(({ uid, from }) => `${uid} ${from}`)).size).toBe(3)
})

describe('the work is bounded:', () => {
  const many = (...rule: string[]) =>
    Array.from({ length: 1500 }, (_, place) => day(`e${place}`, '19000101', ...rule))
  // Some tenths of a second of work; a series that is searched without end takes longer.
  const timeout = 60_000

  test.each(['RRULE:FREQ=DAILY;UNTIL=19991231', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'])(
    'series from long ago that end, or never come, take nothing from the others: %s',
    (rule) => {
      expect([days(good, ...many(rule)), unread(good, ...many(rule))]).toEqual([['2027-01-15'], []])
    },
    timeout,
  )

  test(
    'counted series that run for ages are named once the work is too much',
    () => {
      const { days, unread } = read(good, ...many('RRULE:FREQ=DAILY;COUNT=100000;BYMONTH=2;BYMONTHDAY=30'))
      expect(days.map(({ from }) => from)).toEqual(['2027-01-15'])
      expect(unread.every(({ reason }) => reason === 'too-often')).toBe(true)
      expect(unread.length).toBeGreaterThan(1000)
    },
    timeout,
  )
})
