import { createHmac } from 'node:crypto'
import type { Context as HonoContext } from 'hono'
import { deleteCookie, setSignedCookie } from 'hono/cookie'
import type { Services } from '../shared/access/context.ts'
import { newId } from '../shared/access/identifier.ts'
import { sameText } from '../shared/access/secret.ts'
import { cookieOptions, cookieScope, readCookie } from './cookie.ts'

/** The family or member that a device is signed in for. */
export type DeviceSession =
  /** `caregiver` is who came in by an own link. */
  | { kind: 'family'; school: string; family: string; caregiver?: string }
  /** Whoever was invited and did not show yet that the address is theirs stays in the school that invited them. */
  | {
      kind: 'member'
      school: string
      member: string
      /** When the sign-in was asked for (RFC 3339 UTC): it opens the memberships of that moment only. */
      since: string
      invited?: true
      /** Whose family it was at the sign-in: read ahead, and believed only while the team's list says the same. */
      family?: string
    }

const COOKIE = 'convite'
const DAY_SECONDS = 24 * 60 * 60
/** A family's device stays signed in for a school year; a member's for a month. */
const LIFETIME_SECONDS = { family: 400 * DAY_SECONDS, member: 30 * DAY_SECONDS, invited: 30 * DAY_SECONDS }

/** Signs the device in; whoever was signed in before is out. */
export async function keepSession(
  c: HonoContext,
  { cookieKey, now }: Pick<Services, 'cookieKey' | 'now'>,
  session: DeviceSession,
): Promise<void> {
  const who = session.kind === 'family' ? session.family : session.member
  const kind = session.kind === 'member' && session.invited ? 'invited' : session.kind
  // Never the same twice, so that no cookie from before a sign-in is one after it.
  const more = session.kind === 'member' ? session.family : session.caregiver
  const since = session.kind === 'member' ? Date.parse(session.since) : now().toMillis()
  const value = [kind, session.school, who, since, newId(), more ?? ''].join('.')
  await setSignedCookie(c, COOKIE, value, cookieKey, cookieOptions(c, LIFETIME_SECONDS[session.kind]))
}

/** Whom the device is signed in for; undefined when it is not, when the sign-in is over or the cookie forged. */
export function readSession(
  c: HonoContext,
  { cookieKey, now }: Pick<Services, 'cookieKey' | 'now'>,
): DeviceSession | undefined {
  const [kind, school, who, moment, , more] = cookieOf(c, cookieKey)
  if ((kind !== 'family' && kind !== 'member' && kind !== 'invited') || !school || !who) return undefined
  const since = millisecondsOf(moment)
  if (now().toMillis() - since > LIFETIME_SECONDS[kind] * 1000) return undefined
  if (kind === 'family') return { kind, school, family: who, ...(more && { caregiver: more }) }
  const invited = kind === 'invited' && ({ invited: true } as const)
  const member = { school, member: who, since: new Date(since).toISOString() }
  return { kind: 'member', ...member, ...invited, ...(more && { family: more }) }
}

/** Whether the device was signed in before an instant (RFC 3339 UTC), to the second. */
export function isSignedInBefore(
  c: HonoContext,
  { cookieKey }: Pick<Services, 'cookieKey'>,
  instant: string,
): boolean {
  const [, , , since] = cookieOf(c, cookieKey)
  return Math.floor(millisecondsOf(since) / 1000) < Math.floor(Date.parse(instant) / 1000)
}

// Cookies from before December 2026 count whole seconds.
const MOST_SECONDS = 1e11

function millisecondsOf(moment: string | undefined): number {
  const since = Number(moment)
  return since < MOST_SECONDS ? since * 1000 : since
}

// As Hono signed it. Its own check waits for another thread, which costs each page as much as all of its texts.
function cookieOf(c: HonoContext, cookieKey: string): string[] {
  const signed = readCookie(c, COOKIE) ?? ''
  const end = signed.lastIndexOf('.')
  const value = signed.slice(0, Math.max(0, end))
  const expected = createHmac('sha256', cookieKey).update(value).digest('base64')
  return value && sameText(signed.slice(end + 1), expected) ? value.split('.') : []
}

/** Signs the device out. */
export function dropSession(c: HonoContext): void {
  deleteCookie(c, COOKIE, cookieScope(c))
}
