import { instantsOf, wallTimeAt } from '../../shared/time/wall-time.ts'
import { memoized } from '../memo.ts'
import { dataLocale, haitianName, inOwnWords } from './haitian.ts'

/** Where and in which language an instant is shown. */
export type Place = { language: string; timeZone: string }

const STYLES = {
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  day: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  moment: { weekday: 'long', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' },
  monthDay: { month: 'long', day: 'numeric' },
  hours: { hour: 'numeric', minute: '2-digit' },
  zone: { timeZoneName: 'long' },
  zoneOfYear: { timeZoneName: 'longGeneric' },
  // Of what is due: within a week the weekday, later the day, and once it is settled the date.
  weekdayAndDay: { weekday: 'long', month: 'long', day: 'numeric' },
  dueWeekday: { weekday: 'long' },
  dueDay: { weekday: 'short', month: 'short', day: 'numeric' },
  shortWeekday: { weekday: 'short' },
  dayNumber: { day: 'numeric' },
  dueDate: { month: 'short', day: 'numeric' },
  shortMonth: { month: 'short' },
  longDay: { weekday: 'long', month: 'short', day: 'numeric' },
  shortMoment: { weekday: 'short', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

type Style = keyof typeof STYLES

const formatOf = memoized(
  (language: string, timeZone: string, style: Style) =>
    new Intl.DateTimeFormat(
      'hour' in STYLES[style] ? clockLocale(language, timeZone) : dataLocale(language),
      {
        timeZone,
        ...STYLES[style],
      },
    ),
)

// Families in the United States read "6:30 p.m." where Spain and Haiti write 18:30.
const AMERICAN: Readonly<Record<string, string>> = { es: 'es-US', ht: 'fr-HT-u-hc-h12' }

function clockLocale(language: string, timeZone: string): string {
  const american = AMERICAN[language]
  return american && isAmerican(timeZone) ? american : dataLocale(language)
}

// TypeScript's library does not know this method of Intl yet.
type Region = Intl.Locale & { getTimeZones(): readonly string[] }

const isAmerican = memoized((timeZone: string) =>
  (new Intl.Locale('en-US') as Region).getTimeZones().includes(timeZone),
)

const shownIn = memoized((instant: string, language: string, timeZone: string, style: Style) =>
  inOwnWords(formatOf(language, timeZone, style).format(new Date(instant)), language),
)

function shown(instant: string, { language, timeZone }: Place, style: Style): string {
  return shownIn(instant, language, timeZone, style)
}

/** "March 9, 2027". */
export function dateText(instant: string, place: Place): string {
  return shown(instant, place, 'date')
}

/** A day without an hour (`2027-03-09`), which no zone shifts: "March 9, 2027". */
export function dayOnlyText(day: string, language: string): string {
  return dateText(`${day}T12:00:00Z`, { language, timeZone: 'UTC' })
}

/** "September 1" of a month and a day (`09-01`) in any year. */
export function monthDayText(monthDay: string, language: string): string {
  return shown(`2024-${monthDay}T12:00:00Z`, { language, timeZone: 'UTC' }, 'monthDay')
}

/** "85 %" of a whole number of percent, as the language writes it. */
export function percentText(percent: number, language: string): string {
  return new Intl.NumberFormat(dataLocale(language), { style: 'percent' }).format(percent / 100)
}

/** "Monday, November 30" of a day at the school (`2026-11-30`): today needs no year. */
export function weekdayText(day: string, language: string): string {
  return capital(weekdayWithin(day, language), language)
}

/** The same within a sentence, where some languages write no capital. */
export function weekdayWithin(day: string, language: string): string {
  return shown(`${day}T12:00:00Z`, { language, timeZone: 'UTC' }, 'weekdayAndDay')
}

const DUE_STYLES = {
  weekday: 'dueWeekday',
  day: 'dueDay',
  date: 'dueDate',
  shortWeekday: 'shortWeekday',
  number: 'dayNumber',
  shortMonth: 'shortMonth',
} as const

type DueStyle = keyof typeof DUE_STYLES

/** "Tuesday, March 9": the day of an instant, without its year. */
export function weekdayDateText(instant: string, place: Place): string {
  return capital(shown(instant, place, 'weekdayAndDay'), place.language)
}

/** When something is due (`2027-03-09`), short: "Tuesday", "Tue, Mar 9", "Mar 9", "Tue", "9" or "Mar". */
export function dueDayText(day: string, language: string, style: DueStyle): string {
  return capital(dueDayWithin(day, language, style), language)
}

/** The same within a sentence, where some languages write no capital. */
export function dueDayWithin(day: string, language: string, style: DueStyle): string {
  return shown(`${day}T12:00:00Z`, { language, timeZone: 'UTC' }, DUE_STYLES[style])
}

/** "Tue", "9" and "Mar" of an instant, for a leaf of a calendar. */
export function leafOfDay(instant: string, place: Place): { weekday: string; day: string; month: string } {
  const text = (style: Style) => capital(shown(instant, place, style), place.language)
  return { weekday: text('shortWeekday'), day: text('dayNumber'), month: text('shortMonth') }
}

/** "Tuesday, March 9, 2027": the weekday is always spelled out; it begins a line, so with a capital. */
export function dayText(instant: string, place: Place): string {
  return capital(dayWithin(instant, place), place.language)
}

function dayWithin(instant: string, place: Place): string {
  return shown(instant, place, 'day')
}

/** "6:00 – 7:30 PM"; over midnight "11:00 PM – 12:30 AM", without dates. */
export function timeRange(start: string, end: string, { language, timeZone }: Place): string {
  return rangeIn(start, end, language, timeZone)
}

const rangeIn = memoized((start: string, end: string, language: string, timeZone: string) => {
  const hours = formatOf(language, timeZone, 'hours')
  const [from, to] = [new Date(start), new Date(end)]
  const day = formatOf(language, timeZone, 'date')
  // Intl puts a date on both ends where they are on two days; a page has the day beside it.
  const isOneDay = day.format(from) === day.format(to)
  const text = isOneDay ? hours.formatRange(from, to) : `${hours.format(from)} – ${hours.format(to)}`
  return inOwnWords(text, language)
})

/** "6:00 PM". */
export function hourText(instant: string, place: Place): string {
  return shown(instant, place, 'hours')
}

/** "Pacific Standard Time": distinguishes the two hours that exist twice when the clock goes back. */
export function zoneName(instant: string, { language, timeZone }: Place): string {
  return zoneIn(instant, language, timeZone)
}

const zoneIn = memoized((instant: string, language: string, timeZone: string) => {
  const parts = formatOf(language, timeZone, 'zone').formatToParts(new Date(instant))
  return inOwnWords(parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone, language)
})

// The continent, which some languages name with a zone and no family there needs.
const CONTINENT = / Amerik dinò$|^北美| لأمريكا الشمالية$| Waqooyiga Ameerika$/

/** "Central Time": a zone in winter and summer, where no hour exists twice, as for times that families vote on. */
export const yearZoneName = memoized((timeZone: string, language: string): string => {
  const parts = formatOf(language, timeZone, 'zoneOfYear').formatToParts(0)
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone
  return inOwnWords(name, language).replace(CONTINENT, '')
})

/** "Central Time (Chicago)": a zone in winter and summer, with its city. */
export function timeZoneText(timeZone: string, language: string): string {
  const name = capital(yearZoneName(timeZone, language), language)
  return `${name} (${timeZone.split('/').at(-1)?.replaceAll('_', ' ')})`
}

/** "Tuesday, March 9, 2027, 6:00 – 7:30 PM, Pacific Standard Time". */
export function whenText(start: string, end: string, place: Place): string {
  return joined([dayText(start, place), timeRange(start, end, place), zoneName(start, place)], place)
}

/** "Tuesday, March 9, 6:00 – 7:30 PM", for a page that names the zone elsewhere: `today` is the day of reading. */
export function shortWhenText(start: string, end: string, { today, ...place }: Place & { today: string }) {
  return joined([shortDayText(start, { today, ...place }), timeRange(start, end, place)], place)
}

/** "Tuesday, March 9", with its year only where it is a year away: `today` is the day of reading. */
export function shortDayText(instant: string, reading: Place & { today: string }): string {
  return capital(shortDayWithin(instant, reading), reading.language)
}

/** The same within a sentence, where some languages write no capital. */
export function shortDayWithin(instant: string, { today, ...place }: Place & { today: string }): string {
  const isNear = Math.abs(Date.parse(instant) - Date.parse(today)) < YEAR_MS
  return shown(instant, place, isNear ? 'weekdayAndDay' : 'day')
}

/**
 * The same with the weekday alone where it is within a week: for a page, while paper is read later. `day` is the day of
 * the start (`2027-03-09`).
 */
export function nearWhenText(start: string, end: string, near: Near): string {
  return capital(nearWhenWithin(start, end, near), near.language)
}

/** The same within a sentence. */
export function nearWhenWithin(start: string, end: string, { day, today, ...place }: Near): string {
  const date = isWithinWeek(day, today)
    ? dueDayWithin(day, place.language, 'weekday')
    : shortDayWithin(start, { today, ...place })
  return joined([date, timeRange(start, end, place)], place)
}

/** "Tuesday, 8:00 PM" of a moment within a week, else "Tuesday, March 9 at 8:00 PM"; within a sentence. */
export function nearMomentWithin(instant: string, { day, today, ...place }: Near): string {
  if (!isWithinWeek(day, today)) return momentText(instant, place)
  return joined([dueDayWithin(day, place.language, 'weekday'), hourText(instant, place)], place)
}

/** The day of an instant at the school (`2027-03-09`), and that of reading. */
type Near = Place & { day: string; today: string }

function isWithinWeek(day: string, today: string): boolean {
  const days = (Date.parse(day) - Date.parse(today)) / DAY_MS
  return days >= 0 && days <= 6
}

const DAY_MS = 86_400_000
const YEAR_MS = 365 * DAY_MS
const COMMAS: Readonly<Record<string, string>> = { ar: '، ', zh: '，' }

// Parts of a date, with the comma of the language.
const joined = (parts: readonly string[], { language }: Place) => parts.join(COMMAS[language] ?? ', ')

/**
 * "Tuesday, March 9, 6:00 – 7:30 PM" within a sentence of a message, where some languages write no capital. The zone is
 * named only of an hour that comes twice that night: each sign is paid for in a text, and an e-mail has it below.
 */
export function whenWithin(start: string, end: string, place: Place): string {
  const comesTwice = instantsOf(wallTimeAt(start, place.timeZone), place.timeZone).length > 1
  const parts = [shown(start, place, 'weekdayAndDay'), timeRange(start, end, place)]
  return joined(comesTwice ? [...parts, zoneName(start, place)] : parts, place)
}

/** "Tuesday, March 9 at 6:00 PM": one moment, such as a deadline. */
export function momentText(instant: string, place: Place): string {
  return shown(instant, place, 'moment')
}

/** "Tue, Mar 9, 6:00 PM": a moment to choose among others. */
export function shortMomentText(instant: string, place: Place): string {
  return capital(shortMomentWithin(instant, place), place.language)
}

/** The same within a sentence, where some languages write no capital. */
export function shortMomentWithin(instant: string, place: Place): string {
  return shown(instant, place, 'shortMoment')
}

/** "Tue, Mar 9, 6 PM" within a text message, where each sign is paid for: without the minutes of a full hour. */
export function briefMomentWithin(instant: string, place: Place): string {
  const hour = hourText(instant, place).replace(/:00(?=\s)/, '')
  return joined([shown(instant, place, 'dueDay'), hour], place)
}

/** "Tuesday, Mar 9", with the hour beside it. */
export function longDayText(instant: string, place: Place): string {
  return capital(shown(instant, place, 'longDay'), place.language)
}

/** "Tue, Mar 9", as the head of a column. */
export function dayOfWeekText(instant: string, place: Place): string {
  return capital(shown(instant, place, 'dueDay'), place.language)
}

/** "6:00 PM". */
export function clockText(instant: string, place: Place): string {
  return shown(instant, place, 'hours')
}

/** "January 11 – 17" of two days at the school. */
export function dayRange(from: string, to: string, language: string): string {
  const format = formatOf(language, 'UTC', 'monthDay')
  return capital(
    inOwnWords(format.formatRange(new Date(`${from}T12:00Z`), new Date(`${to}T12:00Z`)), language),
    language,
  )
}

/** "Tuesday, March 9, 2027, 6:00 PM": a moment that may lie in another year. */
export function datedMomentText(instant: string, place: Place): string {
  return joined([dayWithin(instant, place), shown(instant, place, 'hours')], place)
}

/** "a, b, and c" in the reader's language. */
export function listText(items: readonly string[], language: string): string {
  const list = new Intl.ListFormat(dataLocale(language), { type: 'conjunction' }).formatToParts(items)
  return list.map(({ type, value }) => (type === 'literal' ? inOwnWords(value, language) : value)).join('')
}

/** A language's name in the reader's language, with a capital for lists and labels; anything else as it is written. */
export const languageName = memoized((tag: string, language: string): string => {
  return capital(languageWithin(tag, language), language)
})

/** The same within a sentence, where some languages write no capital. */
export function languageWithin(tag: string, language: string): string {
  const known = language === 'ht' ? haitianName(tag) : undefined
  return known ?? displayName(tag, language)
}

function displayName(tag: string, language: string): string {
  try {
    return new Intl.DisplayNames(dataLocale(language), { type: 'language' }).of(tag) ?? tag
  } catch {
    // A group is whatever a school wrote, `language:sign language` too, and not every tag of the right signs is one.
    return tag
  }
}

/** A language's name as its own speakers write it. */
export function ownLanguageName(tag: string): string {
  return languageName(tag, tag)
}

/** A text with a capital at its start, as a sentence, a line or a label begins; no language of ours has a rule of its own. */
export function capital(text: string, language = 'en'): string {
  const [first = '', ...rest] = text
  return first.toLocaleUpperCase(language) + rest.join('')
}
