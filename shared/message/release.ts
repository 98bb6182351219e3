import { type Instant, instantOf, timeAt } from '../time/instant.ts'
import { withinHours } from './notice-plan.ts'

/** When the news of an act leaves: what the API does at once, what a page confirms after the time to undo it. */
export type Release = 'at-once' | 'after-undo'

/** The minutes in which what a page confirmed can be undone, and nothing has left. */
export const UNDO_MINUTES = 5

/** The instant at which the news of an act leaves; after the time to undo it, and then at night, at the next 8:00. */
export function releasedAt(now: Instant, timeZone: string, release: Release): Instant {
  if (release === 'at-once') return now
  return withinHours(instantOf(timeAt(now).plus({ minutes: UNDO_MINUTES })), timeZone)
}
