import type { SchoolScope } from '../access/actor.ts'
import { dropSecret, keepSecret } from '../access/secret.store.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { ApiKey } from './api-key.ts'
import { schoolPartition } from './member.store.ts'

const apiKeyKey = (scope: SchoolScope, id: string): Key => ({
  pk: schoolPartition(scope),
  sk: `API-KEY#${id}`,
})

/** A school's API key: its item in the list and the grant of its secret. */
export function addApiKeyWrites(scope: SchoolScope, key: ApiKey): Write[] {
  return [
    { put: { ...apiKeyKey(scope, key.id), ...key } },
    keepSecret(key.hash, { kind: 'api-key', school: scope, id: key.id }),
  ]
}

/** Removes a key from the list and revokes its secret. */
export function removeApiKeyWrites(scope: SchoolScope, key: ApiKey): Write[] {
  return [{ remove: apiKeyKey(scope, key.id), when: 'present' }, dropSecret(key.hash)]
}

/** The school's API keys. */
export async function apiKeysOf(table: Table, scope: SchoolScope): Promise<ApiKey[]> {
  return table.queryAll<ApiKey>(schoolPartition(scope), 'API-KEY#')
}
