import { mustPrepare, type SchoolScope, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { callsOf } from '../message/call.store.ts'
import { asksForReply, asksForVote, type Call, isAnswered, openCalls } from '../message/call.ts'
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

// What the calls are about and who answered it are read in one round, also of calls that turn out to be over.
async function callsToMake(
  table: Context['table'],
  scope: SchoolScope,
  { calls, at }: { calls: readonly Call[]; at: string },
): Promise<CallToMake[]> {
  const familiesOf = (answers: readonly { family: string }[]) => new Set(answers.map(({ family }) => family))
  const ofWorkshop = ({ about }: Call) => about.workshop
  const ofSession = ({ about }: Call) => about.session
  const [workshops, sessions, votes, replies] = await Promise.all([
    eachOf(calls, ofWorkshop, (id) => getWorkshop(table, scope, id)),
    eachOf(calls, ofSession, (id) => getSession(table, scope, id)),
    eachOf(calls.filter(asksForVote), ofWorkshop, async (id) =>
      familiesOf((await answersOf(table, scope, id)).ballots),
    ),
    eachOf(calls.filter(asksForReply), ofSession, async (id) =>
      familiesOf(await getReplies(table, scope, id)),
    ),
  ])
  const nobody = new Set<string>()
  return calls.flatMap((call): CallToMake[] => {
    const { workshop: id, session: of = '' } = call.about
    const [workshop, session] = [workshops.get(id), sessions.get(of)]
    if (!workshop || !stillHolds(call.about, { workshop, session }, at)) return []
    const answers = { voted: votes.get(id) ?? nobody, replied: replies.get(of) ?? nobody }
    return isAnswered(call, answers) ? [] : [{ ...call, workshop, ...(session && { session }) }]
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
