import { DateTime } from 'luxon'
import { wallTimeAt } from '../time/wall-time.ts'
import type { Closure } from './closure.ts'
import type { Holiday } from './holiday.ts'
import type { Observance, ObservanceCode } from './observance.ts'

/** Shifts that families say they work, and their hours in minutes of the day; one may end on the next. */
export const SHIFT_MINUTES: Readonly<Record<string, readonly [number, number]>> = {
  day: [7 * 60, 15 * 60],
  evening: [15 * 60, 23 * 60],
  // After a shift that ends at seven, people sleep in the morning.
  night: [23 * 60, 36 * 60],
}

/** What speaks against a time. It never forbids: the organizer may know better. */
export type Warning =
  | { code: 'closure' | 'holiday'; name: string }
  | { code: 'observance'; observance: ObservanceCode; eve: boolean }
  | { code: 'schoolDay' | 'dropOff' | 'pickUp' | 'dinner' | 'bedtime' }
  | { code: 'shift'; shift: string; families: number }

/** What warnings follow from: the calendar of a school, and the shifts of its families. */
export type WarningFacts = {
  schoolDay: { start: string; end: string }
  food: boolean
  closures: readonly Closure[]
  holidays: readonly Holiday[]
  observances: readonly Observance[]
  /** How many families work each shift. */
  shifts: Readonly<Record<string, number>>
}

const DAY_MINUTES = 24 * 60
/** The minutes on either side of drop-off and pick-up. */
export const WINDOW_MINUTES = 30
/** Dinner, in minutes of the day. */
export const DINNER = [17 * 60 + 30, 18 * 60 + 30] as const
/** The children's bedtime, in minutes of the day. */
export const BEDTIME = 20 * 60
const DAYBREAK = 6 * 60
// Sundown comes at another minute each day and place; from then on, an evening is taken for the next day's.
const SUNDOWN = 17 * 60

/** An instant to begin and one to end, RFC 3339 UTC, with the reasons against them. */
export type WarnedTime = { start: string; end: string; warnings: Warning[] }

/** A time with the reasons against it, on the clock of its zone. */
export function warned(
  { start, end }: { start: string; end: string },
  known: WarningFacts,
  timeZone: string,
): WarnedTime {
  const local = DateTime.fromISO(wallTimeAt(start, timeZone), { zone: 'utc' })
  const from = local.hour * 60 + local.minute
  const length = (Date.parse(end) - Date.parse(start)) / 60_000
  const span = { date: local.toISODate() ?? '', weekday: local.weekday, from, to: from + length }
  return { start, end, warnings: warningsAt(known, span) }
}

/** A time on the clock of a school: its date, and minutes of that day; the end may lie on the next. */
export type LocalSpan = { date: string; weekday: number; from: number; to: number }

/** The reasons against a time, the weightiest first. */
export function warningsAt(known: WarningFacts, place: LocalSpan): Warning[] {
  const { date, from, to } = place
  const closure = known.closures.find((one) => one.from <= date && date <= one.to)
  const holiday = known.holidays.find((one) => one.date === date)
  const isSchoolDay = place.weekday < 6 && !closure && !holiday
  const [begins, ends] = [minutesOf(known.schoolDay.start), minutesOf(known.schoolDay.end)]
  const meets = (start: number, end: number) => from < end && start < to
  const around = (time: number) => isSchoolDay && meets(time - WINDOW_MINUTES, time + WINDOW_MINUTES)
  return [
    ...(closure ? [{ code: 'closure', name: closure.name } as const] : []),
    ...(holiday ? [{ code: 'holiday', name: holiday.name } as const] : []),
    ...observancesAt(known.observances, place),
    ...(around(begins) ? [{ code: 'dropOff' } as const] : []),
    ...(around(ends) ? [{ code: 'pickUp' } as const] : []),
    ...(isSchoolDay && meets(begins, ends) ? [{ code: 'schoolDay' } as const] : []),
    ...(!known.food && meets(...DINNER) ? [{ code: 'dinner' } as const] : []),
    ...(to > BEDTIME || from < DAYBREAK ? [{ code: 'bedtime' } as const] : []),
    ...shiftsAt(known.shifts, place),
  ]
}

function observancesAt(observances: readonly Observance[], { date, from, to }: LocalSpan): Warning[] {
  const tomorrow = DateTime.fromISO(date, { zone: 'utc' }).plus({ days: 1 }).toISODate() ?? ''
  return observances.flatMap((one): Warning[] => {
    const isDay = one.from <= date && date <= one.to
    const isEvening = to > SUNDOWN
    const isEve = Boolean(one.eve) && one.from === tomorrow && isEvening
    const counts = isEve || (isDay && (one.eveningsOnly ? isEvening && from < BEDTIME : true))
    return counts ? [{ code: 'observance', observance: one.code, eve: isEve }] : []
  })
}

function shiftsAt(shifts: WarningFacts['shifts'], { weekday, from, to }: LocalSpan): Warning[] {
  if (weekday > 5) return []
  return Object.entries(SHIFT_MINUTES).flatMap(([shift, [begins, ends]]): Warning[] => {
    const families = shifts[shift] ?? 0
    const meets = [0, -DAY_MINUTES].some((days) => from < ends + days && begins + days < to)
    return families > 0 && meets ? [{ code: 'shift', shift, families }] : []
  })
}

/** The minutes of the day of a wall clock, `15:30`. */
export function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}
