import type { DateTime } from 'luxon'
import type { Key, Table, Write } from '../table/table.ts'
import { hashOf } from './identifier.ts'
import type { Secret } from './secret.ts'

const secretKey = (hash: string): Key => ({ pk: `SECRET#${hash}`, sk: 'SECRET' })

/** Stores what a new secret grants, as `keepSecret`. */
export function addSecret(hash: string, secret: Secret): Write {
  return { ...keepSecret(hash, secret), when: 'absent' }
}

/** Stores what a secret grants under the secret's hash, until `expires` (seconds since 1970) where given. */
export function keepSecret(hash: string, secret: Secret, expires?: number): Write {
  return { put: { ...secretKey(hash), ...secret, ...(expires && { expiresAt: expires }) } }
}

/** Revokes a secret. */
export function dropSecret(hash: string): Write {
  return { remove: secretKey(hash) }
}

const REVOKED_DAYS = 30

/**
 * Revokes a secret that is derived from its request (`secretFor`): for a month the request does not bring it back, when its
 * form is sent once more.
 */
export function revokeSecret(hash: string, now: DateTime): Write {
  return keepSecret(hash, { kind: 'revoked' }, Math.ceil(now.plus({ days: REVOKED_DAYS }).toSeconds()))
}

/** Revokes a secret that is still valid: of two concurrent uses only one succeeds. */
export function useSecret(hash: string): Write {
  return { remove: secretKey(hash), when: 'present' }
}

/** What a secret grants, looked up by its hash. */
export async function findSecret(table: Table, secret: string): Promise<Secret | undefined> {
  return table.get<Secret>(secretKey(hashOf(secret)))
}
