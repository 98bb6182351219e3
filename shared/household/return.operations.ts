import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { refuse } from '../access/refusal.ts'
import { familiesOf, getFamily, isFamilyItem } from '../family/family.store.ts'
import type { Family } from '../family/family.ts'
import { decisionsOf, putDecision } from '../impact/decision.store.ts'
import { creditedAgain } from '../impact/decision.ts'
import { recordReply } from '../session/reply.operations.ts'
import { getReply, replyAt, replyOfItem } from '../session/reply.store.ts'
import { getSession } from '../session/session.store.ts'
import { takeAgain } from '../session/taking.operations.ts'
import { tryCommit } from '../table/attempt.ts'
import type { Table } from '../table/table.ts'
import { changeMember, teamOf } from '../team/member.store.ts'
import { instantOf } from '../time/instant.ts'
import { dropHold, heldFilesOf } from '../workshop/picture.store.ts'
import { getWorkshop, saveWorkshop } from '../workshop/workshop.store.ts'
import {
  dropRemovedFamily,
  dropRemovedItem,
  getRemovedFamily,
  putBack,
  type RemovedItem,
  removedFamiliesOf,
  removedItemsOf,
} from './removed-family.store.ts'
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
 * Brings back a family that the team removed at most 30 days ago, with its votes, replies and everything else. Idempotent:
 * repeating an interrupted return completes it. Refuses `not-found` for others, also for one that deleted itself, and
 * `already-decided` where another family has its people meanwhile.
 */
export async function restoreFamily(context: Context, school: string, id: string): Promise<Family> {
  const { table, actor, now } = context
  mustOrganize(actor)
  const scope = scopeOf(actor, school)
  const [there, removed] = await Promise.all([
    getFamily(table, scope, id),
    getRemovedFamily(table, scope, id),
  ])
  if (!removed) return there ?? refuse('not-found')
  if (!mayReturn(removed, now())) return refuse('not-found')
  const families = await familiesOf(table, scope)
  if (isTaken(removed.family, families)) refuse('already-decided')
  await bringBack(context, scope, removed)
  return (await getFamily(table, scope, id)) ?? refuse('conflict')
}

/** Whether another family has people of a removed one. */
function isTaken(removed: Family, families: readonly Family[]): boolean {
  const theirs = new Set(rosterIdsOf(removed))
  return families.some(
    (family) => family.id !== removed.id && rosterIdsOf(family).some((one) => theirs.has(one)),
  )
}

/** Puts a removed family back with everything that was kept of it; the caller must have checked that it may return. */
export async function bringBack(context: Context, scope: SchoolScope, removed: RemovedFamily): Promise<void> {
  const { table, now } = context
  const { id } = removed.family
  const items = await removedItemsOf(table, scope, id)
  // The family comes first, so that nothing is there without it.
  const isFamily = ({ item }: RemovedItem) => isFamilyItem(item)
  for (const one of [...items.filter(isFamily), ...items.filter((item) => !isFamily(item))]) {
    const { expiresAt = Number.POSITIVE_INFINITY } = one.item
    if (Number(expiresAt) > now().toSeconds()) await putItemBack(context, scope, one)
    await table.commit(dropRemovedItem(scope, id, one))
  }
  await mentionAgain(table, scope, removed)
  // Its pictures name them again.
  for (const { file, family } of await heldFilesOf(table, scope))
    if (family === id) await table.commit(dropHold(scope, file))
  await table.commit(dropRemovedFamily(scope, id))
}

// A reply takes its seats again, or waits where there are none left.
async function putItemBack({ table, now }: Context, scope: SchoolScope, one: RemovedItem): Promise<void> {
  const at = replyAt(one.item)
  const reply = at && replyOfItem(one.item)
  const session = at && (await getSession(table, scope, at.session))
  const workshop = session && (await getWorkshop(table, scope, session.workshop))
  const isToCome = session?.status === 'scheduled' && session.start > instantOf(now())
  if (reply?.attending && isToCome && workshop?.seats !== undefined) {
    if (await getReply(table, scope, session.id, reply.family)) return
    const { waitingSince: _, ...unseated } = reply
    const again = { ...unseated, waiting: false, repliedAt: instantOf(now()) }
    await recordReply(table, scope, { sessionId: session.id, reply: again, wait: true })
  } else await tryCommit(table, putBack(one))
}

async function mentionAgain(
  table: Table,
  scope: SchoolScope,
  { family: { id }, mentions }: RemovedFamily,
): Promise<void> {
  for (const hosted of mentions.hosted)
    await untilCommitted(async () => {
      const workshop = await getWorkshop(table, scope, hosted)
      if (!workshop || workshop.hostFamily) return
      const { hostGone: _, ...rest } = workshop
      await table.commit(saveWorkshop(scope, { ...rest, hostFamily: id, revision: workshop.revision + 1 }))
    })
  for (const member of await teamOf(table, scope))
    if (mentions.members.includes(member.id) && !member.family)
      await tryCommit(table, changeMember(scope, { ...member, family: id }))
  for (const { session, line, ...taking } of mentions.takings)
    await takeAgain(table, scope, { session, line }, taking)
  for (const { decision, ...credit } of mentions.credits)
    await untilCommitted(async () => {
      const found = (await decisionsOf(table, scope)).find((one) => one.id === decision)
      if (found) await table.commit(putDecision(scope, creditedAgain(found, { family: id, ...credit })))
    })
}
