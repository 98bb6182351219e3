import { deepEqual } from '../access/deep-equality.ts'
import { type Family, SHARED_FIELDS } from '../family/family.ts'
import { type Remark, type Roster, type RosterFamily, unique } from './roster.ts'

/** The changes of an import to the school's families; `removed` are those left without a member. */
export type Plan = {
  created: Family[]
  updated: Family[]
  unchanged: Family[]
  removed: Family[]
  warnings: Remark[]
}

/** Compares a roster with the school's families, which are matched by their source ids. */
export function planImport(existing: readonly Family[], roster: Roster, newId: () => string): Plan {
  const plan: Plan = { created: [], updated: [], unchanged: [], removed: [], warnings: [] }
  const touched = new Set<string>()
  const removed = new Set(roster.removed)
  for (const [family, met] of matchFamilies(existing, roster.families, plan.warnings)) {
    if (!family) {
      plan.created.push(...met.map((one) => created(one, newId)))
      continue
    }
    touched.add(family.id)
    addToPlan(plan, family, withoutRemoved(updated(family, met, roster.removed, newId), removed))
  }
  for (const family of existing) {
    if (touched.has(family.id) || !family.sourceIds.concat(peopleOf(family)).some((id) => removed.has(id)))
      continue
    addToPlan(plan, family, withoutRemoved(family, removed))
  }
  return plan
}

/** The roster without families that deleted their data, and a warning for each of them. */
export function withoutDeparted(
  roster: Roster,
  isDeparted: (sourceId: string) => boolean,
): { roster: Roster; warnings: Remark[] } {
  const peopleOf = ({ caregivers, children, sourceIds }: RosterFamily) =>
    [...caregivers, ...children].flatMap(({ sourceId }) => sourceId ?? []).concat(sourceIds)
  const isGone = (family: RosterFamily) => peopleOf(family).some(isDeparted)
  const gone = roster.families.filter(isGone)
  if (gone.length === 0) return { roster, warnings: [] }
  return {
    roster: { ...roster, families: roster.families.filter((family) => !isGone(family)) },
    warnings: gone.map(() => ({ file: '', line: 0, field: '', reason: 'family-departed' })),
  }
}

function addToPlan(plan: Plan, before: Family, after: Family): void {
  if (after.caregivers.length === 0 && after.children.length === 0) {
    plan.removed.push(before)
    plan.warnings.push({ file: '', line: 0, field: before.sourceIds[0] ?? '', reason: 'family-removed' })
  } else if (deepEqual(before, after)) plan.unchanged.push(before)
  else plan.updated.push({ ...after, revision: before.revision + 1 })
}

function peopleOf(family: Family): string[] {
  return [...family.caregivers, ...family.children].flatMap(({ sourceId }) => sourceId ?? [])
}

type Matched = Map<Family | undefined, RosterFamily[]>

function matchFamilies(
  existing: readonly Family[],
  families: readonly RosterFamily[],
  warnings: Remark[],
): Matched {
  const holders = new Map<string, Family[]>()
  for (const family of existing)
    for (const id of family.sourceIds) holders.set(id, [...(holders.get(id) ?? []), family])
  const met: Matched = new Map()
  for (const one of families) {
    const candidates = mostShared(one, holders)
    const [best] = candidates
    const taken = best && met.has(best) && !isMergedByHand(best)
    const family = taken ? undefined : best
    met.set(family, [...(met.get(family) ?? []), one])
    if (candidates.filter((candidate) => !isMergedByHand(candidate)).length > 1)
      warnings.push({ file: '', line: 0, field: one.sourceIds[0] ?? '', reason: 'families-overlap' })
  }
  return met
}

// The roster does not undo a merge or split by hand.
function isMergedByHand(family: Family): boolean {
  return family.saidThemselves.includes('caregivers') && family.saidThemselves.includes('children')
}

function mostShared({ sourceIds }: RosterFamily, holders: ReadonlyMap<string, Family[]>): Family[] {
  const shared = new Map<Family, number>()
  for (const id of sourceIds)
    for (const family of holders.get(id) ?? []) shared.set(family, (shared.get(family) ?? 0) + 1)
  return [...shared]
    .toSorted(([one, many], [other, more]) => more - many || (one.id < other.id ? -1 : 1))
    .map(([family]) => family)
}

function created({ caregivers, ...family }: RosterFamily, newId: () => string): Family {
  return {
    ...family,
    id: newId(),
    caregivers: caregivers.map((caregiver) => ({ id: newId(), ...caregiver })),
    bothMustAttend: false,
    saidThemselves: [],
    links: [],
    revision: 1,
  }
}

function updated(
  family: Family,
  met: readonly RosterFamily[],
  removed: readonly string[],
  newId: () => string,
): Family {
  const [first] = met
  if (!first) return family
  const known = new Map(family.caregivers.map((one) => [one.sourceId, one.id]))
  const imported = {
    ...first,
    groups: unique(met.flatMap(({ groups }) => groups)),
    children: met.flatMap(({ children }) => children),
    caregivers: met
      .flatMap(({ caregivers }) => caregivers)
      .map((caregiver) => ({ id: known.get(caregiver.sourceId) ?? newId(), ...caregiver })),
  }
  const open = SHARED_FIELDS.filter((field) => !family.saidThemselves.includes(field))
  const taken = Object.fromEntries(open.map((field) => [field, imported[field]]))
  const sourceIds = unique(met.flatMap((one) => one.sourceIds))
  // A family merged by hand keeps all source ids, so that any roster still matches it.
  const kept = isMergedByHand(family) ? family.sourceIds.filter((id) => !removed.includes(id)) : []
  return { ...family, ...taken, sourceIds: kept.length > 0 ? unique([...kept, ...sourceIds]) : sourceIds }
}

// People whom the roster removes leave even a family that was changed by hand, since custody may have changed.
function withoutRemoved(family: Family, removed: ReadonlySet<string>): Family {
  const stays = ({ sourceId }: { sourceId?: string | undefined }) => !sourceId || !removed.has(sourceId)
  return {
    ...family,
    caregivers: family.caregivers.filter(stays),
    children: family.children.filter(stays),
    sourceIds: family.sourceIds.filter((id) => !removed.has(id)),
  }
}
