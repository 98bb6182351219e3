import { timingSafeEqual } from 'node:crypto'
import type { DateTime } from 'luxon'
import { hashOf } from './identifier.ts'

/**
 * What a secret grants. It is valid until `until` (RFC 3339 UTC), and `expiresAt` (seconds) is its TTL in the table. The
 * sign-in link of an invitation names the school that invites.
 */
export type Secret = { expiresAt?: number } & Grant

type Grant =
  | {
      kind: 'family-link'
      school: string
      family: string
      /** For a link in a message: when it was made, and the contact it was sent to, which can opt out through it. */
      at?: string
      way?: { channel: 'email' | 'sms'; to: string }
      /** For a link in a message that a question was answered: the workshop that it asked about. */
      asked?: string
    }
  | { kind: 'helper'; school: string; session: string; helper: string }
  | { kind: 'api-key'; school: string; id: string }
  | { kind: 'sign-in'; email: string; until: string; school?: string }
  | { kind: 'revoked' }

/** Whether a secret has expired, even if the table has not deleted it yet. */
export function isExpired({ expiresAt }: Secret, now: DateTime): boolean {
  return expiresAt !== undefined && expiresAt <= now.toSeconds()
}

/** Compares two strings in constant time. */
export function sameText(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(one)), Buffer.from(hashOf(other)))
}
