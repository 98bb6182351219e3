import { DateTime } from 'luxon'

/** What families keep, by one word each. */
export const OBSERVANCES = [
  'ramadan',
  'eidAlFitr',
  'eidAlAdha',
  'roshHashanah',
  'yomKippur',
  'sukkot',
  'passover',
  'shavuot',
  'orthodoxChristmas',
  'orthodoxGoodFriday',
  'orthodoxEaster',
  'mahaShivaratri',
  'ganeshChaturthi',
  'diwali',
  'lunarNewYear',
] as const
export type ObservanceCode = (typeof OBSERVANCES)[number]

/**
 * Days that are kept, from the first to the last as local dates. `eve`: they begin at sundown on the evening before.
 * `eveningsOnly`: it is the evening that belongs to them, as the breaking of the fast does.
 */
export type Observance = {
  code: ObservanceCode
  from: string
  to: string
  eve?: boolean
  eveningsOnly?: boolean
}

type Day = {
  code: ObservanceCode
  month: string
  day: number
  days: number
  eve?: boolean
  eveningsOnly?: boolean
}

// Islamic days by the Umm al-Qura calendar, which communities may differ from by a day; Jewish ones by the fixed
// calendar, outside Israel. Both are in ICU, which every Node brings. A day of theirs begins at sundown.
const ISLAMIC: readonly Day[] = [
  { code: 'ramadan', month: '9', day: 1, days: 30, eveningsOnly: true },
  { code: 'eidAlFitr', month: '10', day: 1, days: 3, eve: true },
  { code: 'eidAlAdha', month: '12', day: 10, days: 4, eve: true },
]
const JEWISH: readonly Day[] = [
  { code: 'roshHashanah', month: 'Tishri', day: 1, days: 2, eve: true },
  { code: 'yomKippur', month: 'Tishri', day: 10, days: 1, eve: true },
  { code: 'sukkot', month: 'Tishri', day: 15, days: 2, eve: true },
  { code: 'passover', month: 'Nisan', day: 15, days: 2, eve: true },
  { code: 'passover', month: 'Nisan', day: 21, days: 2, eve: true },
  { code: 'shavuot', month: 'Sivan', day: 6, days: 2, eve: true },
]

/**
 * Days that follow the sky and local custom. The Hindu ones and the Lunar New Year are those of date-holidays
 * 3.37.0 for Mauritius, where they are public holidays; a test compares them. After 2031 there are none.
 */
const DATED: readonly (readonly [ObservanceCode, readonly string[]])[] = [
  ['mahaShivaratri', ['2026-02-15', '2027-03-07', '2028-02-25', '2029-02-14', '2030-03-05', '2031-02-21']],
  ['ganeshChaturthi', ['2026-09-16', '2027-09-05', '2028-08-24', '2029-09-12', '2030-09-01', '2031-09-20']],
  ['diwali', ['2026-11-08', '2027-10-29', '2028-10-17', '2029-11-05', '2030-10-26', '2031-11-14']],
  ['lunarNewYear', ['2026-02-17', '2027-02-06', '2028-01-26', '2029-02-13', '2030-02-03', '2031-01-23']],
]

const known = new Map<number, Observance[]>()

/** What begins in a year of the common calendar. */
export function observancesOf(year: number): Observance[] {
  const found = known.get(year) ?? [
    ...byCalendar(year, 'islamic-umalqura', { month: 'numeric' }, ISLAMIC),
    ...byCalendar(year, 'hebrew', { month: 'long' }, JEWISH),
    ...orthodox(year),
    ...DATED.flatMap(([code, dates]) =>
      dates.filter((date) => date.startsWith(`${year}-`)).map((from) => ({ code, from, to: from })),
    ),
  ]
  known.set(year, found)
  return found
}

/** The observances that touch a span of local dates; one that began in the year before is among them. */
export function observancesBetween(from: string, to: string): Observance[] {
  const years = new Set([from, dateAfter(to, 1)].map((date) => Number(date.slice(0, 4))))
  const [first = 0] = years
  return [first - 1, ...years]
    .flatMap(observancesOf)
    .filter((one) => one.from <= dateAfter(to, 1) && one.to >= from)
}

function byCalendar(
  year: number,
  calendar: string,
  month: Intl.DateTimeFormatOptions,
  days: readonly Day[],
): Observance[] {
  const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}`, { ...month, day: 'numeric', timeZone: 'UTC' })
  const found: Observance[] = []
  const start = DateTime.utc(year, 1, 1, 12)
  for (let time = start; time.year === year; time = time.plus({ days: 1 })) {
    const parts = partsOf(format, time)
    for (const { month: named, day, days: length, ...rest } of days) {
      if (parts.month !== named || Number(parts.day) !== day) continue
      const from = time.toISODate() ?? ''
      // None goes over into the next month: of 29 days, Ramadan has 29.
      const last = time.plus({ days: length - 1 })
      const short = partsOf(format, last).month === named ? 0 : 1
      found.push({ ...rest, from, to: dateAfter(from, length - 1 - short) })
    }
  }
  return found
}

function partsOf(format: Intl.DateTimeFormat, time: DateTime): Record<string, string> {
  return Object.fromEntries(format.formatToParts(time.toJSDate()).map(({ type, value }) => [type, value]))
}

// Meeus, Astronomical Algorithms, chapter 8: Easter of the Julian calendar, which is 13 days behind until 2099.
function orthodox(year: number): Observance[] {
  const [a, b, c] = [year % 4, year % 7, year % 19]
  const d = (19 * c + 15) % 30
  const e = (2 * a + 4 * b - d + 34) % 7
  const easter =
    DateTime.utc(year, Math.floor((d + e + 114) / 31), ((d + e + 114) % 31) + 1)
      .plus({ days: 13 })
      .toISODate() ?? ''
  const goodFriday = dateAfter(easter, -2)
  const christmas = `${year}-01-07`
  return [
    { code: 'orthodoxChristmas', from: christmas, to: christmas },
    { code: 'orthodoxGoodFriday', from: goodFriday, to: goodFriday },
    { code: 'orthodoxEaster', from: easter, to: easter },
  ]
}

function dateAfter(date: string, days: number): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toISODate() ?? ''
}
