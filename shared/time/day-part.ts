import { DateTime } from 'luxon'
import type { Instant } from './instant.ts'

/** The parts of a day and week in which something may be. */
export const DAY_PARTS = ['morning', 'afternoon', 'evening', 'weekend'] as const
export type DayPart = (typeof DAY_PARTS)[number]

const NOON = 12
const EVENING = 17

/** In which part an instant lies, by the clock of the zone: mornings to noon, evenings from five. */
export function dayPartOf(start: Instant, timeZone: string): DayPart {
  const local = DateTime.fromISO(start, { zone: timeZone })
  if (local.isWeekend) return 'weekend'
  return local.hour < NOON ? 'morning' : local.hour < EVENING ? 'afternoon' : 'evening'
}
