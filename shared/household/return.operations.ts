import { mustOrganize, scopeOf } from '../access/actor.ts'
import { commitOr } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { refuse } from '../access/refusal.ts'
import { familiesOf, getFamily, putFamily } from '../family/family.store.ts'
import type { Family } from '../family/family.ts'
import { dropRemovedFamily, getRemovedFamily, removedFamiliesOf } from './removed-family.store.ts'
import { mayReturn, type RemovedFamily, rosterIdsOf } from './removed-family.ts'

/** The families that the team removed in the last 30 days, the latest first. */
export async function listRemovedFamilies(
  { table, actor, now }: Context,
  school: string,
): Promise<RemovedFamily[]> {
  mustOrganize(actor)
  const removed = await removedFamiliesOf(table, scopeOf(actor, school))
  return removed
    .filter((one) => mayReturn(one, now()))
    .sort((one, other) => other.removedAt.localeCompare(one.removedAt))
}

/**
 * Brings back a family that the team removed at most 30 days ago, with its people and their ways. Idempotent. Refuses
 * `not-found` for others, also for one that deleted itself, and `already-decided` where a roster brought its people back.
 */
export async function restoreFamily(
  { table, actor, now }: Context,
  school: string,
  id: string,
): Promise<Family> {
  mustOrganize(actor)
  const scope = scopeOf(actor, school)
  const there = await getFamily(table, scope, id)
  if (there) return there
  const removed = await getRemovedFamily(table, scope, id)
  if (!removed || !mayReturn(removed, now())) return refuse('not-found')
  const theirs = new Set(rosterIdsOf(removed.family))
  const families = await familiesOf(table, scope)
  if (families.some((family) => rosterIdsOf(family).some((one) => theirs.has(one)))) refuse('already-decided')
  const family = { ...removed.family, revision: 1 }
  await commitOr('conflict', table, putFamily(scope, family), dropRemovedFamily(scope, id))
  return family
}
