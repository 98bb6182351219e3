import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { newId } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { dropSecret } from '../access/store.ts'
import { type Family, type Leaving, mergeTwo, splitOff } from '../family/family.ts'
import { readFamily } from '../family/operations.ts'
import { putFamily, removeFamilyWrite } from '../family/store.ts'
import { uniteBallots } from '../poll/ballot.ts'
import { getBallot, putBallot, removeBallot } from '../poll/store.ts'
import { cancelReply } from '../session/operations.ts'
import {
  dropRemembered,
  getRemembered,
  getReply,
  getSession,
  removeReply,
  saveRemembered,
  saveReply,
  saveSession,
  untilCommitted,
} from '../session/store.ts'
import { ConditionFailed, type Write } from '../table/table.ts'
import { proposalsOf, saveProposal, saveWorkshop, workshopsOf } from '../workshop/store.ts'
import type { Workshop } from '../workshop/workshop.ts'

type Joining = { scope: SchoolScope; kept: Family; joined: Family }

/**
 * Makes one family of two, with all that both said: votes are united, replies and what one hosts or proposed pass
 * to the one that stays. The second one's link stops. Each step can be done again, so that a merge that was
 * interrupted is finished by merging again.
 */
export async function mergeFamilies(
  context: Context,
  school: string,
  keptId: string,
  joinedId: string,
): Promise<Family> {
  mustOrganize(context.actor)
  const scope = scopeOf(context.actor, school)
  if (keptId === joinedId) refuse('not-found')
  const [kept, joined] = await Promise.all([keptId, joinedId].map((id) => readFamily(context, school, id)))
  if (!kept || !joined) return refuse('not-found')
  const joining = { scope, kept, joined }
  await freeSeats(context, joining)
  await passOn(context, joining)
  const merged = mergeTwo(kept, joined)
  const links = joined.links.map(dropSecret)
  await commitUnchanged(context, putFamily(scope, merged), removeFamilyWrite(scope, joined), ...links)
  // What still came by the second one's link while its words were passed on.
  await passOn(context, joining)
  return merged
}

// Of two replies for one session that of the family that stays holds; the other's seats go to who waits.
async function freeSeats(context: Context, { scope, kept, joined }: Joining): Promise<void> {
  const { table } = context
  const sessions = (await workshopsOf(table, scope)).flatMap((workshop) => workshop.sessions ?? [])
  for (const { id } of sessions) {
    const [before, reply] = await Promise.all(
      [kept, joined].map((family) => getReply(table, scope, id, family.id)),
    )
    if (before && reply?.attending) await cancelReply(context, id, joined.id)
  }
}

async function passOn(context: Context, joining: Joining): Promise<void> {
  const { table } = context
  const { scope, kept, joined } = joining
  for (const workshop of await workshopsOf(table, scope)) {
    await passBallot(context, joining, workshop)
    for (const { id } of workshop.sessions ?? []) await passReply(context, joining, id)
    if (workshop.hostFamily !== joined.id) continue
    const revision = workshop.revision + 1
    await commitUnchanged(context, saveWorkshop(scope, { ...workshop, hostFamily: kept.id, revision }))
  }
  for (const proposal of await proposalsOf(table, scope)) {
    if (proposal.family !== joined.id) continue
    await commitUnchanged(context, saveProposal(scope, { ...proposal, family: kept.id }, proposal.status))
  }
  const [known, remembered] = await Promise.all(
    [kept, joined].map(({ id }) => getRemembered(table, scope, id)),
  )
  if (remembered && !known) await table.commit(saveRemembered(scope, kept.id, remembered))
  if (remembered) await table.commit(dropRemembered(scope, joined.id))
}

async function passBallot({ table }: Context, joining: Joining, { id, poll }: Workshop): Promise<void> {
  const { scope, kept, joined } = joining
  if (!poll) return
  await untilCommitted(async () => {
    const [before, ballot] = await Promise.all(
      [kept, joined].map((family) => getBallot(table, scope, id, family.id)),
    )
    if (!ballot) return
    const both = { kept: before, joined: ballot, together: kept.bothMustAttend }
    const united = { ...uniteBallots(poll, both), family: kept.id }
    await table.commit(putBallot(scope, id, united), removeBallot(scope, id, ballot))
  })
}

async function passReply({ table }: Context, { scope, kept, joined }: Joining, id: string): Promise<void> {
  await untilCommitted(async () => {
    const [session, before, reply] = await Promise.all([
      getSession(table, scope, id),
      getReply(table, scope, id, kept.id),
      getReply(table, scope, id, joined.id),
    ])
    if (!session || !reply) return
    await table.commit(
      // Seats change hands: whoever counts them at this moment has to count again.
      saveSession(scope, { ...session, revision: session.revision + 1 }),
      removeReply(scope, id, reply),
      ...(before ? [] : [saveReply(scope, id, { ...reply, family: kept.id, revision: 1 })]),
    )
  })
}

/** Makes two families of one: those named leave, what was said stays. Each of the two keeps a caregiver. */
export async function splitFamily(
  context: Context,
  school: string,
  id: string,
  leaving: Leaving,
): Promise<[Family, Family]> {
  mustOrganize(context.actor)
  const scope = scopeOf(context.actor, school)
  const both = splitOff(await readFamily(context, school, id), leaving, newId())
  if (!both)
    return refuse('invalid-input', { errors: [{ pointer: '/caregivers', detail: 'caregiver-on-each-side' }] })
  await commitUnchanged(context, ...both.map((family) => putFamily(scope, family)))
  return both
}

async function commitUnchanged({ table }: Context, ...writes: Write[]): Promise<void> {
  try {
    await table.commit(...writes)
  } catch (fault) {
    if (fault instanceof ConditionFailed) refuse('family-changed')
    throw fault
  }
}
