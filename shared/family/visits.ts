import type { DateTime } from 'luxon'
import { schoolYearBegin } from '../school/school-year.ts'
import { timeAt } from '../time/instant.ts'

// A merge of two families moves all visits in one transaction of at most 100 writes.
const MOST_REMEMBERED = 40

/** The sessions that a family attended, and when. */
export type Visits = { family: string; sessions: { id: string; at: string }[]; revision: number }

/** The dates of a family's visits, as packed for counting. */
export type CountedVisits = { family: string; sessions: { at: string }[] }

/** Adds a session to the visits, once. */
export function withVisit(visits: Visits, id: string, at: string): Visits {
  const others = visits.sessions.filter((one) => one.id !== id)
  return {
    ...visits,
    sessions: [...others, { id, at }].slice(-MOST_REMEMBERED),
    revision: visits.revision + 1,
  }
}

/** Removes a session from the visits. */
export function withoutVisit(visits: Visits, id: string): Visits {
  return {
    ...visits,
    sessions: visits.sessions.filter((one) => one.id !== id),
    revision: visits.revision + 1,
  }
}

/** The union of two families' visits, each session once. */
export function unitedVisits(kept: Visits, joined: Visits): Visits {
  return joined.sessions.reduce((all, { id, at }) => withVisit(all, id, at), kept)
}

/** The families that attended a workshop in the school year of `now`. */
export function familiesSeenThisYear(
  all: readonly CountedVisits[],
  now: DateTime,
  timeZone: string,
): Set<string> {
  const begin = schoolYearBegin(now, timeZone)
  const been = all.filter(({ sessions }) => sessions.some(({ at }) => timeAt(at) >= begin))
  return new Set(been.map(({ family }) => family))
}
