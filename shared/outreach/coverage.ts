import type { Grouped } from '../workshop/groups.ts'

/** The families of a group on the roster, and those of them that came to a workshop this school year. */
export type CoverageCounts = { families: number; came: number }

/** A group that may be shown: `parity` is its share of those who came over its share of the school, as a fraction. */
export type CoveredGroup = CoverageCounts & {
  group: string
  parity?: { numerator: number; denominator: number }
  /** Whether it asks "whom should we visit?". */
  asks: boolean
}

/** The cell of the families that named no group of a kind, which prefer not to say: a cell like any other. */
export const noneSaid = (kind: string) => `${kind}:`

/** The groups of a kind, and the cell of those that named none; `masked` are too small to show, `combined` is their sum where that is large enough. */
export type CoverageOfKind = {
  kind: string
  shown: CoveredGroup[]
  masked: string[]
  combined?: CoverageCounts
}

/** How far workshops reach the families of each group. Contains no single family. */
export type Coverage = { families: number; came: number; kinds: CoverageOfKind[] }

// A published count of 1 to 9 could identify somebody.
const FEWEST = 10
const isSmall = (count: number) => count > 0 && count < FEWEST
const maySay = ({ families, came }: CoverageCounts) => families >= FEWEST && !isSmall(came)

type Row = { group: string; members: ReadonlySet<string> }

/**
 * The coverage by group, with small counts masked: a group with a count of 1 to 9 is not shown; where only one is
 * hidden, or the hidden ones add up to fewer than ten, the next smallest is hidden too. Families that named no group of
 * a kind are a cell like the others. Groups with a parity below `parityPercent` ask for visits. What is hidden also follows
 * from the coverage that was published before, so that no cell can be computed from what moved between the two.
 */
export function coverageOf(
  families: readonly Grouped[],
  came: ReadonlySet<string>,
  { parityPercent, before }: { parityPercent: number; before?: Coverage | undefined },
): Coverage {
  const all = {
    families: families.length,
    came: families.filter(({ id }) => came.has(id)).length,
  }
  const kinds = new Map<string, Map<string, Set<string>>>()
  for (const { id, groups } of families) {
    for (const group of groups) {
      const kind = group.slice(0, group.indexOf(':'))
      const values = kinds.get(kind) ?? new Map<string, Set<string>>()
      kinds.set(kind, values.set(group, (values.get(group) ?? new Set()).add(id)))
    }
  }
  const reach = (members: ReadonlySet<string>): CoverageCounts => ({
    families: members.size,
    came: [...members].filter((id) => came.has(id)).length,
  })
  return {
    ...all,
    kinds: [...kinds]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([kind, values]) => {
        const rows = rowsOf(kind, values, families)
        const told = before?.kinds.find((one) => one.kind === kind)
        return masked({ kind, rows, told }, reach, (group, reached) =>
          covered(group, reached, all, parityPercent),
        )
      }),
  }
}

/** A row a group and, where any family named none of the kind, one of those: else the total would give them away. */
function rowsOf(
  kind: string,
  values: ReadonlyMap<string, ReadonlySet<string>>,
  families: readonly Grouped[],
): Row[] {
  const said = new Set([...values.values()].flatMap((members) => [...members]))
  const silent = new Set(families.map(({ id }) => id).filter((id) => !said.has(id)))
  const rows = [...values].map(([group, members]) => ({ group, members }))
  return silent.size > 0 ? [...rows, { group: noneSaid(kind), members: silent }] : rows
}

type Reach = (members: ReadonlySet<string>) => CoverageCounts

/**
 * A group that was shown and is now too small is shown as it was: its neighbours of then are known, and would give it away.
 * Only one whose first few families came is hidden.
 */
function mustHide({ group, members }: Row, reach: Reach, told: CoverageOfKind | undefined): boolean {
  const now = reach(members)
  const before = told?.shown.find((one) => one.group === group)
  return !maySay(now) && (!before || (before.came === 0 && now.families >= FEWEST))
}

