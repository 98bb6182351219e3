import type { Key, Table, Write } from '../table/table.ts'
import { hashOf } from './identifier.ts'
import type { Secret } from './secret.ts'

const secretKey = (hash: string): Key => ({ pk: `SECRET#${hash}`, sk: 'SECRET' })

/** Keeps what a secret opens, under the secret's hash; `expires` (seconds since 1970) lets it go. */
export function keepSecret(hash: string, secret: Secret, expires?: number): Write {
  return { put: { ...secretKey(hash), ...secret, ...(expires && { expiresAt: expires }) } }
}

/** Makes a secret stop. */
export function dropSecret(hash: string): Write {
  return { remove: secretKey(hash) }
}

/** Makes a secret stop, if it has not yet: only one of two who use it at once succeeds. */
export function useSecret(hash: string): Write {
  return { remove: secretKey(hash), when: 'present' }
}

/** What the secret opens, found by its hash. */
export async function findSecret(table: Table, secret: string): Promise<Secret | undefined> {
  return table.get<Secret>(secretKey(hashOf(secret)))
}
