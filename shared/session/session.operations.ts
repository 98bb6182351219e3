import { DateTime } from 'luxon'
import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { newId, newIdWithin, schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { putNotice } from '../message/notice.store.ts'
import { cancellationNotice, sessionNotice } from '../message/notice-plan.ts'
import { timelineOf } from '../school/school.store.ts'
import { instantOf } from '../time/instant.ts'
import { resolveWallTime } from '../time/wall-time.ts'
import { readPoll } from '../workshop/poll.operations.ts'
import { getWorkshop, saveWorkshop } from '../workshop/workshop.store.ts'
import type { Workshop } from '../workshop/workshop.ts'
import { saveItem } from './item.store.ts'
import { plannedItem } from './item.ts'
import { putRetention } from './retention.store.ts'
import { retentionEnd } from './retention.ts'
import { getSession, saveSession } from './session.store.ts'
import {
  type Decision,
  isRecommended,
  isSameChoice,
  referenceOf,
  type Scheduled,
  type Session,
  type SessionMove,
  scheduledAs,
  sessionsOf,
} from './session.ts'

export type { Answered } from './seats.ts'

/**
 * Decides a workshop's time, or two, and creates the sessions in one transaction, which ends the vote. Idempotent;
 * refuses another choice later with `already-scheduled`. With `requireReason`, a choice other than the recommended one
 * needs a reason; a given reason is always stored.
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
        putRetention(scope, { session: session.id, due: retentionEnd(session) }),
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

/** A session of the scope's school; refuses `not-found`. */
export async function sessionIn(table: Context['table'], scope: SchoolScope, id: string): Promise<Session> {
  return (await getSession(table, scope, id)) ?? refuse('not-found')
}

/** The workshop of a session; refuses `not-found`. */
export async function workshopOf(
  table: Context['table'],
  scope: SchoolScope,
  session: Session,
): Promise<Workshop> {
  return (await getWorkshop(table, scope, session.workshop)) ?? refuse('not-found')
}

/** Moves a session to another start. Its length and its replies stay; its own start changes nothing. */
export async function moveSession(context: Context, sessionId: string, move: SessionMove): Promise<Session> {
  return changeSession(context, sessionId, (session, at) => {
    const start = 'start' in move ? move.start : resolveWallTime(move.startLocal, session.timeZone)
    const begins = DateTime.fromISO(start, { zone: 'utc' })
    if (instantOf(begins) === session.start) return session
    if (instantOf(begins) <= at) {
      refuse('time-in-past', { errors: [{ pointer: '/startLocal', detail: 'time-in-past' }] })
    }
    const length = Date.parse(session.end) - Date.parse(session.start)
    const times = { start: instantOf(begins), end: instantOf(begins.plus(length)) }
    return { ...session, ...times, movedAt: at }
  })
}

/**
 * Loads a session, changes it at an instant and commits it with the writes that follow; retries where somebody else
 * changed it. A change that returns the same session writes nothing.
 */
export async function changeSession(
  { table, actor, now }: Context,
  sessionId: string,
  change: (session: Session, at: string) => Session,
): Promise<Session> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(sessionId))
  return untilCommitted(async () => {
    const session = await sessionIn(table, scope, sessionId)
    if (session.status === 'cancelled') refuse('session-cancelled')
    const workshop = await workshopOf(table, scope, session)
    const told = instantOf(now())
    const edited = change(session, told)
    if (edited === session) return session
    const changed: Session = {
      ...edited,
      sequence: session.sequence + 1,
      revision: session.revision + 1,
      changedAt: told,
    }
    const sessions = workshop.sessions?.map((one) => (one.id === sessionId ? referenceOf(changed) : one))
    const notice =
      changed.status === 'cancelled'
        ? cancellationNotice(changed, told)
        : sessionNotice(changed, { news: 'moved', now: told, days: await timelineOf(table, scope) })
    await table.commit(
      putNotice(scope, notice),
      saveSession(scope, changed),
      putRetention(scope, { session: sessionId, due: retentionEnd(changed) }),
      saveWorkshop(scope, { ...workshop, ...(sessions && { sessions }), revision: workshop.revision + 1 }),
    )
    return changed
  })
}
