import { randomInt } from 'node:crypto'
import type { DateTime } from 'luxon'
import { hashOf, newSecret } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { sameText } from '../access/secret.ts'
import { instantOf, timeAt } from '../time/instant.ts'

const CODE_MINUTES = 10
const INVITATION_DAYS = 7
const TRIES = 5
const MOST_WRONG = 20
const MOST_SENT = 5
/** How long wrong codes of an address are remembered. */
const WRONG_KEPT_DAYS = 30

/**
 * A code sent to an address: its hash, the number of tries, and its expiry `until` (RFC 3339 UTC). `wrong` counts the wrong
 * tries since the last sign-in with the address, `sent` the codes since `since`, in a window of ten minutes.
 */
export type Challenge = {
  codeHash: string
  linkHash: string
  tries: number
  until: string
  revision: number
  wrong: number
  sent: number
  since: string
}

/** Whether an address has reached the limit of codes in ten minutes; the latest link still works until then. */
export function isAtSendLimit(before: Challenge | undefined, now: DateTime): boolean {
  return before !== undefined && isRecent(before, now) && before.sent >= MOST_SENT
}

const isRecent = ({ since }: Challenge, now: DateTime) =>
  now.minus({ minutes: CODE_MINUTES }).toMillis() < Date.parse(since)

/** When a stored challenge expires, in seconds since 1970. */
export function challengeEnd({ wrong }: Pick<Challenge, 'wrong'>, now: DateTime): number {
  const kept = wrong > 0 ? { days: WRONG_KEPT_DAYS } : { minutes: CODE_MINUTES }
  return Math.ceil(now.plus(kept).toSeconds())
}

/** A new six-digit code and link for an address, valid for ten minutes, and the challenge to store. */
export function newChallenge(
  address: string,
  now: DateTime,
  before?: Challenge,
): { code: string; token: string; challenge: Challenge } {
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
  const token = newSecret()
  const until = now.plus({ minutes: CODE_MINUTES }).toISO() ?? ''
  const recent = before && isRecent(before, now) ? before : { sent: 0, since: now.toISO() ?? '' }
  const kept = { wrong: before?.wrong ?? 0, sent: recent.sent + 1, since: recent.since }
  const hashes = { codeHash: codeHash(address, code), linkHash: hashOf(token) }
  return { code, token, challenge: { ...hashes, tries: 0, until, revision: 1, ...kept } }
}

/** When a code and link for signing in were asked for, by their expiry. */
export function requestedAt(until: string): string {
  return instantOf(timeAt(until).minus({ minutes: CODE_MINUTES }))
}

/** When an invitation was sent, by the expiry of its link. */
export function invitationSentAt(until: string): string {
  return instantOf(timeAt(until).minus({ days: INVITATION_DAYS }))
}

/** When an invitation's link expires. */
export function invitationEnd(now: DateTime): DateTime {
  return now.plus({ days: INVITATION_DAYS })
}

/**
 * Refuses a challenge that is missing, expired or was tried five times, and any challenge of an address with twenty wrong
 * codes since its last sign-in. The link in the e-mail still works then, and resets the count.
 */
export function mustBeOpen(challenge: Challenge | undefined, now: DateTime): Challenge {
  if (!challenge || challenge.until <= (now.toISO() ?? '')) refuse('code-expired')
  if (challenge.tries >= TRIES || challenge.wrong >= MOST_WRONG) refuse('too-many-tries')
  return challenge
}

/** Whether a code matches the challenge, compared in constant time. */
export function codeMatches(challenge: Challenge, address: string, code: string): boolean {
  return sameText(challenge.codeHash, codeHash(address, code))
}

// The address is part of the hashed text, so that equal codes of two people have different hashes.
function codeHash(address: string, code: string): string {
  return hashOf(`${address} ${code.replace(/\D/g, '')}`)
}
