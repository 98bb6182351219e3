import { mustOrganize, scopeOf } from '../access/actor.ts'
import { createOnce } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { hashOf, idFor, secretFor } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { instantOf } from '../time/instant.ts'
import { addApiKeyWrites, apiKeysOf, removeApiKeyWrites } from './api-key.store.ts'
import type { ApiKey, NewApiKey } from './api-key.ts'

/** Creates an API key for the school. The secret is returned once; only its hash is stored. */
export async function makeApiKey(
  context: Context,
  school: string,
  { name }: NewApiKey,
): Promise<ApiKey & { secret: string }> {
  const { table, actor, now } = context
  mustOrganize(actor)
  const scope = scopeOf(actor, school)
  const secret = `convite_${secretFor(context)}`
  const [id, ending, hash] = [idFor(context), secret.slice(-4), hashOf(secret)]
  const made = { id, name, ending, madeAt: instantOf(now()), hash }
  const find = async () => (await apiKeysOf(table, scope)).find((one) => one.id === id)
  const key = await createOnce(table, { made, writes: addApiKeyWrites(scope, made), find })
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
  await context.table.commit(...removeApiKeyWrites(scopeOf(context.actor, school), key, context.now()))
}
