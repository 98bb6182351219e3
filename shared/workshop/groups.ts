/** The fewest families of a group that is shown by itself. */
export const SMALLEST_GROUP = 5

/** One group of families (`language:so`), or several small groups of one kind joined. */
export type Constituency = {
  kind: string
  /** Its groups, as `kind:value`. */
  groups: string[]
  families: ReadonlySet<string>
  /** Whether it is large enough to be shown. */
  shown: boolean
}

/** The fields of a family that grouping uses. */
export type Grouped = { id: string; groups: readonly string[] }

/**
 * The groups of the roster, of the given kinds. A group of fewer than five families is joined with the next smallest of
 * its kind until it has five; the last one left counts as it is, but is not shown. No family is dropped.
 */
export function constituencies(
  families: readonly Grouped[],
  kinds: 'all' | readonly string[],
): Constituency[] {
  const byKind = new Map<string, Map<string, Set<string>>>()
  for (const { id, groups } of families) {
    for (const group of groups) {
      const kind = group.slice(0, group.indexOf(':'))
      if (kinds !== 'all' && !kinds.includes(kind)) continue
      const values = byKind.get(kind) ?? new Map<string, Set<string>>()
      byKind.set(kind, values.set(group, (values.get(group) ?? new Set()).add(id)))
    }
  }
  return [...byKind]
    .sort(([one], [other]) => compare(one, other))
    .flatMap(([kind, values]) => joined(kind, values))
}

function joined(kind: string, values: ReadonlyMap<string, ReadonlySet<string>>): Constituency[] {
  const waiting = [...values].map(([group, families]) => ({ groups: [group], families }))
  const done: Constituency[] = []
  while (waiting.length > 0) {
    waiting.sort(
      (one, other) => one.families.size - other.families.size || compare(one.groups[0], other.groups[0]),
    )
    const [smallest, next, ...rest] = waiting
    if (!smallest) break
    if (smallest.families.size >= SMALLEST_GROUP || !next) {
      done.push({ kind, ...smallest, shown: smallest.families.size >= SMALLEST_GROUP })
      waiting.shift()
      continue
    }
    const both = {
      groups: [...smallest.groups, ...next.groups].sort(compare),
      families: new Set([...smallest.families, ...next.families]),
    }
    waiting.splice(0, waiting.length, both, ...rest)
  }
  return done
}

/** Compares strings by code units, independent of the locale. */
export function compare(one = '', other = ''): number {
  return one < other ? -1 : one > other ? 1 : 0
}
