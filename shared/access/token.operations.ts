import type { Table } from '../table/table.ts'
import type { Actor } from './actor.ts'
import { findSecret } from './secret.store.ts'
import { sameText } from './secret.ts'

/** The actor of a bearer token: the deployment itself or a school's API key; undefined for an unknown token. */
export async function actorOfToken(
  table: Table,
  token: string,
  apiToken?: string,
): Promise<Actor | undefined> {
  if (apiToken && sameText(token, apiToken)) return { kind: 'deployment' }
  const secret = await findSecret(table, token)
  return secret?.kind === 'api-key' ? { kind: 'apiKey', school: secret.school, id: secret.id } : undefined
}
