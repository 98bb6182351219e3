import type { DateTime } from 'luxon'
import { schoolYearBegin } from '../school/school-year.ts'
import { timeAt } from '../time/instant.ts'

// Two families that merge pass them on in one transaction of 100 writes.
const MOST_REMEMBERED = 40

/** To which sessions a family came, and when. */
export type Visits = { family: string; sessions: { id: string; at: string }[]; revision: number }

/** When a family came. */
export type CountedVisits = { family: string; sessions: { at: string }[] }

/** The visits with that session among them, once. */
export function withVisit(visits: Visits, id: string, at: string): Visits {
  const others = visits.sessions.filter((one) => one.id !== id)
  return {
    ...visits,
    sessions: [...others, { id, at }].slice(-MOST_REMEMBERED),
    revision: visits.revision + 1,
  }
}

/** The visits without that session. */
export function withoutVisit(visits: Visits, id: string): Visits {
  return {
    ...visits,
    sessions: visits.sessions.filter((one) => one.id !== id),
    revision: visits.revision + 1,
  }
}

/** The visits of both, each session once. */
export function unitedVisits(kept: Visits, joined: Visits): Visits {
  return joined.sessions.reduce((all, { id, at }) => withVisit(all, id, at), kept)
}

/** The families that came to a workshop in the school year of `now`. */
export function familiesSeenThisYear(
  all: readonly CountedVisits[],
  now: DateTime,
  timeZone: string,
): Set<string> {
  const begin = schoolYearBegin(now, timeZone)
  const been = all.filter(({ sessions }) => sessions.some(({ at }) => timeAt(at) >= begin))
  return new Set(been.map(({ family }) => family))
}
