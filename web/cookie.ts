import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'

/** Whether the visitor came over https, here or at the proxy in front. */
export function isSecure(c: Context): boolean {
  return (c.req.header('x-forwarded-proto') ?? c.req.url).startsWith('https')
}

/**
 * Where a cookie of ours lies: on all pages of this host. Over https no other host, and nothing before it, can set it:
 * the browser keeps `__Host-` to that.
 */
export const placeOf = (c: Context) =>
  isSecure(c) ? ({ path: '/', secure: true, prefix: 'host' } as const) : { path: '/' }

/** How a cookie of ours is kept for so many seconds: from scripts, and from what other sites send. */
export const keptFor = (c: Context, seconds: number) =>
  ({ ...placeOf(c), httpOnly: true, sameSite: 'Lax', maxAge: seconds }) as const

/** The value of a cookie of ours, or undefined. */
export function readCookie(c: Context, name: string): string | undefined {
  return isSecure(c) ? getCookie(c, name, 'host') : getCookie(c, name)
}
