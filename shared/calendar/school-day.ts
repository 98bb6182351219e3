import { DateTime } from 'luxon'
import type { Closure } from './closure.ts'

// Longer than any summer: a calendar that is closed for good must not be walked without an end.
const MOST_DAYS = 120

/** The date so many school days after another (YYYY-MM-DD): weekends and closures do not count. */
export function schoolDaysAfter(
  day: string,
  count: number,
  closures: readonly Pick<Closure, 'from' | 'to'>[],
): string {
  let left = count
  let at = DateTime.fromISO(day, { zone: 'utc' })
  for (let walked = 0; left > 0 && walked < MOST_DAYS; walked++) {
    at = at.plus({ days: 1 })
    const date = at.toISODate() ?? day
    const isClosed = closures.some(({ from, to }) => from <= date && date <= to)
    if (!at.isWeekend && !isClosed) left--
  }
  return at.toISODate() ?? day
}
