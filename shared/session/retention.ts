import { type Instant, instantOf, timeAt } from '../time/instant.ts'
import { DETAILS_DAYS } from '../workshop/age-retention.ts'
import { type CountedReply, isStaff, type Reply } from './reply.ts'

/** When the details of a session's replies are deleted: thirty days after its end, at the same local time. */
export function retentionEnd({ end, timeZone }: { end: Instant; timeZone: string }): Instant {
  return instantOf(timeAt(end, timeZone).plus({ days: DETAILS_DAYS }))
}

/** The same in seconds, as a time to live. */
export function detailsExpireAt(session: { end: Instant; timeZone: string }): number {
  return Math.ceil(Date.parse(retentionEnd(session)) / 1000)
}

/** The counts that remain of a session's replies: sums over the families that said yes, and the number of staff. */
export type KeptCounts = {
  families: number
  adults: number
  children: number
  interpretation: Record<string, number>
  diets: Record<string, number>
  rides: number
  staff: number
}

/** The counts of a session's replies. */
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

/** Whether a reply still has details to delete. */
export function hasDetails(reply: Reply): boolean {
  const { children, interpretation, diets, allergens, ride, access, named } = reply
  const lists = [children, interpretation, allergens, Object.keys(diets)]
  return lists.some(({ length }) => length > 0) || ride > 0 || access !== undefined || named !== undefined
}

/** The reply without ages, diets, allergens, languages to interpret, rides, access and the name for the host. */
export function withoutDetails({ access: _, named: _named, ...reply }: Reply): Reply {
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

/**
 * The reply as it may be stored: without details once the retention has ended, since no later run would delete them.
 */
export function keptReply(reply: Reply, session: { end: Instant; timeZone: string }): Reply {
  return reply.repliedAt < retentionEnd(session) ? reply : withoutDetails(reply)
}
