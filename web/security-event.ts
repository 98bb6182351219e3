import type { Context, Env, MiddlewareHandler } from 'hono'
import type { LogSecurityEvent, Services } from '../shared/access/context.ts'

/**
 * Where a request led: into which part of the site and, where it is a way in or out, which; `isKnown`: whether it came
 * from somebody who is signed in.
 */
export type Place = { part: string; way?: string; isKnown: boolean }

const TURNED_AWAY = new Set([400, 401, 403, 405, 410, 413, 415, 429])

/**
 * What is noted of a request: each way in or out with how it ended, and who was turned away from which part of the site.
 * Never who or of whom: no address, no name, no token. Undefined where there is nothing to note.
 */
export function securityEvent(
  { part, way, isKnown }: Place,
  { method, status }: { method: string; status: number },
): Parameters<LogSecurityEvent>[0] | undefined {
  if (way) return { level: status < 400 ? 'info' : 'warn', event: way, status }
  // A stranger who mistypes is no event; whoever is signed in finds nothing where it is not theirs.
  const isTurnedAway = TURNED_AWAY.has(status) || (status === 404 && isKnown)
  return isTurnedAway ? { level: 'warn', event: 'turned-away', part, method, status } : undefined
}

/** Notes what of each request is to be noted, where somebody listens. */
export function noted<E extends Env>(
  { logSecurityEvent }: Pick<Services, 'logSecurityEvent'>,
  placeOf: (c: Context<E>) => Place,
): MiddlewareHandler<E> {
  return async (c, next) => {
    await next()
    const event =
      logSecurityEvent && securityEvent(placeOf(c), { method: c.req.method, status: c.res.status })
    if (event) logSecurityEvent?.(event)
  }
}
