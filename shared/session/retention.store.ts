import type { SchoolScope } from '../access/actor.ts'
import { dueAttributes, dueKeys } from '../table/due.ts'
import { keyPattern } from '../table/key-pattern.ts'
import type { Key, Table, Write } from '../table/table.ts'
import { ageRetentionAt, RETENTION_QUEUE } from '../workshop/age-retention.store.ts'
import type { KeptCounts } from './retention.ts'

const KEYS = keyPattern('SCHOOL#{school}#RETENTION', 'SESSION#{session}')
const retentionKey = (school: SchoolScope, session: string) => KEYS.key({ school, session })

/** The details of a session's replies that are to be deleted, or the counts that remain of them. */
export type Retention = { session: string; counts?: KeptCounts }

/** Whether a key is that of a retention: of a session, or of a vote. */
export function isRetentionKey(key: Key): boolean {
  return KEYS.parse(key) !== undefined || ageRetentionAt(key) !== undefined
}

/** The school of a retention's key. */
export function schoolOfRetention(key: Key): string {
  return KEYS.parse(key)?.school ?? ''
}

/** A session's details are deleted at `due`; without it they are deleted already, and the counts remain. */
export function putRetention(scope: SchoolScope, { due, ...retention }: Retention & { due?: string }): Write {
  const { session } = retention
  return {
    put: { ...retentionKey(scope, session), ...retention, ...dueAttributes(RETENTION_QUEUE, session, due) },
  }
}

/** Deletes the retention of a session that is taken back. */
export function removeRetention(scope: SchoolScope, session: string): Write {
  return { remove: retentionKey(scope, session) }
}

/** The retention at a key, or undefined. */
export async function getRetention(table: Table, key: Key): Promise<Retention | undefined> {
  return table.get<Retention>(key)
}

/** The counts of a session's replies, once their details are deleted. */
export async function getCounts(
  table: Table,
  scope: SchoolScope,
  session: string,
): Promise<KeptCounts | undefined> {
  return (await table.get<Retention>(retentionKey(scope, session)))?.counts
}

/** The keys of retentions that are due by an instant, at most `limit` of each shard. */
export async function dueRetentions(table: Table, until: string, limit: number): Promise<Key[]> {
  return (await dueKeys(table, RETENTION_QUEUE, until, limit)).filter(isRetentionKey)
}
