import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { mailReceipts, textReceipts, textReceived } from '../../functions/api/carrier-words.ts'
import { messageOfTag } from '../../functions/message-tag.ts'
import { readCalendar } from '../../shared/calendar/foreign-calendar.ts'
import { searchedOf } from '../../shared/family/directory.ts'
import { keywordOf } from '../../shared/family/keyword.ts'
import { isSought } from '../../shared/family/listing.ts'
import { phoneReader } from '../../shared/family/phone.ts'
import { mustKeepFields, WORDED, WORDED_KINDS, worded } from '../../shared/message/wording.ts'
import { openBundle } from '../../shared/roster/bundle.ts'
import { readOneRoster } from '../../shared/roster/oneroster.ts'
import { readSimple } from '../../shared/roster/simple.ts'
import { resolveWallTime, WallTime } from '../../shared/time/wall-time.ts'
import { bestEncoding } from '../../web/compress.ts'
import { feedOwner } from '../../web/feed-name.ts'
import { acceptedLanguages, bestLanguage, direction } from '../../web/messages/catalogue.ts'
import { FUZZ_PATIENCE, fuzz, mutated, mutatedBytes, oddValue } from './fuzz.ts'
import { withOdd } from './schema.ts'

const rosters = new URL('../support/rosters/', import.meta.url)
const bytesOf = (text: string) => new TextEncoder().encode(text)
const readPhone = await phoneReader()
const reading = { country: 'US', defaultLanguage: 'en', readPhone }
const options = { timeout: FUZZ_PATIENCE }

/** The first rows of a file: enough for every kind of row, and fast to parse many times. */
const headOf = (text: string, rows = 12) => text.split('\n').slice(0, rows).join('\n')

const bundles = ['puente-oneroster-1.1.zip', 'puente-oneroster-1.2.zip'].map((name) =>
  Object.fromEntries(
    Object.entries(unzipSync(readFileSync(new URL(name, rosters)))).map(([file, bytes]) => [
      file,
      headOf(new TextDecoder().decode(bytes)),
    ]),
  ),
)

test('a simple roster is read or refused, whatever it contains', options, () => {
  const valid = headOf(readFileSync(new URL('puente-simple.csv', rosters), 'utf8'))
  const others = [valid.replaceAll(',', ';'), `\ufeff${valid.replaceAll('\n', '\r\n')}`, valid.toUpperCase()]
  fuzz('The simple roster', 10_000, mutated([valid, ...others]), (text) => readSimple(bytesOf(text), reading))
})

test('a simple roster is read or refused, whatever its bytes are', options, () => {
  const valid = headOf(readFileSync(new URL('puente-simple.csv', rosters), 'utf8'))
  const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(valid, 'utf16le')])
  fuzz('The roster’s encoding', 6_000, mutatedBytes([bytesOf(valid), wide, wide.swap16()]), (bytes) =>
    readSimple(bytes, reading),
  )
})

test('the files of a OneRoster bundle are read or refused, whatever they contain', options, () => {
  const files = bundles.flatMap((bundle) =>
    Object.values(bundle).filter((text) => text.includes('sourcedId')),
  )
  const users = mutated([...bundles.map((bundle) => bundle['users.csv'] ?? ''), ...files])
  const roles = fc.option(mutated([bundles[1]?.['roles.csv'] ?? '']), { nil: undefined })
  fuzz('OneRoster', 8_000, fc.tuple(users, roles), ([one, other]) => {
    const bundle = new Map([['users.csv', bytesOf(one)]])
    if (other !== undefined) bundle.set('roles.csv', bytesOf(other))
    readOneRoster(bundle, reading)
  })
})

test('a zip is opened or refused, whatever its bytes are', options, () => {
  const zips = bundles.flatMap((bundle) =>
    ([0, 6] as const).map((level) =>
      zipSync(Object.fromEntries(Object.entries(bundle).map(([name, text]) => [name, bytesOf(text)])), {
        level,
      }),
    ),
  )
  fuzz('The zip of a bundle', 6_000, mutatedBytes(zips), (bytes) => readOneRoster(openBundle(bytes), reading))
})

const CALENDARS = [
  ['DTSTART;VALUE=DATE:20261221', 'DTEND;VALUE=DATE:20270102', 'SUMMARY:Winter break\\, everybody'],
  ['DTSTART;VALUE=DATE:20261105', 'RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE;VALUE=DATE:20261112', 'SUMMARY:x'],
  ['DTSTART;VALUE=DATE:20201225', 'DURATION:P2D', 'RRULE:FREQ=YEARLY;INTERVAL=1', 'SUMMARY;LANGUAGE=en:y'],
  [
    'DTSTART;TZID=America/New_York:20261126T150000',
    'DTEND:20261126T160000Z',
    'SUMMARY:z',
    'STATUS:CANCELLED',
  ],
  [
    'DTSTART;VALUE=DATE:20270101',
    'RRULE:FREQ=MONTHLY;BYDAY=1MO;UNTIL=20270601',
    'RDATE;VALUE=DATE:20270303',
    'SUMMARY:w',
  ],
].map((lines) =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', 'BEGIN:VTIMEZONE', 'TZID:America/New_York'],
    ...['BEGIN:STANDARD', 'DTSTART:19701101T020000', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU'],
    ...['TZOFFSETFROM:-0400', 'TZOFFSETTO:-0500', 'END:STANDARD', 'END:VTIMEZONE', 'BEGIN:VEVENT', 'UID:u'],
    ...['DTSTAMP:20260801T000000Z', ...lines, 'END:VEVENT', 'END:VCALENDAR'],
  ].join('\r\n'),
)

