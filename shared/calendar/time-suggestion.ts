import { DateTime } from 'luxon'
import { type Instant, instantOf, timeAt } from '../time/instant.ts'
import { instantsOf, wallTimeAt } from '../time/wall-time.ts'
import {
  BEDTIME,
  DINNER,
  type LocalSpan,
  minutesOf,
  type Warning,
  type WarningFacts,
  WINDOW_MINUTES,
  warningsAt,
} from './time-warning.ts'

/** The four kinds of time between which suggestions are spread (Title I §1116(c)(2): mornings and evenings). */
export const TIME_KINDS = ['morning', 'afterSchool', 'evening', 'weekend'] as const
export type TimeKind = (typeof TIME_KINDS)[number]

/** What speaks for a time. */
export type Merit =
  | { code: 'afterDropOff' | 'beforeDinner' | 'foodAtDinner' | 'beforeBedtime' | 'weekend' }
  | { code: 'liked'; percent: number }

/** A time that could be offered: `startLocal` on the school's clock, and its instants. */
export type TimeSuggestion = {
  kind: TimeKind
  startLocal: string
  start: string
  end: string
  warnings: Warning[]
  merits: Merit[]
}

/** What is known of a school and its families when times are suggested; dates are local. */
export type SuggestionFacts = WarningFacts & {
  timeZone: string
  from: string
  to: string
  durationMinutes: number
  /** Per kind of time, of the answers that families gave before: how many in a hundred were a yes. */
  liked: Partial<Record<TimeKind, number>>
}

const EACH_KIND = 3
const QUARTER = 15
const NOON = 12 * 60
const FREE_MORNING = 9 * 60
const LIKED_FROM = 50

/** Times between two dates, some of each kind and on several weekdays, the earliest first. None is before `now`. */
export function suggestTimes(known: SuggestionFacts, now: DateTime): TimeSuggestion[] {
  const future = candidateTimes(known, now)
  const chosen: TimeSuggestion[] = []
  for (const kind of TIME_KINDS) {
    const own = future.filter((one) => one.kind === kind)
    const room = (known.liked[kind] ?? 0) >= LIKED_FROM ? EACH_KIND + 1 : EACH_KIND
    while (own.length > 0 && countOf(chosen, { kind }) < room) chosen.push(...takeBest(own, chosen))
  }
  return chosen.sort((one, other) => (one.start < other.start ? -1 : 1))
}

/** Every time that may be suggested between two dates, the earliest first. None is before `now`. */
export function candidateTimes(known: SuggestionFacts, now: DateTime): TimeSuggestion[] {
  return datesOf(known)
    .flatMap((date) => candidatesOn(known, date))
    .filter(({ start }) => DateTime.fromISO(start) > now)
}

/** Which kind a wall time of a school is. */
export function kindOf(startLocal: string): TimeKind {
  const time = DateTime.fromISO(startLocal, { zone: 'utc' })
  if (time.weekday > 5) return 'weekend'
  if (time.hour < 12) return 'morning'
  return time.hour < 17 ? 'afterSchool' : 'evening'
}

function datesOf({ from, to }: SuggestionFacts): DateTime[] {
  const dates: DateTime[] = []
  const last = DateTime.fromISO(to, { zone: 'utc' })
  for (let date = DateTime.fromISO(from, { zone: 'utc' }); date <= last; date = date.plus({ days: 1 }))
    dates.push(date)
  return dates
}

function startsOn({ schoolDay, food }: SuggestionFacts, date: DateTime): number[] {
  if (date.weekday === 6) return [10 * 60]
  if (date.weekday === 7) return [14 * 60]
  const [begins, ends] = [minutesOf(schoolDay.start), minutesOf(schoolDay.end)]
  const evening = food ? DINNER[0] : DINNER[1]
  const afterDropOff = nextQuarter(begins + WINDOW_MINUTES)
  // A school of the afternoon leaves the morning free.
  const morning = afterDropOff < NOON ? afterDropOff : FREE_MORNING
  // A school day that ends late lets two of them fall together.
  return [...new Set([morning, nextQuarter(ends + WINDOW_MINUTES), evening])]
}

