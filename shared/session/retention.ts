import { type Instant, instantOf, timeAt } from '../time/instant.ts'
import { type CountedReply, isStaff, type Reply } from './reply.ts'

const DETAILS_DAYS = 30

/** When the details of a session's replies go: at the same hour of its clock, thirty days after it ended. */
export function detailsGoAt({ end, timeZone }: { end: Instant; timeZone: string }): Instant {
  return instantOf(timeAt(end, timeZone).plus({ days: DETAILS_DAYS }))
}

/** The same in seconds, for what the table removes by itself. */
export function detailsExpireAt(session: { end: Instant; timeZone: string }): number {
  return Math.ceil(Date.parse(detailsGoAt(session)) / 1000)
}

/** What is kept of a session's replies: sums of those who said yes, of families, and how many of the staff did. */
export type KeptCounts = {
  families: number
  adults: number
  children: number
  interpretation: Record<string, number>
  diets: Record<string, number>
  rides: number
  staff: number
}

/** The sums of a session's replies. */
export function countsOf(replies: readonly CountedReply[]): KeptCounts {
  const coming = replies.filter(({ attending, waiting }) => attending && !waiting)
  const families = coming.filter((reply) => !isStaff(reply))
  const sum = (count: (reply: CountedReply) => number) =>
    families.reduce((all, reply) => all + count(reply), 0)
  return {
    families: families.length,
    adults: sum(({ adults }) => adults),
    children: sum(({ children }) => children.length),
    interpretation: sums(
      families.flatMap(({ interpretation }) =>
        interpretation.map(({ language, adults }) => [language, adults]),
      ),
    ),
    diets: sums(families.flatMap(({ diets }) => Object.entries(diets))),
    rides: sum(({ ride }) => ride),
    staff: coming.length - families.length,
  }
}

function sums(entries: readonly (readonly [string, number])[]): Record<string, number> {
  const totals: Record<string, number> = {}
  for (const [name, count] of entries) totals[name] = (totals[name] ?? 0) + count
  return totals
}

/** Whether a reply still says more than who comes. */
export function hasDetails({ children, interpretation, diets, allergens, ride, access }: Reply): boolean {
  const lists = [children, interpretation, allergens, Object.keys(diets)]
  return lists.some(({ length }) => length > 0) || ride > 0 || access !== undefined
}

/** The reply without ages, diets, allergens, languages to interpret, rides and access. */
export function withoutDetails({ access: _, ...reply }: Reply): Reply {
  return {
    ...reply,
    children: [],
    interpretation: [],
    diets: {},
    allergens: [],
    ride: 0,
    revision: reply.revision + 1,
  }
}

/** The reply as it may be kept: one that comes after the day of its details has none, since nothing forgets them again. */
export function keptReply(reply: Reply, session: { end: Instant; timeZone: string }): Reply {
  return reply.repliedAt < detailsGoAt(session) ? reply : withoutDetails(reply)
}
