import type { Context, Env, MiddlewareHandler } from 'hono'
import type { LogSecurityEvent, Services } from '../shared/access/context.ts'

/** What is logged of a request: the part of the site, the sign-in that it is, and whether its sender is signed in. */
export type RequestKind = { part: string; signIn?: string; isKnown: boolean }

const REJECTED = new Set([400, 401, 403, 405, 410, 413, 415, 429])

/**
 * The security event of a request: each sign-in and sign-out with its status, and each rejected request with the part
 * of the site. It holds no address, no name and no token. Undefined where there is nothing to log.
 */
export function securityEvent(
  { part, signIn, isKnown }: RequestKind,
  { method, status }: { method: string; status: number },
): Parameters<LogSecurityEvent>[0] | undefined {
  if (signIn) return { level: status < 400 ? 'info' : 'warn', event: signIn, status }
  // A stranger's 404 is a mistyped address; one of somebody signed in may be a search for what is another's.
  const isRejected = REJECTED.has(status) || (status === 404 && isKnown)
  return isRejected ? { level: 'warn', event: 'turned-away', part, method, status } : undefined
}

/** Logs the security event of each request, where the deployment has a log for them. */
export function logSecurityEvents<E extends Env>(
  { logSecurityEvent }: Pick<Services, 'logSecurityEvent'>,
  kindOf: (c: Context<E>) => RequestKind,
): MiddlewareHandler<E> {
  return async (c, next) => {
    await next()
    const { method } = c.req
    const event = logSecurityEvent && securityEvent(kindOf(c), { method, status: c.res.status })
    if (event) logSecurityEvent?.(event)
  }
}
