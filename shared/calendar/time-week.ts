import { DateTime } from 'luxon'
import { burden, candidateTimes, type SuggestionFacts, type TimeSuggestion } from './time-suggestion.ts'
import type { Warning } from './time-warning.ts'

/** The rows of a week's calendar. */
const PARTS = ['morning', 'afternoon', 'evening'] as const
export type DayPart = (typeof PARTS)[number]

/** Whether a time suits families: nothing speaks against it, something to mind, or better another one. */
export type Verdict = 'good' | 'care' | 'avoid'

/** A time in the calendar. Its warnings leave out shifts of fewer families than may be named. */
export type Slot = TimeSuggestion & { part: DayPart; verdict: Verdict }

/** A day of the calendar, YYYY-MM-DD, and why the school is closed on it, if it is. */
export type CalendarDay = { date: string; slots: Slot[]; closed?: string }

/** Seven days from a Monday on. */
export type CalendarWeek = { days: CalendarDay[] }

/** How many families a shift must have to be named, and to count against a time. */
export const LEAST_NAMED = 5
const PICKED = 5
const ENOUGH_FOR_A_SHIFT = 2
const DAYS = 7

const AVOIDED: ReadonlySet<Warning['code']> = new Set([
  'closure',
  'holiday',
  'observance',
  'dropOff',
  'pickUp',
  'bedtime',
])

/** The weeks between two dates, of which the first is a Monday, with every time that may be suggested. */
export function weeksOf(known: SuggestionFacts, now: DateTime): CalendarWeek[] {
  const slots = candidateTimes(known, now).map(slotOf)
  const first = DateTime.fromISO(known.from, { zone: 'utc' })
  const count = Math.ceil((DateTime.fromISO(known.to, { zone: 'utc' }).diff(first, 'days').days + 1) / DAYS)
  const dayAt = (day: number): CalendarDay => {
    const date = first.plus({ days: day }).toISODate() ?? ''
    const closed = known.closures.find((one) => one.from <= date && date <= one.to)
    const own = slots.filter(({ startLocal }) => startLocal.startsWith(date))
    return { date, slots: closed ? [] : own, ...(closed && { closed: closed.name }) }
  }
  return Array.from({ length: count }, (_, week) => ({
    days: Array.from({ length: DAYS }, (_day, day) => dayAt(week * DAYS + day)),
  }))
}

function slotOf(time: TimeSuggestion): Slot {
  const warnings = time.warnings.filter((one) => one.code !== 'shift' || one.families >= LEAST_NAMED)
  return { ...time, warnings, part: partOf(time.startLocal), verdict: verdictOf(warnings) }
}

function partOf(startLocal: string): DayPart {
  const { hour } = DateTime.fromISO(startLocal, { zone: 'utc' })
  if (hour < 12) return 'morning'
  return hour < 17 ? 'afternoon' : 'evening'
}

function verdictOf(warnings: readonly Warning[]): Verdict {
  if (warnings.some(({ code }) => AVOIDED.has(code))) return 'avoid'
  return warnings.length > 0 ? 'care' : 'good'
}

/**
 * Five times to begin with, the earliest first: of each kind the one that the least speaks against, on days of their own,
 * then what lets the shift come that has the fewest times. Only times that are better avoided are left out.
 */
export function pickTimes(slots: readonly Slot[]): Slot[] {
  const open = slots.filter(({ verdict }) => verdict !== 'avoid')
  const shifts = shiftsIn(slots)
  const picked: Slot[] = []
  for (const kind of ['evening', 'weekend', 'morning', 'afterSchool'] as const) {
    const best = bestOf(open, picked, (slot) => (slot.kind === kind ? 0 : undefined))
    if (best) picked.push(best)
  }
  while (picked.length < PICKED) {
    const least = shifts.toSorted((one, other) => comingIn(picked, one) - comingIn(picked, other))[0]
    const best = bestOf(open, picked, (slot) => (least && isAgainst(slot, least) ? 1 : 0))
    if (!best) break
    picked.push(best)
  }
  return picked.sort((one, other) => (one.start < other.start ? -1 : 1))
}

/** Whether every shift that is large enough to be named can come to two of the times or more; undefined without shifts. */
export function suitsEachShift(slots: readonly Slot[], picked: readonly Slot[]): boolean | undefined {
  const shifts = shiftsIn(slots)
  if (shifts.length === 0) return undefined
  return shifts.every((shift) => comingIn(picked, shift) >= ENOUGH_FOR_A_SHIFT)
}

function shiftsIn(slots: readonly Slot[]): string[] {
  const found = slots.flatMap(({ warnings }) =>
    warnings.flatMap((one) => (one.code === 'shift' ? [one.shift] : [])),
  )
  return [...new Set(found)]
}

const isAgainst = ({ warnings }: Slot, shift: string) =>
  warnings.some((one) => one.code === 'shift' && one.shift === shift)

const comingIn = (picked: readonly Slot[], shift: string) =>
  picked.filter((slot) => !isAgainst(slot, shift)).length

// Of the times that have a rank the best: by that rank, on a day of its own, with the least against it.
function bestOf(
  slots: readonly Slot[],
  picked: readonly Slot[],
  rankOf: (slot: Slot) => number | undefined,
): Slot | undefined {
  const weekdays = new Set(picked.map(weekdayOf))
  const ranked = slots
    .filter((slot) => !picked.includes(slot))
    .flatMap((slot) => {
      const rank = rankOf(slot)
      return rank === undefined
        ? []
        : [{ slot, rank: [rank, Number(weekdays.has(weekdayOf(slot))), burden(slot)] }]
    })
  return ranked.toSorted((one, other) => compareRanks(one.rank, other.rank))[0]?.slot
}

function compareRanks(one: readonly number[], other: readonly number[]): number {
  const place = one.findIndex((value, at) => value !== other[at])
  return place < 0 ? 0 : (one[place] ?? 0) - (other[place] ?? 0)
}

const weekdayOf = ({ startLocal }: Slot) => DateTime.fromISO(startLocal, { zone: 'utc' }).weekday
