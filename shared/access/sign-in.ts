import { randomInt, timingSafeEqual } from 'node:crypto'
import type { DateTime } from 'luxon'
import { hashOf, newSecret } from './identifier.ts'
import { refuse } from './refusal.ts'

const CODE_MINUTES = 10
const INVITATION_DAYS = 7
const TRIES = 5

/** A code that was sent to an address: its hash, how often it was tried, until when it counts (RFC 3339 UTC). */
export type Challenge = { codeHash: string; linkHash: string; tries: number; until: string; revision: number }

/** A fresh six-digit code and link for an address, with the challenge that is kept of them: ten minutes. */
export function newChallenge(
  address: string,
  now: DateTime,
): { code: string; token: string; challenge: Challenge } {
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
  const token = newSecret()
  const until = now.plus({ minutes: CODE_MINUTES }).toISO() ?? ''
  return {
    code,
    token,
    challenge: { codeHash: codeHash(address, code), linkHash: hashOf(token), tries: 0, until, revision: 1 },
  }
}

/** Until when an invitation's link brings a new member in. */
export function invitationEnd(now: DateTime): DateTime {
  return now.plus({ days: INVITATION_DAYS })
}

/** Refuses a challenge that is missing, over, or was tried five times. */
export function mustBeOpen(challenge: Challenge | undefined, now: DateTime): Challenge {
  if (!challenge || challenge.until <= (now.toISO() ?? '')) refuse('code-expired')
  if (challenge.tries >= TRIES) refuse('too-many-tries')
  return challenge
}

/** Whether the code is the challenge's; takes as long for a wrong one as for the right one. */
export function codeMatches(challenge: Challenge, address: string, code: string): boolean {
  return sameText(challenge.codeHash, codeHash(address, code))
}

/** Whether two texts are the same, in a time that depends on neither. */
export function sameText(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(one)), Buffer.from(hashOf(other)))
}

// The address is part of what is hashed, so that equal codes of two people have unequal hashes.
function codeHash(address: string, code: string): string {
  return hashOf(`${address} ${code.replace(/\D/g, '')}`)
}
