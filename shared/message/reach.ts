import type { Instant } from '../time/instant.ts'

/** How somebody was reached: over a channel, or by a person who talked with them. */
export type ReachedBy = 'email' | 'sms' | 'person'

/** That a caregiver was reached about a workshop or a session. `expiresAt` in seconds. */
export type ReachRecord = { family: string; caregiver: string; by: ReachedBy; at: Instant; expiresAt: number }

/** The number of families by how they were reached, each counted once, and the ids of the others. */
export type ReachCounts = Record<ReachedBy | 'heard', number> & { families: number; nobody: string[] }

/** Where a family was reached in several ways, the most personal one counts. */
const ORDER = ['person', 'sms', 'email'] as const satisfies readonly ReachedBy[]

/** The parts of the bar, in order. */
export const REACH_PARTS = [...ORDER, 'heard'] as const

/** Counts the families by how they were reached. A family that voted or replied without a message counts as `heard`. */
export function reachOf(
  families: readonly string[],
  { reached, heard }: { reached: readonly ReachRecord[]; heard: ReadonlySet<string> },
): ReachCounts {
  const ways = new Map<string, Set<ReachedBy>>()
  for (const { family, by } of reached) ways.set(family, (ways.get(family) ?? new Set()).add(by))
  const counted: ReachCounts = {
    families: families.length,
    person: 0,
    sms: 0,
    email: 0,
    heard: 0,
    nobody: [],
  }
  for (const family of families) {
    const by = ORDER.find((way) => ways.get(family)?.has(way)) ?? (heard.has(family) ? 'heard' : undefined)
    if (by) counted[by] += 1
    else counted.nobody.push(family)
  }
  return counted
}
