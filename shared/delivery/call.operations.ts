import { mustPrepare, organizes, type SchoolScope, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { refuse } from '../access/refusal.ts'
import { putContact } from '../family/contact.store.ts'
import { callsOf, getCall, putCall } from '../message/call.store.ts'
import { type Call, type CallAssignment, type CallDone, openCalls } from '../message/call.ts'
import { putReached } from '../message/reach.store.ts'
import { getSession } from '../session/session.store.ts'
import type { Session } from '../session/session.ts'
import { ConditionFailed, type Write } from '../table/table.ts'
import { getMember } from '../team/member.store.ts'
import { instantOf } from '../time/instant.ts'
import { getWorkshop } from '../workshop/workshop.store.ts'
import type { Workshop } from '../workshop/workshop.ts'

/** A call with what it is about. */
export type CallToMake = Call & { workshop: Workshop; session?: Session }

/** Whom a person is to call, for the team: what is over or about something that is gone is left out. */
export async function listCalls({ table, actor, now }: Context, school: string): Promise<CallToMake[]> {
  mustPrepare(actor)
  const scope = scopeOf(actor, school)
  const calls = openCalls(await callsOf(table, scope), instantOf(now()))
  const workshops = new Map(
    await Promise.all(
      [...new Set(calls.map(({ about }) => about.workshop))].map(
        async (id) => [id, await getWorkshop(table, scope, id)] as const,
      ),
    ),
  )
  const sessions = new Map(
    await Promise.all(
      [...new Set(calls.map(({ about }) => about.session ?? ''))]
        .filter(Boolean)
        .map(async (id) => [id, await getSession(table, scope, id)] as const),
    ),
  )
  return calls.flatMap((call) => {
    const workshop = workshops.get(call.about.workshop)
    const session = sessions.get(call.about.session ?? '')
    if (!workshop || (call.about.session && !session)) return []
    return [{ ...call, workshop, ...(session && { session }) }]
  })
}

/** Says how a call went. A second time the first answer stays, since somebody else was quicker. */
export async function finishCall(
  { table, actor, now }: Context,
  school: string,
  id: string,
  { outcome }: CallDone,
): Promise<Call> {
  mustPrepare(actor)
  const scope = scopeOf(actor, school)
  const call = (await getCall(table, scope, id)) ?? refuse('not-found')
  if (call.outcome) return call
  const doneBy = actor.kind === 'member' ? actor.name : ''
  const done = { ...call, outcome, doneBy, doneAt: instantOf(now()), revision: call.revision + 1 }
  try {
    await table.commit(putCall(scope, done), ...followingCall(scope, call, { outcome, at: done.doneAt }))
    return done
  } catch (fault) {
    if (!(fault instanceof ConditionFailed)) throw fault
    return (await getCall(table, scope, id)) ?? refuse('not-found')
  }
}

// Whom somebody talked to was reached. A wrong number, and whoever asked not to be called, is called no more.
function followingCall(
  scope: SchoolScope,
  { to, family, caregiver, about, expiresAt }: Call,
  { outcome, at }: { outcome: CallDone['outcome']; at: string },
): Write[] {
  if (outcome === 'reached')
    return [putReached(scope, about, { family, caregiver, by: 'person', at, expiresAt })]
  if (!to || outcome === 'messageLeft') return []
  const state = outcome === 'doNotCall' ? 'stopped' : 'failed'
  return [putContact({ channel: 'phone', to }, { state, reason: outcome, at })]
}

/**
 * Gives a call to somebody of the team, or to nobody in particular. A helper takes calls and gives back their own;
 * organizers give them to anybody.
 */
export async function assignCall(
  { table, actor }: Context,
  school: string,
  id: string,
  { member }: CallAssignment,
): Promise<Call> {
  mustPrepare(actor)
  const scope = scopeOf(actor, school)
  const call = (await getCall(table, scope, id)) ?? refuse('not-found')
  if (call.outcome) return refuse('already-decided')
  const own = actor.kind === 'member' ? actor.id : ''
  const isOwn = (member ?? own) === own && (call.assignee?.id ?? own) === own
  if (!organizes(actor) && !isOwn) refuse('forbidden')
  const found = member ? ((await getMember(table, scope, member)) ?? refuse('not-found')) : undefined
  const { assignee: _, ...rest } = call
  const assigned: Call = {
    ...rest,
    ...(found && { assignee: { id: found.id, name: found.name } }),
    revision: call.revision + 1,
  }
  try {
    await table.commit(putCall(scope, assigned))
  } catch (fault) {
    if (fault instanceof ConditionFailed) refuse('conflict')
    throw fault
  }
  return assigned
}
