import { timingSafeEqual } from 'node:crypto'
import type { DateTime } from 'luxon'
import { hashOf } from './identifier.ts'

/**
 * What a secret opens; `until` (RFC 3339 UTC) is when it stops, `expiresAt` (seconds) when the table lets it go. An
 * invitation's names the school that invites.
 */
export type Secret = { expiresAt?: number } & Opened

type Opened =
  | {
      kind: 'family-link'
      school: string
      family: string
      /** Of a link in a message: when it was made, and by which way it went, so that it can be stopped from there. */
      at?: string
      way?: { channel: 'email' | 'sms'; to: string }
    }
  | { kind: 'helper'; school: string; session: string; helper: string }
  | { kind: 'api-key'; school: string; id: string }
  | { kind: 'sign-in'; email: string; until: string; school?: string }

/** Whether a secret is over, also while the table has not removed it yet. */
export function isOver({ expiresAt }: Secret, now: DateTime): boolean {
  return expiresAt !== undefined && expiresAt <= now.toSeconds()
}

/** Whether two texts are the same, in a time that depends on neither. */
export function sameText(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(one)), Buffer.from(hashOf(other)))
}
