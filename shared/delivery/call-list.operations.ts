import { mustPrepare, type SchoolScope, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { callsOf } from '../message/call.store.ts'
import {
  type Answerers,
  asksForReply,
  asksForVote,
  type Call,
  isAnswered,
  openCalls,
} from '../message/call.ts'
import { stillHolds } from '../message/notice.ts'
import { getReplies } from '../session/reply.store.ts'
import { getSession } from '../session/session.store.ts'
import type { Session } from '../session/session.ts'
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
export async function listCalls(context: Context, school: string): Promise<CallToMake[]> {
  return (await readCallList(context, school, instantOf(context.now()))).calls
}

/**
 * The call list of a school: the calls to make, those that were finished since an instant, the last one first, and those
 * that nobody made before what they are about was over.
 */
export type CallList = { calls: CallToMake[]; finished: Call[]; missed: Call[] }

/** Reads the call list of a school, for the team; see `listCalls`. */
export async function readCallList(
  { table, actor, now }: Context,
  school: string,
  since: string,
): Promise<CallList> {
  mustPrepare(actor)
  const scope = scopeOf(actor, school)
  const all = await callsOf(table, scope)
  const finished = all
    .filter(({ outcome, doneAt = '' }) => outcome !== undefined && doneAt >= since)
    .sort((one, other) => (other.doneAt ?? '').localeCompare(one.doneAt ?? ''))
  const at = instantOf(now())
  const missed = all.filter(({ outcome, about }) => outcome === undefined && about.until <= at)
  return { calls: await callsToMake(table, scope, { calls: openCalls(all, at), at }), finished, missed }
}

// What calls are about and who has answered are read together: pages wait for each round of reads.
async function callsToMake(
  table: Context['table'],
  scope: SchoolScope,
  { calls, at }: { calls: readonly Call[]; at: string },
): Promise<CallToMake[]> {
  const [workshops, sessions, answerers] = await Promise.all([
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
    answerersOf(table, scope, calls),
  ])
  return calls.flatMap((call): CallToMake[] => {
    const workshop = workshops.get(call.about.workshop)
    const session = sessions.get(call.about.session ?? '')
    if (!workshop || !stillHolds(call.about, { workshop, session }, at)) return []
    if (isAnswered(call, answerers(call))) return []
    return [{ ...call, workshop, ...(session && { session }) }]
  })
}

/** Who has voted and replied on what a call is about. */
async function answerersOf(
  table: Context['table'],
  scope: SchoolScope,
  calls: readonly Call[],
): Promise<(call: Call) => Answerers> {
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
  return ({ about: { workshop, session = '' } }) => ({
    voted: votes.get(workshop) ?? nobody,
    replied: replies.get(session) ?? nobody,
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
