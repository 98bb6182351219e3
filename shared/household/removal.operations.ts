import type { SchoolScope } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import type { Family } from '../family/family.ts'
import { decisionsOf } from '../impact/decision.store.ts'
import { getReply, replyKey, saveReply } from '../session/reply.store.ts'
import { hasDetails, withoutDetails } from '../session/retention.ts'
import { takingsIn } from '../session/taking.operations.ts'
import { tryCommit } from '../table/attempt.ts'
import { keyOf } from '../table/key.ts'
import type { AnyKey, Table, Write } from '../table/table.ts'
import { isPacked } from '../table/write.ts'
import { teamOf } from '../team/member.store.ts'
import { instantOf } from '../time/instant.ts'
import { getBallot, putBallot } from '../workshop/ballot.store.ts'
import { withoutAges } from '../workshop/wish.ts'
import { workshopsOf } from '../workshop/workshop.store.ts'
import type { Workshop } from '../workshop/workshop.ts'
import { getRemovedFamily, putRemovedFamily, putRemovedItem } from './removed-family.store.ts'
import {
  type KeptTaking,
  type Mentions,
  mayReturn,
  type RemovedFamily,
  removedFamily,
} from './removed-family.ts'

/**
 * The context in which a family is removed: each item that is deleted through its table is kept with the removed family
 * for 30 days. Details that the clock would delete meanwhile are not kept.
 */
export async function keepingRemoved(context: Context, scope: SchoolScope, family: Family): Promise<Context> {
  const { table, now } = context
  const workshops = await workshopsOf(table, scope)
  await forgetDetails(context, scope, family.id, workshops)
  const before = await getRemovedFamily(table, scope, family.id)
  const mentions = await mentionsOf(context, scope, family.id, workshops)
  const earlier = before && mayReturn(before, now()) ? before : undefined
  const removed = removedFamily(family, mentions, now(), earlier)
  await table.commit(putRemovedFamily(scope, removed))
  const keeping = keepingTable(table, scope, removed)
  // Before they are cancelled, so that their seats pass to the waiting list.
  for (const { sessions = [] } of workshops)
    for (const { id } of sessions) await keeping.keepReply(replyKey(scope, id, family.id))
  return { ...context, table: keeping.table }
}

async function mentionsOf(
  context: Context,
  scope: SchoolScope,
  id: string,
  workshops: readonly Workshop[],
): Promise<Mentions> {
  const { table } = context
  const [team, decisions, takings] = await Promise.all([
    teamOf(table, scope),
    decisionsOf(table, scope),
    takingsOf(context, scope, id, workshops),
  ])
  return {
    hosted: workshops.filter(({ hostFamily }) => hostFamily === id).map((workshop) => workshop.id),
    members: team.filter(({ family }) => family === id).map((member) => member.id),
    credits: decisions.flatMap((decision) =>
      decision.credits
        .filter(({ family }) => family === id)
        .map(({ family: _, ...credit }) => ({ ...credit, decision: decision.id })),
    ),
    takings,
  }
}

// In its own words only for a session to come: those of one that is over are deleted by its clock.
async function takingsOf(
  { table, now }: Context,
  scope: SchoolScope,
  family: string,
  workshops: readonly Workshop[],
): Promise<KeptTaking[]> {
  const found = workshops
    .flatMap(({ sessions = [] }) => sessions)
    .map(async ({ id: session, end }) => {
      const takings = await takingsIn(table, scope, session, family)
      return takings.map(({ title: _, note, allergens, ...taking }) => ({
        ...{ ...taking, session },
        ...(end > instantOf(now()) && { ...(note && { note }), ...(allergens && { allergens }) }),
      }))
    })
  return (await Promise.all(found)).flat()
}

// The retention of a session that is over ends before the family is forgotten, and does not reach what is kept.
async function forgetDetails(
  { table, now }: Context,
  scope: SchoolScope,
  family: string,
  workshops: readonly Workshop[],
): Promise<void> {
  for (const { id: workshop, sessions = [] } of workshops) {
    const over = sessions.filter(({ end }) => end <= instantOf(now()))
    for (const { id } of over)
      await untilCommitted(async () => {
        const reply = await getReply(table, scope, id, family)
        if (reply && hasDetails(reply)) await table.commit(saveReply(scope, id, withoutDetails(reply)))
      })
    if (over.length === 0) continue
    await untilCommitted(async () => {
      const ballot = await getBallot(table, scope, workshop, family)
      if (!ballot?.couldComeIf.some((wish) => typeof wish !== 'string')) return
      const couldComeIf = withoutAges(ballot.couldComeIf)
      await table.commit(putBallot(scope, workshop, { ...ballot, couldComeIf, version: ballot.version + 1 }))
    })
  }
}

// Keeps an item before it is removed; what was kept before in this removal stays as it was then.
function keepingTable(table: Table, scope: SchoolScope, removed: RemovedFamily) {
  const known = new Set<string>()
  const keep = async (key: AnyKey, isPacked: boolean, when?: 'absent') => {
    if (known.has(`${key.pk} ${key.sk}`)) return
    const [item] = await table.getItems([keyOf(key)])
    const write = item && putRemovedItem(scope, removed, { item, isPacked })
    if (write) await tryCommit(table, when ? { ...write, when } : write)
  }
  const commit = async (...writes: Write[]) => {
    const removals = writes.flatMap((write) => ('remove' in write ? [write] : []))
    for (const write of removals) await keep(write.remove, isPacked(write))
    await table.commit(...writes)
    for (const { remove } of removals) known.add(`${remove.pk} ${remove.sk}`)
  }
  // An interrupted removal may have kept the reply, and cancelled it.
  const keepReply = async (key: AnyKey) => {
    await keep(key, true, 'absent')
    known.add(`${key.pk} ${key.sk}`)
  }
  return { table: { ...table, commit }, keepReply }
}
