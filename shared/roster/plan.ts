import { deepEqual } from '../access/deep-equality.ts'
import type { Family } from '../family/family.ts'
import { type AnsweredTie, decisionsOf, type NewTie, withTieId } from '../household/tie.ts'
import { gather, type Piece } from './gathering.ts'
import { renamedFamilies } from './renaming.ts'
import { renewed } from './renewal.ts'
import type { Remark, RemarkReason, Roster, RosterFamily } from './roster.ts'

/**
 * The changes of an import to the school's families; `removed` are those left without a member. Nobody is moved by a tie
 * that differs from the families: a person is asked about each of `ties`.
 */
export type Plan = {
  created: Family[]
  updated: Family[]
  unchanged: Family[]
  removed: Family[]
  ties: Map<string, NewTie>
  /** The ids of the known families that the roster mentions. */
  mentioned: Set<string>
  warnings: Remark[]
}

/**
 * Compares a roster with the school's families, which are matched by their people's source ids. `newId` is told the source
 * ids of whom it is for.
 */
export function planImport(
  existing: readonly Family[],
  roster: Roster,
  newId: (of: string) => string,
  answered: readonly AnsweredTie[] = [],
): Plan {
  const plan: Plan = {
    ...{ created: [], updated: [], unchanged: [], removed: [], warnings: [] },
    ties: new Map(),
    mentioned: new Set(),
  }
  const removed = new Set(roster.removed)
  const isDecided = decisionsOf(answered)
  const mayStayApart = (one: Family, other: Family) =>
    werePartedByHand(one, other) || isDecided({ kind: 'join', family: one.id, other: other.id })
  const { pieces, unknown, joins } = gather(existing, roster.families, roster.ties, mayStayApart)
  for (const { between, ...tie } of joins) ask(plan, roster, tie, between)
  const { renamed, isNew } = renamedFamilies(existing, pieces, unknown, isDecided)
  for (const tie of renamed) ask(plan, roster, tie, [tie.renamedTo ?? ''])
  plan.created.push(...unknown.filter(isNew).map((one) => created(one, newId)))
  for (const [family, found] of pieces) {
    plan.mentioned.add(family.id)
    const { family: after, missing } = renewed(family, found, { removed, newId })
    const parts = partsOf(family, found, missing).filter((tie) => !isDecided(tie))
    for (const tie of parts) ask(plan, roster, tie, placesOf(tie, found))
    addToPlan(plan, family, withoutRemoved(after, removed))
  }
  for (const family of existing) {
    const isConcerned = family.sourceIds.concat(peopleOf(family)).some((id) => removed.has(id))
    if (!pieces.has(family) && isConcerned) addToPlan(plan, family, withoutRemoved(family, removed))
  }
  return plan
}

const REASONS = { join: 'would-join', part: 'would-part' } as const satisfies Record<
  NewTie['kind'],
  RemarkReason
>

// Warns at the line of each side that has one.
function ask(
  plan: Plan,
  { ties: { file, field, lines } }: Roster,
  tie: NewTie,
  ids: readonly string[],
): void {
  const { id } = withTieId(tie)
  if (plan.ties.has(id)) return
  plan.ties.set(id, tie)
  const places = [...new Set(ids.flatMap((id) => lines.get(id) ?? []))].toSorted((one, other) => one - other)
  for (const line of places.length > 0 ? places : [1])
    plan.warnings.push({ file, line, field, reason: REASONS[tie.kind] })
}

// Each piece is found by its first person; people who are missing have no line.
function placesOf({ people = [], isMissing }: NewTie, pieces: readonly Piece[]): string[] {
  const named = isMissing ? pieces.slice(0, 1) : pieces
  return [...named.flatMap(({ sourceIds: [first] }) => first ?? []), ...people]
}

// Everybody stays in the family: those whom the roster ties elsewhere, and those whom it does not list.
function partsOf(family: Family, pieces: readonly Piece[], missing: readonly string[]): NewTie[] {
  if (isMergedByHand(family)) return []
  const known = new Set(peopleOf(family))
  const sizeOf = ({ sourceIds, caregivers }: Piece) =>
    sourceIds.filter((id) => known.has(id)).length + (caregivers.length > 0 ? known.size : 0)
  const [, ...leaving] = pieces.toSorted((one, other) => sizeOf(other) - sizeOf(one))
  const parts = leaving.map(({ sourceIds }) => sourceIds.filter((id) => known.has(id)))
  return [
    ...parts.filter((people) => people.length > 0).map((people) => ({ people, isMissing: false })),
    ...(missing.length > 0 ? [{ people: [...missing], isMissing: true }] : []),
  ].map((part) => ({ kind: 'part', family: family.id, ...part }))
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

function peopleOf(family: Pick<Family, 'caregivers' | 'children'>): string[] {
  return [...family.caregivers, ...family.children].flatMap(({ sourceId }) => sourceId ?? [])
}

// The roster does not undo a merge or split by hand.
function isMergedByHand(family: Family): boolean {
  return family.saidThemselves.includes('caregivers') && family.saidThemselves.includes('children')
}

// A family that was split keeps the source ids of those who left; parents who live apart may share a child.
function werePartedByHand(one: Family, other: Family): boolean {
  const ledTo = (family: Family, ids: readonly string[]) => {
    const known = new Set([...family.sourceIds, ...peopleOf(family)])
    return ids.some((id) => known.has(id))
  }
  return ledTo(one, peopleOf(other)) || ledTo(other, peopleOf(one))
}

function created({ caregivers, ...family }: RosterFamily, newId: (of: string) => string): Family {
  const of = family.sourceIds.join(' ')
  return {
    ...family,
    id: newId(of),
    caregivers: caregivers.map((one, place) => ({ id: newId(`${of}#${place}`), ...one })),
    bothMustAttend: false,
    saidThemselves: [],
    links: [],
    revision: 1,
  }
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
