import { mustPrepare, organizes, type SchoolScope, scopeOf } from '../access/actor.ts'
import { commitOr } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { refuse } from '../access/refusal.ts'
import { putContact } from '../family/contact.store.ts'
import { callsOf, getCall, putCall } from '../message/call.store.ts'
import {
  asksForReply,
  asksForVote,
  type Call,
  type CallAssignment,
  type CallDone,
  type FamilyCallsDone,
  isAnswered,
  openCalls,
} from '../message/call.ts'
import { stillHolds } from '../message/notice.ts'
import { putReached } from '../message/reach.store.ts'
import { getReplies } from '../session/reply.store.ts'
import { getSession } from '../session/session.store.ts'
import type { Session } from '../session/session.ts'
import { tryCommit } from '../table/attempt.ts'
import type { Write } from '../table/table.ts'
import { getMember } from '../team/member.store.ts'
import { instantOf } from '../time/instant.ts'
import { answersOf } from '../workshop/ballot.store.ts'
import { getWorkshop } from '../workshop/workshop.store.ts'
import type { Workshop } from '../workshop/workshop.ts'

/** A call with the workshop and session that it is about. */
export type CallToMake = Call & { workshop: Workshop; session?: Session }

/**
 * The open calls of a school, for the team. Leaves out calls whose topic does not hold any more, as after the end of a
 * vote, and those that ask a family for what it has answered.
 */
export async function listCalls({ table, actor, now }: Context, school: string): Promise<CallToMake[]> {
  mustPrepare(actor)
  const scope = scopeOf(actor, school)
  const at = instantOf(now())
  const calls = openCalls(await callsOf(table, scope), at)
  const [workshops, sessions] = await Promise.all([
    eachOf(
      calls,
      ({ about }) => about.workshop,
      (id) => getWorkshop(table, scope, id),
    ),
    eachOf(
      calls,
      ({ about }) => about.session,
      (id) => getSession(table, scope, id),
    ),
  ])
  const held = calls.flatMap((call): CallToMake[] => {
    const workshop = workshops.get(call.about.workshop)
    const session = sessions.get(call.about.session ?? '')
    if (!workshop || !stillHolds(call.about, { workshop, session }, at)) return []
    return [{ ...call, workshop, ...(session && { session }) }]
  })
  return withoutAnswered(table, scope, held)
}

async function withoutAnswered(
  table: Context['table'],
  scope: SchoolScope,
  calls: readonly CallToMake[],
): Promise<CallToMake[]> {
  const familiesOf = (answers: readonly { family: string }[]) => new Set(answers.map(({ family }) => family))
  const [votes, replies] = await Promise.all([
    eachOf(
      calls.filter(asksForVote),
      ({ about }) => about.workshop,
      async (id) => familiesOf((await answersOf(table, scope, id)).ballots),
    ),
    eachOf(
      calls.filter(asksForReply),
      ({ about }) => about.session,
      async (id) => familiesOf(await getReplies(table, scope, id)),
    ),
  ])
  const nobody = new Set<string>()
  return calls.filter((call) => {
    const { workshop, session = '' } = call.about
    return !isAnswered(call, {
      voted: votes.get(workshop) ?? nobody,
      replied: replies.get(session) ?? nobody,
    })
  })
}

/** What is loaded by the ids that calls are about, each id once. */
async function eachOf<C extends Call, T>(
  calls: readonly C[],
  idOf: (call: C) => string | undefined,
  load: (id: string) => Promise<T>,
): Promise<Map<string, T>> {
  const ids = [...new Set(calls.flatMap((call) => idOf(call) ?? []))]
  return new Map(await Promise.all(ids.map(async (id) => [id, await load(id)] as const)))
}

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
  const scope = scopeOf(context.actor, school)
  const found = await Promise.all(calls.map((id) => getCall(context.table, scope, id)))
  if (found.some((call) => call?.family !== family)) refuse('not-found')
  const finished: Call[] = []
  for (const id of calls) finished.push(await finishCall(context, school, id, { outcome }))
  return finished
}

/** Records how a call went. Idempotent: the first outcome stays. */
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
  const writes = [putCall(scope, done), ...outcomeWrites(scope, call, { outcome, at: done.doneAt })]
  if (await tryCommit(table, ...writes)) return done
  return (await getCall(table, scope, id)) ?? refuse('not-found')
}

// A caregiver who talked with somebody counts as reached. A wrong number and "do not call" close the phone number.
function outcomeWrites(
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
