import { mustActFor, mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { getFamily } from '../family/family.store.ts'
import { answeringCaregiver } from '../family/standing-link.ts'
import { instantOf } from '../time/instant.ts'
import { readBallot } from '../workshop/ballot.operations.ts'
import { answerTo } from '../workshop/ballot.ts'
import { kindOfWish } from '../workshop/wish.ts'
import { isForFamilies } from '../workshop/workshop.ts'
import { getRemembered, getReplies, getReply, rememberReply, saveReply } from './reply.store.ts'
import { isRemembered, isStaff, keepNaming, type Reply, type ReplyInput, replyOf } from './reply.ts'
import { type SuggestedReply, suggestedReply } from './reply-suggestion.ts'
import { detailsExpireAt, keptReply } from './retention.ts'
import { type Answered, seatReply, seatsTaken, withPosition } from './seats.ts'
import { sessionIn, workshopOf } from './session.operations.ts'
import type { Session } from './session.ts'
import { seatingWrites } from './staff-seat.operations.ts'

/**
 * Saves a family's reply, its own or recorded for it. Without a free seat it is refused `session-full`, or waits where
 * `wait` is set. Freed seats go to the waiting list in the same transaction. Saying no is always possible. The answers
 * are remembered for the next reply.
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
  const repliedBy = answeringCaregiver(actor, family)
  // Nobody but the family itself says whether its name is shown.
  const named = input.attending && actor.kind === 'family' ? input.named : undefined
  const reply: Reply = {
    ...replyOf(input, family, instantOf(now())),
    ...(repliedBy && { repliedBy }),
    ...(named !== undefined && { named }),
  }
  return recordReply(table, scope, { sessionId, reply, wait: input.wait ?? false })
}

/** Saves a reply whose author, family or staff, is authorized by the caller. */
export async function recordReply(
  table: Context['table'],
  scope: SchoolScope,
  { sessionId, reply, wait }: { sessionId: string; reply: Reply; wait: boolean },
): Promise<Answered> {
  return untilCommitted(async () => {
    // Reads the session before the replies, so that its revision detects every change of seats.
    const session = await sessionIn(table, scope, sessionId)
    const workshop = await workshopOf(table, scope, session)
    if (!isStaff(reply) && !isForFamilies(workshop)) refuse('not-for-families')
    const { seats, status } = workshop
    if (reply.attending && [session.status, status].includes('cancelled')) refuse('session-cancelled')
    if (seats === undefined) return replyWithoutLimit(table, scope, session, reply)
    return replyWithSeats(table, scope, session, reply, { seats, wait })
  })
}

/** Writes only the family's own items, so that any number of families may reply at once. */
async function replyWithoutLimit(
  table: Context['table'],
  scope: SchoolScope,
  session: Session,
  reply: Reply,
): Promise<Answered> {
  const before = await getReply(table, scope, session.id, reply.family)
  const kept = keptReply(keepNaming(reply, before), session)
  const saved = { ...kept, revision: (before?.revision ?? 0) + 1 }
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
  given: Reply,
  limit: { seats: number; wait: boolean },
): Promise<Answered> {
  const replies = await getReplies(table, scope, session.id)
  const before = replies.find(({ family }) => family === given.family)
  const reply = keptReply(keepNaming(given, before), session)
  // The family's own reply comes first, so that it is saved however many move up.
  const changed = seatReply(replies, reply, limit)
  const change = { replies, changed, at: reply.repliedAt }
  const { writes, saved } = await seatingWrites(table, scope, session, change)
  await table.commit(...writes, ...rememberReply(scope, reply, detailsExpireAt(session)))
  const after = new Map([...replies, ...saved].map((one) => [one.family, one]))
  return withPosition(after.get(reply.family) ?? reply, [...after.values()])
}

/** A session with a family's reply, where it gave one. */
export async function readStanding({ table, actor }: Context, sessionId: string, family: string) {
  mustActFor(actor, family)
  const scope = scopeOf(actor, schoolOf(sessionId))
  const read = [sessionIn(table, scope, sessionId), getReply(table, scope, sessionId, family)] as const
  const [session, reply] = await Promise.all(read)
  return { scope, session, reply }
}

/** A family's reply, where it gave one, and the initial values of its form: of its last reply, or what the roster knows. */
export async function readReply(
  context: Context,
  sessionId: string,
  familyId: string,
): Promise<{ session: Session; reply?: Answered; suggested: SuggestedReply; isFromLastTime: boolean }> {
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
  const vote = ballot && {
    answer: option && answerTo(ballot, option),
    couldComeIf: ballot.couldComeIf.map(kindOfWish),
  }
  const isFromLastTime = remembered !== undefined && isRemembered(remembered, now().toSeconds())
  const suggested = suggestedReply(family, { remembered: isFromLastTime ? remembered : undefined, vote })
  const start = { session, suggested, isFromLastTime }
  return reply ? { ...start, reply: withPosition(reply, others) } : start
}

/** The replies for a session, and the number of taken seats, for organizers. */
export async function listReplies(
  { table, actor }: Context,
  sessionId: string,
): Promise<{ session: Session; replies: Answered[]; seatsTaken: number }> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(sessionId))
  const [session, replies] = await Promise.all([
    sessionIn(table, scope, sessionId),
    getReplies(table, scope, sessionId),
  ])
  return {
    session,
    replies: replies.map((reply) => withPosition(reply, replies)),
    seatsTaken: seatsTaken(replies),
  }
}

/** Cancels a family's reply. No reason is asked; its seats go to the waiting list. */
export function cancelReply(context: Context, sessionId: string, familyId: string): Promise<Answered> {
  return putReply(context, sessionId, familyId, { attending: false })
}
