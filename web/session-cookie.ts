import { createHmac } from 'node:crypto'
import type { Context as HonoContext } from 'hono'
import { deleteCookie, getCookie, setSignedCookie } from 'hono/cookie'
import type { Services } from '../shared/access/context.ts'
import { newId } from '../shared/access/identifier.ts'
import { sameText } from '../shared/access/sign-in.ts'

/** Whom a device is signed in for. */
export type Session =
  | { kind: 'family'; school: string; family: string }
  /** Whoever was invited and did not show yet that the address is theirs stays in the school that invited them. */
  | {
      kind: 'member'
      school: string
      member: string
      invited?: true
      /** Whose family it was at the sign-in: read ahead, and believed only while the team's list says the same. */
      family?: string
    }

const COOKIE = 'convite'
// Over https no other host, and nothing before it, can set it: the browser keeps `__Host-` to that.
const prefixOf = (c: HonoContext) => (isSecure(c) ? 'host' : undefined)
const DAY_SECONDS = 24 * 60 * 60
/** A family's device stays signed in for a school year; a member's for a month. */
const LIFETIME_SECONDS = { family: 400 * DAY_SECONDS, member: 30 * DAY_SECONDS, invited: 30 * DAY_SECONDS }

/** Whether the visitor came over https, here or at the proxy in front. */
export function isSecure(c: HonoContext): boolean {
  const forwarded = c.req.header('x-forwarded-proto')
  return (forwarded ?? new URL(c.req.url).protocol).startsWith('https')
}

/** Signs the device in; whoever was signed in before is out. */
export async function keepSession(
  c: HonoContext,
  { cookieKey, now }: Pick<Services, 'cookieKey' | 'now'>,
  session: Session,
): Promise<void> {
  const who = session.kind === 'family' ? session.family : session.member
  const kind = session.kind === 'member' && session.invited ? 'invited' : session.kind
  // Never the same twice, so that no cookie from before a sign-in is one after it.
  const ahead = session.kind === 'member' ? (session.family ?? '') : ''
  const value = [kind, session.school, who, now().toUnixInteger(), newId(), ahead].join('.')
  const prefix = prefixOf(c)
  await setSignedCookie(c, COOKIE, value, cookieKey, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(c),
    maxAge: LIFETIME_SECONDS[session.kind],
    ...(prefix && { prefix }),
  })
}

/** Whom the device is signed in for; undefined when it is not, when the sign-in is over or the cookie forged. */
export function readSession(
  c: HonoContext,
  { cookieKey, now }: Pick<Services, 'cookieKey' | 'now'>,
): Session | undefined {
  const [kind, school, who, since, , family] = cookieOf(c, cookieKey)
  if ((kind !== 'family' && kind !== 'member' && kind !== 'invited') || !school || !who) return undefined
  if (now().toUnixInteger() - Number(since) > LIFETIME_SECONDS[kind]) return undefined
  if (kind === 'family') return { kind, school, family: who }
  const invited = kind === 'invited' && ({ invited: true } as const)
  return { kind: 'member', school, member: who, ...invited, ...(family && { family }) }
}

/** Whether the device was signed in before an instant (RFC 3339 UTC), to the second. */
export function isSignedInBefore(
  c: HonoContext,
  { cookieKey }: Pick<Services, 'cookieKey'>,
  instant: string,
): boolean {
  const [, , , since] = cookieOf(c, cookieKey)
  return Number(since) < Math.floor(Date.parse(instant) / 1000)
}

// As Hono signed it. Its own check waits for another thread, which costs each page as much as all of its texts.
function cookieOf(c: HonoContext, cookieKey: string): string[] {
  const prefix = prefixOf(c)
  const signed = (prefix ? getCookie(c, COOKIE, prefix) : getCookie(c, COOKIE)) ?? ''
  const end = signed.lastIndexOf('.')
  const value = signed.slice(0, Math.max(0, end))
  const expected = createHmac('sha256', cookieKey).update(value).digest('base64')
  return value && sameText(signed.slice(end + 1), expected) ? value.split('.') : []
}

/** Signs the device out. */
export function dropSession(c: HonoContext): void {
  const prefix = prefixOf(c)
  deleteCookie(c, COOKIE, { path: '/', secure: isSecure(c), ...(prefix && { prefix }) })
}