function candidatesOn(known: SuggestionFacts, date: DateTime): TimeSuggestion[] {
  const { timeZone, durationMinutes } = known
  return startsOn(known, date).flatMap((minutes) => {
    const startLocal = wallTime(date, minutes)
    const [start, second] = instantsOf(startLocal, timeZone)
    // Nonexistent and ambiguous wall times are never suggested.
    if (!start || second) return []
    const end = instantOf(timeAt(start).plus({ minutes: durationMinutes }))
    if (isShownTwice(end, timeZone)) return []
    const place = {
      date: date.toISODate() ?? '',
      weekday: date.weekday,
      from: minutes,
      to: minutes + durationMinutes,
    }
    const kind = kindOf(startLocal)
    return [
      {
        kind,
        startLocal,
        start,
        end,
        warnings: warningsAt(known, place),
        merits: meritsAt(known, place, kind),
      },
    ]
  })
}

// By the instant: over a change of clock, the start's wall time plus the length is not the end's.
function isShownTwice(instant: Instant, timeZone: string): boolean {
  return instantsOf(wallTimeAt(instant, timeZone), timeZone).length > 1
}

function meritsAt(
  { schoolDay, food, liked }: SuggestionFacts,
  { from, to, weekday }: LocalSpan,
  kind: TimeKind,
): Merit[] {
  const percent = liked[kind] ?? 0
  return [
    ...(weekday < 6 && from - minutesOf(schoolDay.start) === WINDOW_MINUTES
      ? [{ code: 'afterDropOff' } as const]
      : []),
    ...(kind === 'afterSchool' && to <= DINNER[0] ? [{ code: 'beforeDinner' } as const] : []),
    ...(food && from < DINNER[1] && DINNER[0] < to ? [{ code: 'foodAtDinner' } as const] : []),
    ...(kind === 'evening' && to <= BEDTIME ? [{ code: 'beforeBedtime' } as const] : []),
    ...(kind === 'weekend' ? [{ code: 'weekend' } as const] : []),
    ...(percent >= LIKED_FROM ? [{ code: 'liked', percent } as const] : []),
  ]
}

// How much a warning weighs when the best of a kind are chosen; a shift weighs as many families as it holds.
const WEIGHTS: Record<Warning['code'], number> = {
  closure: 60,
  holiday: 60,
  observance: 50,
  bedtime: 30,
  dinner: 20,
  dropOff: 20,
  pickUp: 20,
  schoolDay: 10,
  shift: 1,
}

/** How much speaks against a time: the weights of its warnings, a shift as heavy as the families that work it. */
export function burden({ warnings }: TimeSuggestion): number {
  return warnings.reduce((sum, one) => sum + WEIGHTS[one.code] * (one.code === 'shift' ? one.families : 1), 0)
}

/** Takes the best of one kind out: on a weekday of its own first, so that nobody's working day takes them all. */
function takeBest(own: TimeSuggestion[], chosen: readonly TimeSuggestion[]): TimeSuggestion[] {
  const ranks = own.map((one) => {
    const weekday = weekdayOf(one)
    return [countOf(chosen, { kind: one.kind, weekday }), burden(one), countOf(chosen, { weekday })] as const
  })
  const first = ranks.reduce((best, rank, place) => (isLess(rank, ranks[best] ?? rank) ? place : best), 0)
  return own.splice(first, 1)
}

function countOf(
  chosen: readonly TimeSuggestion[],
  { kind, weekday }: { kind?: TimeKind; weekday?: number },
): number {
  const isAlike = (one: TimeSuggestion) =>
    (kind === undefined || one.kind === kind) && (weekday === undefined || weekdayOf(one) === weekday)
  return chosen.filter(isAlike).length
}

function isLess(one: readonly number[], other: readonly number[]): boolean {
  const place = one.findIndex((value, at) => value !== other[at])
  return place >= 0 && (one[place] ?? 0) < (other[place] ?? 0)
}

const weekdayOf = ({ startLocal }: TimeSuggestion) => DateTime.fromISO(startLocal, { zone: 'utc' }).weekday

function nextQuarter(minutes: number): number {
  return Math.ceil(minutes / QUARTER) * QUARTER
}

function wallTime(date: DateTime, minutes: number): string {
  return date.plus({ minutes }).toFormat("yyyy-MM-dd'T'HH:mm")
}
