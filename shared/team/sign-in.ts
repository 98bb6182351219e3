import { randomInt } from 'node:crypto'
import type { DateTime } from 'luxon'
import { hashOf, newSecret } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { sameText } from '../access/secret.ts'

const CODE_MINUTES = 10
const INVITATION_DAYS = 7
const TRIES = 5
const MOST_WRONG = 20
const MOST_SENT = 5
/** So long it is remembered that codes of an address were wrong. */
const WRONG_KEPT_DAYS = 30

/**
 * A code that was sent to an address: its hash, how often it was tried, until when it counts (RFC 3339 UTC). `wrong` are
 * the tries since somebody last signed in with the address, `sent` the codes since `since`, ten minutes at most.
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

/** Whether an address was sent as many codes as it gets in ten minutes: the last link still works for as long. */
export function isAtSendLimit(before: Challenge | undefined, now: DateTime): boolean {
  return before !== undefined && isRecent(before, now) && before.sent >= MOST_SENT
}

const isRecent = ({ since }: Challenge, now: DateTime) =>
  now.minus({ minutes: CODE_MINUTES }).toMillis() < Date.parse(since)

/** When what is kept of a challenge may go, in seconds since 1970. */
export function challengeEnd({ wrong }: Pick<Challenge, 'wrong'>, now: DateTime): number {
  const kept = wrong > 0 ? { days: WRONG_KEPT_DAYS } : { minutes: CODE_MINUTES }
  return Math.ceil(now.plus(kept).toSeconds())
}

/** A fresh six-digit code and link for an address, with the challenge that is kept of them: ten minutes. */
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

/** Until when an invitation's link brings a new member in. */
export function invitationEnd(now: DateTime): DateTime {
  return now.plus({ days: INVITATION_DAYS })
}

/**
 * Refuses a challenge that is missing, over, or was tried five times; and any of an address at which twenty codes were
 * wrong since somebody signed in with it: the link in the e-mail goes on, and ends that.
 */
export function mustBeOpen(challenge: Challenge | undefined, now: DateTime): Challenge {
  if (!challenge || challenge.until <= (now.toISO() ?? '')) refuse('code-expired')
  if (challenge.tries >= TRIES || challenge.wrong >= MOST_WRONG) refuse('too-many-tries')
  return challenge
}

/** Whether the code is the challenge's; takes as long for a wrong one as for the right one. */
export function codeMatches(challenge: Challenge, address: string, code: string): boolean {
  return sameText(challenge.codeHash, codeHash(address, code))
}

// The address is part of what is hashed, so that equal codes of two people have unequal hashes.
function codeHash(address: string, code: string): string {
  return hashOf(`${address} ${code.replace(/\D/g, '')}`)
}
