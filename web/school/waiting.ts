import type { MiddlewareHandler } from 'hono'
import type { Context } from '../../shared/access/context.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader, WebEnv } from '../visit.ts'
import { type Task, tasksOf, type Work } from './today-tasks.ts'
import { readWork } from './today-work.ts'

/** How much waits in the places of the navigation and on the call list, and whether some of Today's is late. */
export type Waiting = { today: number; late: boolean; proposals: number; messages: number; calls: number }

/** What waits, counted as Today lists it; messages and calls by families. */
export function waitingIn(work: Work<unknown>, tasks: readonly Task[]): Waiting {
  return {
    today: tasks.length + work.ties.length,
    late: tasks.some(({ tone }) => tone === 'late'),
    proposals: work.proposals.length,
    messages: work.unsent?.families ?? 0,
    // The call list has the letters as well.
    calls: work.calls + work.letters,
  }
}

const REMEMBERED_MS = 60_000
const MOST_SCHOOLS = 1_000

type Remembered = { at: number; waiting: Promise<Waiting | undefined> }

/**
 * Counts what waits while the page reads its own. Counts are remembered for a minute, in which others may have changed
 * something; a change that is made here clears the count.
 */
export function countWaiting(): MiddlewareHandler<WebEnv> {
  const known = new Map<string, Remembered>()
  return async (c, next) => {
    const reader = c.get('reader')
    const { actor } = reader
    // Today counts by itself, and a parent leader has no other place.
    if (actor.kind !== 'member' || actor.role === 'parentLeader' || reader.path === schoolRoutes.today())
      return next()
    const key = `${actor.school} ${actor.role}`
    if (c.req.method !== 'GET') {
      const forget = () => {
        for (const one of known.keys()) if (one.startsWith(`${actor.school} `)) known.delete(one)
      }
      return next().finally(forget)
    }
    const context = c.get('context')
    const now = context.now().toMillis()
    const found = known.get(key)
    const isRecent = found && Math.abs(now - found.at) < REMEMBERED_MS
    const waiting = isRecent ? found.waiting : countedIn(context, reader, actor.school)
    if (known.size >= MOST_SCHOOLS) known.clear()
    if (!isRecent) known.set(key, { at: now, waiting })
    c.set('reader', { ...reader, waiting })
    return next()
  }
}

// A navigation without counts is better than no page: whoever opens Today sees the fault.
function countedIn(context: Context, reader: Reader, school: string): Promise<Waiting | undefined> {
  return readWork(context, school, async () => undefined)
    .then((work) => waitingIn(work, tasksOf(reader, work)))
    .catch(() => undefined)
}
