import { mustOrganize, scopeOf } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { noticesOf, putNotice, removeUnchangedNotice } from '../message/notice.store.ts'
import type { Notice } from '../message/notice.ts'
import { cancellationNotice, sessionNotice } from '../message/notice-plan.ts'
import { type Release, releasedAt } from '../message/release.ts'
import { mustBeUntold } from '../message/told.store.ts'
import { timelineOf } from '../school/school.store.ts'
import { instantOf } from '../time/instant.ts'
import { endWorkshop, readWorkshop } from '../workshop/workshop.operations.ts'
import { getWorkshop, saveWorkshop } from '../workshop/workshop.store.ts'
import { statusBeforeEnd, type Workshop } from '../workshop/workshop.ts'
import { changeSession, readSession } from './session.operations.ts'
import { getSession, saveSession } from './session.store.ts'
import type { Session } from './session.ts'

/** Cancels a workshop and notifies the families that come; their replies stay. Idempotent. */
export async function cancelWorkshop(
  context: Context,
  id: string,
  release: Release = 'at-once',
): Promise<Workshop> {
  const { sessions = [] } = await readWorkshop(context, id)
  const scope = scopeOf(context.actor, schoolOf(id))
  // One instant decides which sessions are still to come, here and for the workshop.
  const moment = context.now()
  const now = instantOf(moment)
  const coming = sessions.filter(({ cancelled, start }) => !cancelled && start > now)
  const known = await Promise.all(coming.map((one) => getSession(context.table, scope, one.id)))
  return endWorkshop({ ...context, now: () => moment }, id, 'cancelled', () =>
    known.flatMap((session) => {
      if (!session) return []
      // Calendars take a cancellation in whose sequence is higher than the one that they know.
      const ended = inNextSequence(session, now)
      const leaves = releasedAt(now, session.timeZone, release)
      return [saveSession(scope, ended), putNotice(scope, cancellationNotice(ended, leaves))]
    }),
  )
}

/**
 * Undoes the cancellation of a workshop of which nobody was told: it is again what it was before. Idempotent; refuses
 * `already-told`.
 */
export async function undoCancelWorkshop({ table, actor, now }: Context, id: string): Promise<Workshop> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(id))
  return untilCommitted(async () => {
    const workshop = (await getWorkshop(table, scope, id)) ?? refuse('not-found')
    if (workshop.status !== 'cancelled') return workshop
    const live = (workshop.sessions ?? []).filter(({ cancelled }) => !cancelled)
    const sessions = await Promise.all(live.map((one) => getSession(table, scope, one.id)))
    const [known, days] = await Promise.all([noticesOf(table, scope, id), timelineOf(table, scope)])
    const ended = sessions.flatMap((session) => {
      const notice = session && known.find((one) => isCancellationOf(one, session))
      return notice ? [{ session, notice }] : []
    })
    await mustBeUntold(
      table,
      scope,
      ended.map(({ notice }) => notice),
    )
    const { cancelledAt: _at, ...rest } = workshop
    const restored: Workshop = {
      ...rest,
      status: statusBeforeEnd(workshop),
      revision: workshop.revision + 1,
    }
    const at = instantOf(now())
    await table.commit(
      saveWorkshop(scope, restored),
      ...ended.flatMap(({ session, notice }) => {
        const again = inNextSequence(session, at)
        return [
          removeUnchangedNotice(scope, notice),
          saveSession(scope, again),
          putNotice(scope, sessionNotice(again, { news: undefined, now: at, days })),
        ]
      }),
    )
    return restored
  })
}

const inNextSequence = (session: Session, now: string): Session => ({
  ...session,
  sequence: session.sequence + 1,
  revision: session.revision + 1,
  changedAt: now,
})

const isCancellationOf = ({ steps, session: id, stand }: Notice, { id: own, sequence }: Session) =>
  steps[0]?.kind === 'cancelled' && id === own && stand === String(sequence)

/** Cancels a session. Its replies stay, and no new ones can say yes. Refuses `session-cancelled`. */
export function cancelSession(
  context: Context,
  sessionId: string,
  release: Release = 'at-once',
): Promise<Session> {
  const cancel = (session: Session): Session =>
    session.status === 'cancelled' ? refuse('session-cancelled') : { ...session, status: 'cancelled' }
  return changeSession(context, sessionId, cancel, { news: undefined, release })
}

/**
 * Undoes the cancellation of a session of which nobody was told; its calendar entries get another sequence. Idempotent;
 * refuses `already-told`, and `already-decided` where the whole workshop is over.
 */
export async function undoCancelSession(context: Context, sessionId: string): Promise<Session> {
  const { table, actor } = context
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(sessionId))
  const session = await readSession(context, sessionId)
  if (session.status === 'scheduled') return session
  const { status } = await readWorkshop(context, session.workshop)
  if (status !== 'scheduled') refuse('already-decided')
  const restore = (before: Session): Session =>
    before.status === 'scheduled' ? before : { ...before, status: 'scheduled' }
  const also = async (before: Session) => {
    const known = await noticesOf(table, scope, session.workshop)
    const last = known.filter((notice) => isCancellationOf(notice, before))
    await mustBeUntold(table, scope, last)
    return last.map((notice) => removeUnchangedNotice(scope, notice))
  }
  return changeSession(context, sessionId, restore, { news: undefined, release: 'at-once', also })
}
