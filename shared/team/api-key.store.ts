import type { DateTime } from 'luxon'
import type { SchoolScope } from '../access/actor.ts'
import { addSecret, revokeSecret } from '../access/secret.store.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { ApiKey } from './api-key.ts'
import { schoolPartition } from './member.store.ts'

const apiKeyKey = (scope: SchoolScope, id: string): Key => ({
  pk: schoolPartition(scope),
  sk: `API-KEY#${id}`,
})

/** A new API key of a school: its item in the list and the grant of its secret. */
export function addApiKeyWrites(scope: SchoolScope, key: ApiKey): Write[] {
  return [
    { put: { ...apiKeyKey(scope, key.id), ...key }, when: 'absent' },
    addSecret(key.hash, { kind: 'api-key', school: scope, id: key.id }),
  ]
}

/** Removes a key from the list and revokes its secret. */
export function removeApiKeyWrites(scope: SchoolScope, key: ApiKey, now: DateTime): Write[] {
  return [{ remove: apiKeyKey(scope, key.id), when: 'present' }, revokeSecret(key.hash, now)]
}

/** The school's API keys. */
export async function apiKeysOf(table: Table, scope: SchoolScope): Promise<ApiKey[]> {
  return table.queryAll<ApiKey>(schoolPartition(scope), 'API-KEY#')
}
