import type { DateTime } from 'luxon'
import * as z from 'zod'
import { isName, writtenText } from '../access/visible.ts'
import { holdsUncollected } from '../family/uncollected.ts'
import { languageTag } from '../school/language-tag.ts'
import { schoolYearBegin } from '../school/school-year.ts'
import type { GivenCounts } from '../session/giving.ts'
import { isStaff } from '../session/reply.ts'
import { timeAt } from '../time/instant.ts'

const MOST_PEOPLE = 60

/** How many people of a family came. */
export const Arrival = z.lazy(() =>
  z.strictObject({
    adults: z.int().min(0).max(MOST_PEOPLE).default(1),
    children: z.int().min(0).max(MOST_PEOPLE).default(0),
  }),
)
export type Arrival = z.infer<typeof Arrival>

/** A family that is not on the roster: a name, its language, and how many people came. */
export const WalkIn = z.lazy(() =>
  z.strictObject({
    name: writtenText(100)
      .min(1)
      .refine(isName, 'name-needed')
      .refine((text) => !holdsUncollected(text), 'uncollected'),
    language: languageTag(),
    adults: z.int().min(1).max(MOST_PEOPLE).default(1),
    children: z.int().min(0).max(MOST_PEOPLE).default(0),
    /** An idempotency key made by the device: the same key is the same family. */
    key: z.uuid().optional(),
  }),
)
export type WalkIn = z.infer<typeof WalkIn>

/** The turnout of a session with closed attendance: people who replied yes, and those of them who came. */
export type Turnout = {
  session: string
  start: string
  expected: number
  came: number
  families: number
  /** What families brought and did for it. */
  given?: GivenCounts
}

const FEWEST_SESSIONS = 3
const LEAST_PERCENT = 10
const YEARS_LEARNED_FROM = 2

/** The turnout of a session from its replies and attendance; families that were not expected do not count. */
export function turnoutOf(
  session: { id: string; start: string },
  replies: readonly {
    family: string
    attending: boolean
    waiting: boolean
    adults: number
    children: unknown[]
  }[],
  attendance: readonly Attendance[],
): Turnout {
  const coming = replies.filter((reply) => reply.attending && !reply.waiting && !isStaff(reply))
  const expectedFamilies = new Set(coming.map(({ family }) => family))
  const came = attendance.filter(({ family }) => expectedFamilies.has(family))
  return {
    session: session.id,
    start: session.start,
    expected: coming.reduce((sum, { adults, children }) => sum + adults + children.length, 0),
    came: came.reduce((sum, { adults, children }) => sum + adults + children, 0),
    families: attendance.length,
  }
}

/** The percentage of people who reply yes and come, and the number of sessions that it is based on. */
export type ShowRate = { percent: number; sessions: number }

/**
 * The school's own show rate over the sessions of this school year and the one before, rounded up, between 10 and 100.
 * Undefined with fewer than three sessions.
 */
export function showRateOf(
  turnouts: readonly Turnout[],
  now: DateTime,
  timeZone: string,
): ShowRate | undefined {
  const begin = schoolYearBegin(now, timeZone).minus({ years: YEARS_LEARNED_FROM - 1 })
  const known = turnouts.filter(({ start, expected }) => expected > 0 && timeAt(start) >= begin)
  if (known.length < FEWEST_SESSIONS) return undefined
  const sum = (field: 'expected' | 'came') => known.reduce((all, one) => all + one[field], 0)
  const [expected, came] = [sum('expected'), sum('came')]
  const percent = Math.floor((100 * came + expected - 1) / expected)
  return { percent: Math.min(100, Math.max(LEAST_PERCENT, percent)), sessions: known.length }
}

/** The sums of what families gave for the sessions that began since an instant (RFC 3339 UTC). */
export function givenSince(turnouts: readonly Turnout[], from: string): GivenCounts {
  const given = turnouts.filter(({ start }) => from <= start).flatMap((turnout) => turnout.given ?? [])
  const sum = (field: keyof GivenCounts) => given.reduce((all, one) => all + one[field], 0)
  return { brought: sum('brought'), portions: sum('portions'), helped: sum('helped') }
}

/** A family's attendance; `at` is the instant of its check-in (RFC 3339 UTC). */
export type Attendance = Arrival & { family: string; at: string }

/** A family's thanks to the host of a session; shown without the family's name. */
export const ThanksInput = z.lazy(() => z.strictObject({ text: writtenText(280).min(1) }))
export type ThanksInput = z.infer<typeof ThanksInput>
export type Thanks = ThanksInput & { family: string; at: string }

/** The attendance of two merged families: the sum of their people, from the earlier check-in on. */
export function mergedAttendance(one: Attendance, other: Attendance | undefined): Attendance {
  if (!other) return one
  return {
    ...one,
    adults: one.adults + other.adults,
    children: one.children + other.children,
    at: [one.at, other.at].sort()[0] ?? one.at,
  }
}
