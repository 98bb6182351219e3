import { DateTime } from 'luxon'
import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { putNotice } from '../message/notice.store.ts'
import { cancellationNotice, type News, sessionNotice } from '../message/notice-plan.ts'
import { type Release, releasedAt } from '../message/release.ts'
import { timelineOf } from '../school/school.store.ts'
import type { Write } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { resolveWallTime } from '../time/wall-time.ts'
import { getWorkshop, saveWorkshop } from '../workshop/workshop.store.ts'
import type { Workshop } from '../workshop/workshop.ts'
import { putRetention } from './retention.store.ts'
import { retentionEnd } from './retention.ts'
import { getSession, saveSession } from './session.store.ts'
import { movedFrom, referenceOf, type Session, type SessionMove } from './session.ts'

export type { Answered } from './seats.ts'

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
export async function moveSession(
  context: Context,
  sessionId: string,
  move: SessionMove,
  release: Release = 'at-once',
): Promise<Session> {
  const change = (session: Session) => moved(session, move, context.now(), release)
  return changeSession(context, sessionId, change, { news: 'moved', release })
}

/** The session as `moveSession` would save it; writes nothing and refuses the same. */
export async function previewMove(context: Context, sessionId: string, move: SessionMove): Promise<Session> {
  mustOrganize(context.actor)
  return moved(await readSession(context, sessionId), move, context.now(), 'after-undo')
}

function moved(session: Session, move: SessionMove, now: DateTime, release: Release): Session {
  if (session.status === 'cancelled') refuse('session-cancelled')
  const start = 'start' in move ? move.start : resolveWallTime(move.startLocal, session.timeZone)
  const begins = DateTime.fromISO(start, { zone: 'utc' })
  if (instantOf(begins) === session.start) return session
  if (begins <= now) {
    refuse('time-in-past', { errors: [{ pointer: '/startLocal', detail: 'time-in-past' }] })
  }
  const length = Date.parse(session.end) - Date.parse(session.start)
  const times = { start: instantOf(begins), end: instantOf(begins.plus(length)) }
  const at = instantOf(now)
  const leaves = releasedAt(at, session.timeZone, release)
  const { moveReason: _, ...rest } = session
  return {
    ...rest,
    ...times,
    movedAt: at,
    ...(move.reason && { moveReason: move.reason }),
    movedFrom: movedFrom(session, { now: at, leaves }),
  }
}

/** What families are told of a change and when, and further writes of each attempt. */
type Telling = { news: News; release: Release; also?: (before: Session) => Promise<Write[]> }

/**
 * Loads a session, changes it and commits it with its notice and the writes that follow; retries where somebody else
 * changed it. A change that returns the same session writes nothing.
 */
export async function changeSession(
  { table, actor, now }: Context,
  sessionId: string,
  change: (session: Session) => Session,
  { news, release, also = async () => [] }: Telling,
): Promise<Session> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(sessionId))
  return untilCommitted(async () => {
    const session = await sessionIn(table, scope, sessionId)
    const workshop = await workshopOf(table, scope, session)
    const told = instantOf(now())
    const edited = change(session)
    if (edited === session) return session
    const changed: Session = {
      ...edited,
      sequence: session.sequence + 1,
      revision: session.revision + 1,
      changedAt: told,
    }
    const sessions = workshop.sessions?.map((one) => (one.id === sessionId ? referenceOf(changed) : one))
    const leaves = releasedAt(told, session.timeZone, release)
    const notice =
      changed.status === 'cancelled'
        ? cancellationNotice(changed, leaves)
        : sessionNotice(changed, { news, now: told, leaves, days: await timelineOf(table, scope) })
    await table.commit(
      ...(await also(session)),
      putNotice(scope, notice),
      saveSession(scope, changed),
      putRetention(scope, { session: sessionId, due: retentionEnd(changed) }),
      saveWorkshop(scope, { ...workshop, ...(sessions && { sessions }), revision: workshop.revision + 1 }),
    )
    return changed
  })
}
