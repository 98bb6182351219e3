import { DateTime } from 'luxon'
import { mustActFor, mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { newId, newIdWithin, schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { getFamily } from '../family/store.ts'
import { plannedItem } from '../logistics/item.ts'
import { saveItem } from '../logistics/store.ts'
import { cancellationNotice, sessionNotice } from '../notice/notice.ts'
import { putNotice } from '../notice/store.ts'
import { answerTo } from '../poll/ballot.ts'
import { readBallot, readPoll } from '../poll/operations.ts'
import { detailsExpireAt, detailsGoAt, keptReply } from '../retention/retention.ts'
import { putRetention } from '../retention/store.ts'
import { timelineOf } from '../school/store.ts'
import { instantOf } from '../time/instant.ts'
import { resolveWallTime } from '../time/wall-time.ts'
import { getWorkshop, saveWorkshop } from '../workshop/store.ts'
import type { Workshop } from '../workshop/workshop.ts'
import { type Reply, type ReplyInput, replyOf } from './reply.ts'
import { type Answered, seatReply, seatsTaken, withPosition } from './seats.ts'
import {
  type Decision,
  isRecommended,
  isSameChoice,
  type Move,
  referenceOf,
  type Scheduled,
  type Session,
  scheduledAs,
  sessionsOf,
} from './session.ts'
import {
  getRemembered,
  getReplies,
  getReply,
  getSession,
  rememberReply,
  saveReply,
  saveSession,
  untilCommitted,
} from './store.ts'
import { type SuggestedReply, suggestedReply } from './suggestion.ts'

export type { Answered } from './seats.ts'

// A transaction holds 100 writes; the session and what is remembered are among them.
const MOST_AT_ONCE = 90

/**
 * Decides a workshop's time, or two, and makes the sessions, all at once; this ends the vote.
 * The same again gives the same; another choice then is `already-scheduled`. With `requireReason`
 * a choice that was not the recommended one needs a reason; a reason that is given is always kept.
 */
export async function schedule(
  context: Context,
  workshopId: string,
  decision: Decision,
  { requireReason = false } = {},
): Promise<Scheduled> {
  mustOrganize(context.actor)
  const scope = scopeOf(context.actor, schoolOf(workshopId))
  if (requireReason && !decision.reason && !isRecommended(decision, await readPoll(context, workshopId))) {
    refuse('reason-needed', { errors: [{ pointer: '/reason', detail: 'reason-needed' }] })
  }
  return untilCommitted(async () => {
    const workshop = (await getWorkshop(context.table, scope, workshopId)) ?? refuse('not-found')
    const made = workshop.sessions ?? []
    if (made.length > 0) {
      const options = [...new Set(made.map((session) => session.option))]
      const isAsLong = made.length === options.length * (decision.weeks ?? 1)
      return isAsLong && isSameChoice(options, decision.options)
        ? scheduledAs(made)
        : refuse('already-scheduled', { sessions: scheduledAs(made).sessions })
    }
    const now = instantOf(context.now())
    const sessions = sessionsOf(workshop, decision, { now, newId: () => newIdWithin(schoolOf(workshop.id)) })
    const days = await timelineOf(context.table, scope)
    const references = sessions.map(referenceOf)
    const decided: Workshop = {
      ...workshop,
      status: 'scheduled',
      sessions: references,
      decision: { ...decision, at: now },
      revision: workshop.revision + 1,
    }
    await context.table.commit(
      saveWorkshop(scope, decided),
      ...sessions.flatMap((session, place) => [
        saveSession(scope, session),
        putRetention(scope, { session: session.id, due: detailsGoAt(session) }),
        putNotice(scope, sessionNotice(session, { news: place === 0 ? 'timeChosen' : undefined, now, days })),
        ...(workshop.planned ?? []).map((item) =>
          saveItem(scope, session.id, plannedItem(item, { ...session, id: newId() })),
        ),
      ]),
    )
    return scheduledAs(references)
  })
}

/** A session of the actor's school. */
export async function readSession({ table, actor }: Context, sessionId: string): Promise<Session> {
  return sessionIn(table, scopeOf(actor, schoolOf(sessionId)), sessionId)
}

async function sessionIn(table: Context['table'], scope: SchoolScope, id: string): Promise<Session> {
  return (await getSession(table, scope, id)) ?? refuse('not-found')
}

async function workshopOf(table: Context['table'], scope: SchoolScope, session: Session): Promise<Workshop> {
  return (await getWorkshop(table, scope, session.workshop)) ?? refuse('not-found')
}

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

/** Moves a session to another start; it lasts as long as before, and replies stay. */
export async function moveSession(context: Context, sessionId: string, move: Move): Promise<Session> {
  return changeSession(context, sessionId, (session) => {
    const start = 'start' in move ? move.start : resolveWallTime(move.startLocal, session.timeZone)
    const begins = DateTime.fromISO(start, { zone: 'utc' })
    if (begins <= context.now()) {
      refuse('time-in-past', { errors: [{ pointer: '/startLocal', detail: 'time-in-past' }] })
    }
    const length = Date.parse(session.end) - Date.parse(session.start)
    const times = { start: instantOf(begins), end: instantOf(begins.plus(length)) }
    return { ...session, ...times, movedAt: instantOf(context.now()) }
  })
}

/** Cancels a session. Its replies are kept; nobody can say yes any more. */
export function cancelSession(context: Context, sessionId: string): Promise<Session> {
  return changeSession(context, sessionId, (session) => ({ ...session, status: 'cancelled' }))
}

async function changeSession(
  { table, actor, now }: Context,
  sessionId: string,
  change: (session: Session) => Session,
): Promise<Session> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(sessionId))
  return untilCommitted(async () => {
    const session = await sessionIn(table, scope, sessionId)
    if (session.status === 'cancelled') refuse('session-cancelled')
    const workshop = await workshopOf(table, scope, session)
    const changed: Session = {
      ...change(session),
      sequence: session.sequence + 1,
      revision: session.revision + 1,
    }
    const sessions = workshop.sessions?.map((one) => (one.id === sessionId ? referenceOf(changed) : one))
    const told = instantOf(now())
    const notice =
      changed.status === 'cancelled'
        ? cancellationNotice(changed, told)
        : sessionNotice(changed, { news: 'moved', now: told, days: await timelineOf(table, scope) })
    await table.commit(
      putNotice(scope, notice),
      saveSession(scope, changed),
      putRetention(scope, { session: sessionId, due: detailsGoAt(changed) }),
      saveWorkshop(scope, { ...workshop, ...(sessions && { sessions }), revision: workshop.revision + 1 }),
    )
    return changed
  })
}