function masked(
  { kind, rows, told: before }: { kind: string; rows: readonly Row[]; told: CoverageOfKind | undefined },
  reach: Reach,
  cover: (group: string, reached: CoverageCounts) => CoveredGroup,
): CoverageOfKind {
  const sorted = [...rows].sort(
    (one, other) => one.members.size - other.members.size || (one.group < other.group ? -1 : 1),
  )
  const hidden = sorted.filter((row) => mustHide(row, reach, before))
  const told = sorted.filter((row) => !mustHide(row, reach, before))
  const together = () => reach(new Set(hidden.flatMap(({ members }) => [...members])))
  // A single hidden group is too small by itself.
  while (hidden.length > 0 && told.length > 0 && !maySay(together())) hidden.push(...told.splice(0, 1))
  // Where one alone is shown again, the sum of those that stay hidden would tell what it was.
  const [leaving, ...more] = told.filter(({ group }) => before?.masked.includes(group))
  if (leaving && more.length === 0 && hidden.length > 0) hidden.push(...told.splice(told.indexOf(leaving), 1))
  return {
    kind,
    shown: told.reverse().map(({ group, members }) => cover(group, reach(members))),
    masked: hidden.map(({ group }) => group).sort(),
    ...(maySay(together()) && { combined: together() }),
  }
}

function covered(
  group: string,
  reached: CoverageCounts,
  all: CoverageCounts,
  parityPercent: number,
): CoveredGroup {
  const parity = { numerator: reached.came * all.families, denominator: all.came * reached.families }
  if (parity.denominator === 0) return { group, ...reached, asks: false }
  const isLow = 100 * parity.numerator < parityPercent * parity.denominator
  // Nobody can be visited for having said nothing.
  return { group, ...reached, parity, asks: isLow && !group.endsWith(':') }
}

/**
 * The coverage to publish after an earlier one of the same school year: a count that changed by 1 to 9, or to so few,
 * stays as it was published, so that two reports cannot be subtracted from each other.
 */
export function publishedAfter(before: Coverage | undefined, now: Coverage, parityPercent: number): Coverage {
  if (!before) return now
  const all = { families: now.families, came: now.came }
  const heldKinds = new Map(before.kinds.map((kind) => [kind.kind, kind]))
  return {
    ...all,
    kinds: now.kinds.map((kind) => {
      const told = heldKinds.get(kind.kind)
      if (!told) return kind
      const groups = new Map(told.shown.map((one) => [one.group, one]))
      return {
        ...kind,
        shown: kind.shown.map((one) =>
          covered(one.group, held(groups.get(one.group), one), all, parityPercent),
        ),
        ...(kind.combined && { combined: held(told.combined, kind.combined) }),
      }
    }),
  }
}

/** The coverage without groups that nobody is in any more; the cell of those who named none stays beside others only. */
export function withoutGroups(coverage: Coverage, isGone: (group: string) => boolean): Coverage {
  const kinds = coverage.kinds.flatMap((kind) => {
    const stays = (group: string) => group === noneSaid(kind.kind) || !isGone(group)
    const shown = kind.shown.filter(({ group }) => stays(group))
    const masked = kind.masked.filter(stays)
    const isNamed = [...shown.map(({ group }) => group), ...masked].some((one) => one !== noneSaid(kind.kind))
    return isNamed ? [{ ...kind, shown, masked }] : []
  })
  return { ...coverage, kinds }
}

function held(before: CoverageCounts | undefined, { families, came }: CoverageCounts): CoverageCounts {
  const keep = (was: number | undefined, is: number) =>
    was !== undefined && (isSmall(is) || isSmall(Math.abs(is - was))) ? was : is
  const kept = { families: keep(before?.families, families), came: keep(before?.came, came) }
  // Where one of the two stays and the other moves, more may seem to have come than there are.
  return before && kept.came > kept.families ? { families: before.families, came: before.came } : kept
}
