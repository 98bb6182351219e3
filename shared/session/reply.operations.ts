import { mustActFor, mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { getFamily } from '../family/family.store.ts'
import { instantOf } from '../time/instant.ts'
import { readBallot } from '../workshop/ballot.operations.ts'
import { answerTo } from '../workshop/ballot.ts'
import { getRemembered, getReplies, getReply, rememberReply, saveReply } from './reply.store.ts'
import { type Reply, type ReplyInput, replyOf } from './reply.ts'
import { type SuggestedReply, suggestedReply } from './reply-suggestion.ts'
import { detailsExpireAt, keptReply } from './retention.ts'
import { type Answered, seatReply, seatsTaken, withPosition } from './seats.ts'
import { sessionIn, workshopOf } from './session.operations.ts'
import { saveSession } from './session.store.ts'
import type { Session } from './session.ts'

// A transaction holds 100 writes; the session and what is remembered are among them.
const MOST_AT_ONCE = 90

/**
 * A family's reply: its own, or recorded for it. Where no seat is left it is refused `session-full`, or
 * waits if it said so. Seats that become free go to those who wait, in the same transaction.
 * Saying no is always possible. What was answered is remembered for the next time.
 */
export async function putReply(
  { table, actor, now }: Context,
  sessionId: string,
  familyId: string,
  input: ReplyInput,
): Promise<Answered> {
  mustActFor(actor, familyId)
  const scope = scopeOf(actor, schoolOf(sessionId))
  const family = (await getFamily(table, scope, familyId)) ?? refuse('not-found')
  const reply = replyOf(input, family, instantOf(now()))
  return recordReply(table, scope, { sessionId, reply, wait: input.wait ?? false })
}

/** Records a reply of somebody who was shown to be who they are, family or staff. */
export async function recordReply(
  table: Context['table'],
  scope: SchoolScope,
  { sessionId, reply, wait }: { sessionId: string; reply: Reply; wait: boolean },
): Promise<Answered> {
  return untilCommitted(async () => {
    // The session before the replies: its revision then holds only if no seat changed hands since.
    const session = await sessionIn(table, scope, sessionId)
    const { seats, status } = await workshopOf(table, scope, session)
    if (reply.attending && [session.status, status].includes('cancelled')) refuse('session-cancelled')
    if (seats === undefined) return replyWithoutLimit(table, scope, session, keptReply(reply, session))
    return replyWithSeats(table, scope, session, keptReply(reply, session), { seats, wait })
  })
}

/** Touches only what is the family's own, so that any number of families may reply at once. */
async function replyWithoutLimit(
  table: Context['table'],
  scope: SchoolScope,
  session: Session,
  reply: Reply,
): Promise<Answered> {
  const before = await getReply(table, scope, session.id, reply.family)
  const saved = { ...reply, revision: (before?.revision ?? 0) + 1 }
  await table.commit(
    saveReply(scope, session.id, saved),
    ...rememberReply(scope, saved, detailsExpireAt(session)),
  )
  return saved
}

async function replyWithSeats(
  table: Context['table'],
  scope: SchoolScope,
  session: Session,
  reply: Reply,
  limit: { seats: number; wait: boolean },
): Promise<Answered> {
  const replies = await getReplies(table, scope, session.id)
  const revisions = new Map(replies.map((one) => [one.family, one.revision]))
  // The family's own reply is the first; who does not fit into one transaction moves up with the next reply.
  const changed = seatReply(replies, reply, limit)
    .slice(0, MOST_AT_ONCE)
    .map((one) => ({ ...one, revision: (revisions.get(one.family) ?? 0) + 1 }))
  await table.commit(
    saveSession(scope, { ...session, revision: session.revision + 1 }),
    ...changed.map((one) => saveReply(scope, session.id, one)),
    ...rememberReply(scope, reply, detailsExpireAt(session)),
  )
  const after = new Map([...replies, ...changed].map((one) => [one.family, one]))
  return withPosition(after.get(reply.family) ?? reply, [...after.values()])
}

/** How a family stands to a session: the session, and its reply where it gave one. */
export async function readStanding({ table, actor }: Context, sessionId: string, family: string) {
  mustActFor(actor, family)
  const scope = scopeOf(actor, schoolOf(sessionId))
  const read = [sessionIn(table, scope, sessionId), getReply(table, scope, sessionId, family)] as const
  const [session, reply] = await Promise.all(read)
  return { scope, session, reply }
}

/** A family's reply, where it gave one, and what its form starts from. */
export async function readReply(
  context: Context,
  sessionId: string,
  familyId: string,
): Promise<{ session: Session; reply?: Answered; suggested: SuggestedReply }> {
  const { table, now } = context
  const { scope, session, reply } = await readStanding(context, sessionId, familyId)
  const [family, remembered, ballot, workshop, others] = await Promise.all([
    getFamily(table, scope, familyId),
    getRemembered(table, scope, familyId),
    readBallot(context, session.workshop, familyId),
    workshopOf(table, scope, session),
    reply?.waiting ? getReplies(table, scope, sessionId) : [],
  ])
  if (!family) refuse('not-found')
  const option = workshop.poll?.options.find(({ id }) => id === session.option)
  const vote = ballot && { answer: option && answerTo(ballot, option), couldComeIf: ballot.couldComeIf }
  const isKept = (remembered?.expiresAt ?? Number.POSITIVE_INFINITY) > now().toSeconds()
  const suggested = suggestedReply(family, { remembered: isKept ? remembered : undefined, vote })
  return reply ? { session, reply: withPosition(reply, others), suggested } : { session, suggested }
}

/** Every reply for a session, and the seats that are held: for the team. */
export async function listReplies(
  { table, actor }: Context,
  sessionId: string,
): Promise<{ session: Session; replies: Answered[]; seatsTaken: number }> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(sessionId))
  const session = await sessionIn(table, scope, sessionId)
  const replies = await getReplies(table, scope, sessionId)
  return {
    session,
    replies: replies.map((reply) => withPosition(reply, replies)),
    seatsTaken: seatsTaken(replies),
  }
}

/** A family that cannot come after all; no reason is asked, and its seats go to who waits. */
export function cancelReply(context: Context, sessionId: string, familyId: string): Promise<Answered> {
  return putReply(context, sessionId, familyId, { attending: false })
}
