import { mustOrganize, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { noticesOf, removeUnchangedNotice } from '../message/notice.store.ts'
import { mustBeUntold } from '../message/told.store.ts'
import { changeSession, readSession } from './session.operations.ts'
import { movedBack, type Session } from './session.ts'

/**
 * Undoes that a session was moved while nobody was told: it is again where families know it, and nothing is sent. Idempotent;
 * refuses `already-told`, and `session-cancelled` once it is cancelled.
 */
export async function undoMove(context: Context, sessionId: string): Promise<Session> {
  const { table, actor } = context
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(sessionId))
  const { workshop } = await readSession(context, sessionId)
  const back = (session: Session): Session => {
    if (!session.movedFrom) return session
    return session.status === 'cancelled'
      ? refuse('session-cancelled')
      : movedBack(session, session.movedFrom)
  }
  const also = async ({ id, movedFrom }: Session) => {
    const since = movedFrom?.since ?? ''
    const notices = (await noticesOf(table, scope, workshop)).filter(
      ({ session, steps: [first] }) => session === id && first?.kind === 'moved' && first.due >= since,
    )
    await mustBeUntold(table, scope, notices)
    return notices.map((notice) => removeUnchangedNotice(scope, notice))
  }
  return changeSession(context, sessionId, back, { news: undefined, release: 'at-once', also })
}
