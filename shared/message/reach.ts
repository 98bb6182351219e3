import type { Instant } from '../time/instant.ts'

/** By which way somebody was reached: a machine's, or a person who talked with them. */
export type ReachedBy = 'email' | 'sms' | 'person'

/** That a caregiver was reached about a workshop or a session. `expiresAt` in seconds. */
export type Reached = { family: string; caregiver: string; by: ReachedBy; at: Instant; expiresAt: number }

/** How many families were reached, each counted once, and who was not. */
export type Reach = Record<ReachedBy | 'heard', number> & { families: number; nobody: string[] }

/** Which way counts where a family was reached by several: the most personal one. */
const ORDER = ['person', 'sms', 'email'] as const satisfies readonly ReachedBy[]

/** The ways as they stand in the bar. */
export const REACH_PARTS = [...ORDER, 'heard'] as const

/**
 * The families by how they were reached. Who was heard from without any message (`heard`: a vote, a reply) was reached
 * as well; the others nobody has reached yet.
 */
export function reachOf(
  families: readonly string[],
  { reached, heard }: { reached: readonly Reached[]; heard: ReadonlySet<string> },
): Reach {
  const ways = new Map<string, Set<ReachedBy>>()
  for (const { family, by } of reached) ways.set(family, (ways.get(family) ?? new Set()).add(by))
  const counted: Reach = { families: families.length, person: 0, sms: 0, email: 0, heard: 0, nobody: [] }
  for (const family of families) {
    const by = ORDER.find((way) => ways.get(family)?.has(way)) ?? (heard.has(family) ? 'heard' : undefined)
    if (by) counted[by] += 1
    else counted.nobody.push(family)
  }
  return counted
}
