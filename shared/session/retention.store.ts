import type { SchoolScope } from '../access/actor.ts'
import { hashOf } from '../access/identifier.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { KeptCounts } from './retention.ts'

const SHARDS = 4
const partition = (scope: SchoolScope) => `SCHOOL#${scope}#RETENTION`
const retentionKey = (scope: SchoolScope, session: string): Key => ({
  pk: partition(scope),
  sk: `SESSION#${session}`,
})

/** What is to be forgotten of a session, or what was kept of it. */
export type Retention = { session: string; counts?: KeptCounts }

/** Whether a key is that of details to forget. */
export function isRetentionKey({ pk, sk }: Key): boolean {
  return pk.endsWith('#RETENTION') && sk.startsWith('SESSION#')
}

/** The school of such a key. */
export function schoolOfRetention({ pk }: Key): string {
  return pk.split('#')[1] ?? ''
}

/** A session's details go at an instant; without one they are gone, and the counts stay. */
export function putRetention(scope: SchoolScope, { due, ...retention }: Retention & { due?: string }): Write {
  const work = due && { duePk: shardOf(retention.session), dueSk: due }
  return { put: { ...retentionKey(scope, retention.session), ...retention, ...work } }
}

/** What is to be forgotten at a key, or undefined. */
export async function getRetention(table: Table, key: Key): Promise<Retention | undefined> {
  return table.get<Retention>(key)
}

/** What was kept of a session's replies, once their details are gone. */
export async function getCounts(
  table: Table,
  scope: SchoolScope,
  session: string,
): Promise<KeptCounts | undefined> {
  return (await table.get<Retention>(retentionKey(scope, session)))?.counts
}

/** Where details lie that are to go by an instant. */
export async function dueRetentions(table: Table, until: string, limit: number): Promise<Key[]> {
  const shards = Array.from({ length: SHARDS }, (_, shard) =>
    table.due(`DUE-RETENTION#${shard}`, until, limit),
  )
  return (await Promise.all(shards)).flat().filter(isRetentionKey)
}

function shardOf(id: string): string {
  return `DUE-RETENTION#${Number.parseInt(Buffer.from(hashOf(id)).toString('hex').slice(0, 4), 16) % SHARDS}`
}
