import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { ArrivalEnv } from './arrival.ts'

/** Whether the site is at an https address, here or at the proxy in front. */
export function isSecure(c: Context<ArrivalEnv>): boolean {
  return c.get('origin').startsWith('https:')
}

/**
 * The scope of our cookies: all paths of this host. Over https the prefix `__Host-` keeps other hosts, and plain http,
 * from setting them.
 */
export const cookieScope = (c: Context) =>
  isSecure(c) ? ({ path: '/', secure: true, prefix: 'host' } as const) : { path: '/' }

/** The options of a cookie for so many seconds: hidden from scripts, and left out of other sites' requests. */
export const cookieOptions = (c: Context, seconds: number) =>
  ({ ...cookieScope(c), httpOnly: true, sameSite: 'Lax', maxAge: seconds }) as const

/** The value of a cookie of ours, or undefined. */
export function readCookie(c: Context, name: string): string | undefined {
  return isSecure(c) ? getCookie(c, name, 'host') : getCookie(c, name)
}
