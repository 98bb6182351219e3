import { mustPrepare, organizes, type SchoolScope, scopeOf } from '../access/actor.ts'
import { commitOr, untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { remember } from '../access/idempotency.operations.ts'
import { refuse } from '../access/refusal.ts'
import { getContact, putContact } from '../family/contact.store.ts'
import { type Contact, isClosed } from '../family/contact.ts'
import { callsOf, getCall, putCall } from '../message/call.store.ts'
import {
  type Call,
  type CallAssignment,
  type CallDone,
  type FamilyCallsDone,
  type FamilyCallsUndone,
  openCalls,
  withAttempt,
  withoutAttempt,
} from '../message/call.ts'
import { putReached, reachedAbout, removeReached } from '../message/reach.store.ts'
import { tryCommit } from '../table/attempt.ts'
import type { Write } from '../table/table.ts'
import { getMember } from '../team/member.store.ts'
import { instantOf } from '../time/instant.ts'

/**
 * Records how a conversation with a family went, for all of the given calls that are open and to that family. Idempotent;
 * refuses `not-found` where a call is of another family.
 */
export async function finishCalls(
  context: Context,
  school: string,
  family: string,
  { calls, outcome }: FamilyCallsDone,
): Promise<Call[]> {
  mustPrepare(context.actor)
  await mustBeTo(context, school, { family, calls })
  const finished: Call[] = []
  for (const id of calls) finished.push(await finishCall(context, school, id, { outcome }))
  return finished
}

async function mustBeTo(
  { table, actor }: Context,
  school: string,
  { family, calls }: { family: string; calls: readonly string[] },
): Promise<void> {
  const scope = scopeOf(actor, school)
  const found = await Promise.all(calls.map((id) => getCall(table, scope, id)))
  if (found.some((call) => call?.family !== family)) refuse('not-found')
}

/**
 * Records how a call went. Idempotent: the first outcome stays. A call that nobody answered is recorded as an attempt and
 * stays open.
 */
export async function finishCall(
  context: Context,
  school: string,
  id: string,
  { outcome }: CallDone,
): Promise<Call> {
  const { table, actor, now } = context
  mustPrepare(actor)
  const scope = scopeOf(actor, school)
  if (outcome === 'noAnswer') return recordAttempt(context, scope, id)
  const call = (await getCall(table, scope, id)) ?? refuse('not-found')
  if (call.outcome) return call
  const doneBy = nameOf(actor)
  const done = { ...call, outcome, doneBy, doneAt: instantOf(now()), revision: call.revision + 1 }
  const isNumberClosed = isClosed(await getContact(table, phoneOf(call)))
  const follow = outcomeWrites(scope, call, { outcome, at: done.doneAt, isNumberClosed })
  const writes = [putCall(scope, done), ...follow]
  if (await tryCommit(table, ...writes)) {
    if (outcome === 'reached') {
      const { hear } = await import('../family/directory.store.ts')
      await hear(table, scope, [{ family: call.family, kind: 'talked', at: done.doneAt }])
    }
    return done
  }
  return (await getCall(table, scope, id)) ?? refuse('not-found')
}

const nameOf = (actor: Context['actor']) => (actor.kind === 'member' ? actor.name : '')

// A request that is repeated remembers its instant, so that it records one attempt.
async function recordAttempt(context: Context, scope: SchoolScope, id: string): Promise<Call> {
  const { table, actor, now } = context
  const at = await remember(context, async () => instantOf(now()))
  return untilCommitted(async () => {
    const call = (await getCall(table, scope, id)) ?? refuse('not-found')
    const tried = call.outcome ? call : withAttempt(call, { by: nameOf(actor), at })
    if (tried !== call) await table.commit(putCall(scope, tried))
    return tried
  })
}

type Outcome = NonNullable<Call['outcome']>

// A caregiver who talked with somebody counts as reached. A wrong number and "do not call" close the phone number.
function outcomeWrites(
  scope: SchoolScope,
  { to, family, caregiver, about, expiresAt }: Call,
  { outcome, at, isNumberClosed }: { outcome: Outcome; at: string; isNumberClosed: boolean },
): Write[] {
  if (outcome === 'reached')
    return [putReached(scope, about, { family, caregiver, by: 'person', at, expiresAt })]
  if (!to || outcome === 'messageLeft' || isNumberClosed) return []
  const state = outcome === 'doNotCall' ? 'stopped' : 'failed'
  return [putContact({ channel: 'phone', to }, { state, reason: outcome, at })]
}

const phoneOf = ({ to }: Call): Contact => ({ channel: 'phone', to })

/** Undoes the outcomes of a conversation with a family, see `undoCall`. */
export async function undoCalls(
  context: Context,
  school: string,
  family: string,
  { calls, tried }: FamilyCallsUndone,
): Promise<void> {
  mustPrepare(context.actor)
  await mustBeTo(context, school, { family, calls })
  for (const id of calls) await undoCall(context, school, id, tried)
}

/**
 * Undoes the outcome of a call: it is to be made again, nobody counts as reached by it, and the number that it closed is
 * open. With the instant of an attempt, takes that attempt out instead. Idempotent. A right outcome is recorded after it.
 */
export async function undoCall(
  { table, actor, now }: Context,
  school: string,
  id: string,
  tried?: string,
): Promise<Call> {
  mustPrepare(actor)
  const scope = scopeOf(actor, school)
  return untilCommitted(async () => {
    const call = (await getCall(table, scope, id)) ?? refuse('not-found')
    if (tried !== undefined) {
      const untried = withoutAttempt(call, tried)
      if (untried !== call) await table.commit(putCall(scope, untried))
      return untried
    }
    const { outcome, doneBy: _, doneAt, ...rest } = call
    if (!outcome || !doneAt) return call
    const open: Call = { ...rest, revision: call.revision + 1 }
    const [reached, state] = await Promise.all([
      reachedAbout(table, scope, call.about),
      getContact(table, phoneOf(call)),
    ])
    const own = reached.filter(
      ({ caregiver, by, at }) => caregiver === call.caregiver && by === 'person' && at === doneAt,
    )
    const closed = state?.reason === outcome && state.at === doneAt ? state : undefined
    const reopened = { state: 'open', reason: 'team', at: instantOf(now()) } as const
    await table.commit(
      putCall(scope, open),
      ...own.map((one) => removeReached(scope, call.about, one)),
      ...(closed ? [putContact(phoneOf(call), reopened, closed)] : []),
    )
    return open
  })
}

/** Assigns all open calls to a family at once, see `assignCall`. */
export async function assignFamilyCalls(
  context: Context,
  school: string,
  family: string,
  assignment: CallAssignment,
): Promise<void> {
  mustPrepare(context.actor)
  const calls = await callsOf(context.table, scopeOf(context.actor, school))
  const open = openCalls(calls, instantOf(context.now())).filter((call) => call.family === family)
  if (open.length === 0) refuse('not-found')
  for (const { id } of open) await assignCall(context, school, id, assignment)
}

/**
 * Assigns a call to a member of the team, or to nobody. Helpers may take a free call and give back their own;
 * organizers may assign any call to anybody.
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
  await commitOr('conflict', table, putCall(scope, assigned))
  return assigned
}
