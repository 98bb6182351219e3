import { scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import { putNotice } from '../message/notice.store.ts'
import { cancellationNotice } from '../message/notice-plan.ts'
import { instantOf } from '../time/instant.ts'
import { endWorkshop, readWorkshop } from '../workshop/workshop.operations.ts'
import type { Workshop } from '../workshop/workshop.ts'
import { changeSession } from './session.operations.ts'
import { getSession, saveSession } from './session.store.ts'
import type { Session } from './session.ts'

/** Cancels a workshop and notifies the families that come; their replies stay. Idempotent. */
export async function cancelWorkshop(context: Context, id: string): Promise<Workshop> {
  const { sessions = [] } = await readWorkshop(context, id)
  const scope = scopeOf(context.actor, schoolOf(id))
  const now = instantOf(context.now())
  const coming = sessions.filter(({ cancelled, start }) => !cancelled && start > now)
  const known = await Promise.all(coming.map((one) => getSession(context.table, scope, one.id)))
  return endWorkshop(context, id, 'cancelled', () =>
    known.flatMap((session) => {
      if (!session) return []
      const { sequence, revision } = session
      // Calendars take a cancellation in whose sequence is higher than the one that they know.
      const ended = { ...session, sequence: sequence + 1, revision: revision + 1, changedAt: now }
      return [saveSession(scope, ended), putNotice(scope, cancellationNotice(ended, now))]
    }),
  )
}

/** Cancels a session. Its replies stay, and no new ones can say yes. */
export function cancelSession(context: Context, sessionId: string): Promise<Session> {
  return changeSession(context, sessionId, (session) => ({ ...session, status: 'cancelled' }))
}