test('a foreign calendar gives days that exist, or is refused', options, () => {
  const span = { from: '2026-11-01', to: '2027-10-31', timeZone: 'America/Chicago' }
  fuzz('The foreign calendar', 10_000, mutated(CALENDARS), (text) => {
    for (const { name, from, to = '' } of readCalendar(text, span).days) {
      expect(Number.isNaN(Date.parse(from)) || Number.isNaN(Date.parse(to)) || name === '').toBe(false)
      expect(from <= to && to >= span.from && from <= span.to).toBe(true)
    }
  })
})

const CARRIERS_SAY = [
  {
    eventType: 'Bounce',
    mail: { messageId: 'a', destination: ['rosa@example.org'], tags: { place: ['WyJhIiwiYiJd'] } },
    bounce: {
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [{ emailAddress: 'Rosa <r@x.org>' }],
    },
  },
  { eventType: 'Complaint', mail: { messageId: 'a', tags: {} }, complaint: { complainedRecipients: [] } },
  {
    ...{ eventType: 'TEXT_DELIVERED', isFinal: true, messageId: 'a', destinationPhoneNumber: '+16175550123' },
    context: { place: 'WyJhIiwiYiJd' },
  },
  { originationNumber: '+16175550123', messageBody: 'ALTO por favor', messageKeyword: 'K' },
]

test('reports of carriers are processed or ignored, whatever they contain', options, () => {
  const said = mutated(CARRIERS_SAY.map((one) => JSON.stringify(one)))
  const values = fc.oneof(
    said.map((text) => parsed(text)),
    fc
      .tuple(fc.constantFrom(...CARRIERS_SAY), fc.nat(9), oddValue)
      .map(([one, place, odd]) => withOdd(one, place, odd)),
  )
  fuzz('The words of carriers', 20_000, values, (value) => {
    mailReceipts(value)
    textReceipts(value)
    textReceived(value)
  })
})

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

test('an incoming text is a keyword or none', options, () => {
  const words = mutated([
    'STOP',
    'Alto, por favor',
    'توقف',
    'không, dừng lại',
    '1',
    'HELP me',
    '停止',
    'start',
  ])
  fuzz('Inbound texts', 60_000, words, (text) => keywordOf(text))
})

test('names in addresses and headers are read or ignored', options, () => {
  fuzz('The place of a receipt', 30_000, mutated(['WyJhIiwiYiJd', 'bm9uZQ']), messageOfTag)
  fuzz('The name of a feed', 30_000, mutated([`s.f.${'a'.repeat(32)}`]), feedOwner)
  fuzz('Accept-Encoding', 30_000, mutated(['gzip, deflate, br;q=0.9, *;q=0', 'br;q=1.0']), bestEncoding)
  fuzz(
    'Accept-Language',
    30_000,
    mutated(['es-MX,es;q=0.9,en;q=0.8', 'ar, *;q=0.5', 'zh-Hans']),
    (header) => {
      direction(bestLanguage(acceptedLanguages(header)))
    },
  )
})

test('a phone number is parsed or refused', options, () => {
  const typed = mutated([
    '(617) 555-0123',
    '+52 55 1234 5678',
    '+16175550123 ext. 4',
    'tel:+1-617-555-0123;ext=5',
  ])
  fuzz('Phone numbers', 15_000, typed, (text) => {
    for (const country of ['US', '', '__proto__']) {
      expect(readPhone(text, country) ?? '+15').toMatch(/^\+[1-9]\d{1,14}$/)
    }
  })
})

test('a wall time is an instant or is refused', options, () => {
  const times = mutated([
    '2027-03-09T18:00',
    '2027-03-14T02:30',
    '2027-11-07T01:30-04:00',
    '0001-01-01T00:00Z',
  ])
  fuzz('Wall times', 8_000, times, (text) => {
    const read = WallTime.safeParse(text)
    if (read.success) expect(resolveWallTime(read.data, 'America/New_York')).toMatch(/^[+-]?\d{4,6}-.*Z$/)
  })
})

test('a school’s own wording keeps its fields, and shows their values unchanged', options, () => {
  const sentences = mutated([
    '{title} is on {when}.',
    '¡{title}! {until}',
    "'{title}' {when, date} {n, plural, other {#}}",
  ])
  const inputs = fc.tuple(
    fc.constantFrom(...WORDED_KINDS),
    sentences,
    mutated(['Reading {when}', '$&', '$1']),
  )
  fuzz('Wordings', 40_000, inputs, ([kind, text, title]) => {
    mustKeepFields(kind, text)
    expect(worded(text, { title, until: 'U', when: 'W' })).toContain(title)
    expect(WORDED[kind]).toContain('title')
  })
})

test('a search finds or does not', options, () => {
  const sought = searchedOf('f', ['Nguyễn · 王', 'vi', [], [['Rosa', 'Đặng']]])
  fuzz('Searches', 20_000, mutated(['nguyen', '王', 'rosa dang', 'Đặng']), (text) => isSought(text)(sought))
})
