import { mustOrganize, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { hashOf, newId, newSecret } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { instantOf } from '../time/instant.ts'
import { addApiKeyWrites, apiKeysOf, removeApiKeyWrites } from './api-key.store.ts'
import type { ApiKey, NewApiKey } from './api-key.ts'

/** Creates an API key for the school. The secret is returned once; only its hash is stored. */
export async function makeApiKey(
  { table, actor, now }: Context,
  school: string,
  { name }: NewApiKey,
): Promise<ApiKey & { secret: string }> {
  mustOrganize(actor)
  const secret = `convite_${newSecret()}`
  const key = { id: newId(), name, ending: secret.slice(-4), madeAt: instantOf(now()), hash: hashOf(secret) }
  await table.commit(...addApiKeyWrites(scopeOf(actor, school), key))
  return { ...key, secret }
}

/** The school's API keys, without their secrets. */
export async function listApiKeys({ table, actor }: Context, school: string): Promise<ApiKey[]> {
  mustOrganize(actor)
  return apiKeysOf(table, scopeOf(actor, school))
}

/** Revokes a key immediately. */
export async function revokeApiKey(context: Context, school: string, id: string): Promise<void> {
  const key = (await listApiKeys(context, school)).find((one) => one.id === id) ?? refuse('not-found')
  await context.table.commit(...removeApiKeyWrites(scopeOf(context.actor, school), key))
}
