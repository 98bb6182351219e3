import { type Instant, instantOf, timeAt } from '../time/instant.ts'
import type { Poll } from './poll.ts'

/** The days after which what was only needed to prepare is deleted: ages of children, diets, rides. */
export const DETAILS_DAYS = 30

/**
 * When the ages of children in a vote's ballots are deleted if no time was chosen: thirty days after its deadline, at the
 * same local time. A poll has one time zone.
 */
export function agesEnd({ closesAt, options }: Pick<Poll, 'closesAt' | 'options'>): Instant {
  return instantOf(timeAt(closesAt, options[0]?.timeZone ?? 'utc').plus({ days: DETAILS_DAYS }))
}
