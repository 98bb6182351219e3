import type { Context, MiddlewareHandler } from 'hono'
import type { Child } from 'hono/jsx'
import { listNotices } from '../../shared/delivery/notice.operations.ts'
import { instantOf } from '../../shared/time/instant.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { WebEnv } from '../visit.ts'
import { UndoNotices } from './undo.tsx'

const BENEATH = new RegExp(`^${schoolRoutes.workshop('([^/]+)')}/.`)

/**
 * Shows on each page beneath a workshop what is about to be sent about it, with its undo. It is read while the page reads
 * its own; the workshop's page itself shows more, and a form that is sent acts at once.
 */
export const showLeaving: MiddlewareHandler<WebEnv> = async (c, next) => {
  const { actor } = c.get('reader')
  const [, id] = BENEATH.exec(c.req.path) ?? []
  const isOrganizer = actor.kind === 'member' && actor.role === 'organizer'
  if (id && isOrganizer && c.req.method === 'GET') {
    // Where it cannot be read, the page itself says why.
    c.set(
      'above',
      leavingOf(c, id).catch(() => null),
    )
  }
  await next()
}

async function leavingOf(c: Context<WebEnv>, id: string): Promise<Child> {
  const context = c.get('context')
  const [workshop, notices] = await Promise.all([readWorkshop(context, id), listNotices(context, id)])
  const view = { workshop, notices, now: instantOf(context.now()), done: undefined }
  return <UndoNotices reader={c.get('reader')} {...view} />
}
