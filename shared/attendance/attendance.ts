import { DateTime } from 'luxon'
import * as z from 'zod'
import { timeAt } from '../time/instant.ts'

const MOST_PEOPLE = 60
// School years begin on the first of July, in the school's zone: summer workshops belong to the coming one.
const FIRST_MONTH = 7
// Two families that merge pass them on in one transaction of 100 writes.
const MOST_REMEMBERED = 40

/** How many of a family came. */
export const Arrival = z.lazy(() =>
  z.strictObject({
    adults: z.int().min(0).max(MOST_PEOPLE).default(1),
    children: z.int().min(0).max(MOST_PEOPLE).default(0),
  }),
)
export type Arrival = z.infer<typeof Arrival>

/** A family that came without being expected: a name to call it by, its language, and how many came. */
export const WalkIn = z.lazy(() =>
  z.strictObject({
    name: z.string().trim().min(1).max(100),
    language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'language'),
    adults: z.int().min(1).max(MOST_PEOPLE).default(1),
    children: z.int().min(0).max(MOST_PEOPLE).default(0),
  }),
)
export type WalkIn = z.infer<typeof WalkIn>

/** A family that is here, or was; `at` is when it was checked in (RFC 3339 UTC). */
export type Attendance = Arrival & { family: string; at: string }

/** To which sessions a family came, and when. */
export type Visits = { family: string; sessions: { id: string; at: string }[]; revision: number }

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

/** What two attendances of one session are when the families are one: all who came, since the first of them. */
export function unitedAttendance(one: Attendance, other: Attendance | undefined): Attendance {
  if (!other) return one
  return {
    ...one,
    adults: one.adults + other.adults,
    children: one.children + other.children,
    at: [one.at, other.at].sort()[0] ?? one.at,
  }
}

/** The families that came to a workshop in the school year of `now`. */
export function beenThisYear(all: readonly Visits[], now: DateTime, timeZone: string): Set<string> {
  const local = now.setZone(timeZone)
  const year = local.month < FIRST_MONTH ? local.year - 1 : local.year
  const begin = DateTime.fromObject({ year, month: FIRST_MONTH, day: 1 }, { zone: timeZone })
  const been = all.filter(({ sessions }) => sessions.some(({ at }) => timeAt(at) >= begin))
  return new Set(been.map(({ family }) => family))
}
