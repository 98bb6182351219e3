import { type Instant, instantOf, timeAt } from '../time/instant.ts'

/** A deadline to begin with, and whether the timeline gives it or the time that is left. */
export type ProposedDeadline = { closesAt: Instant; from: 'timeline' | 'timeLeft' }

/** The days in which families can vote where the timeline leaves as many. */
export const VOTING_DAYS = 14
const LEAST_VOTING_DAYS = 3
const CLOSING_HOUR = 20

type Frame = {
  now: Instant
  timeZone: string /** The days before a session at which its room is booked. */
  daysBefore: number
}

/**
 * Until when families could vote for times of which the first is `firstStart`: the evening of the day on which the timeline
 * books the room; where that leaves fewer than three days, in the middle of the time that is left.
 */
export function proposedDeadline(
  firstStart: Instant,
  { now, timeZone, daysBefore }: Frame,
): ProposedDeadline {
  const first = timeAt(firstStart, timeZone)
  const evening = first.minus({ days: daysBefore }).startOf('day').set({ hour: CLOSING_HOUR })
  if (evening < first && evening >= timeAt(now, timeZone).plus({ days: LEAST_VOTING_DAYS }))
    return { closesAt: instantOf(evening), from: 'timeline' }
  const half = timeAt(now, timeZone).plus({
    minutes: Math.floor(first.diff(timeAt(now), 'minutes').minutes / 2),
  })
  return { closesAt: instantOf(half.startOf('hour').plus({ hours: 1 })), from: 'timeLeft' }
}
