import { DateTime } from 'luxon'
import type { Instant } from './instant.ts'

/** The parts of the week, for preferred times. */
export const DAY_PARTS = ['morning', 'afternoon', 'evening', 'weekend'] as const
export type DayPart = (typeof DAY_PARTS)[number]

const NOON = 12
const EVENING = 17

/** The part of an instant by wall time in a zone: mornings end at noon, evenings start at 17:00. */
export function dayPartOf(start: Instant, timeZone: string): DayPart {
  const local = DateTime.fromISO(start, { zone: timeZone })
  if (local.isWeekend) return 'weekend'
  return local.hour < NOON ? 'morning' : local.hour < EVENING ? 'afternoon' : 'evening'
}
