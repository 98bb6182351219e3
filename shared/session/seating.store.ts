import type { SchoolScope } from '../access/actor.ts'
import { type DueQueue, dueAttributes, dueKeys } from '../table/due.ts'
import type { AnyKey, Key } from '../table/key.ts'
import { keyPattern } from '../table/key-pattern.ts'
import type { Table, Write } from '../table/table.ts'

const SEATING_QUEUE: DueQueue = { name: 'DUE-SEATING', shards: 1 }
const KEYS = keyPattern('SCHOOL#{school}#SEATING', 'SESSION#{session}')

/** The school and session of a seating's key; undefined for another key. */
export function seatingAt(key: AnyKey): { school: string; session: string } | undefined {
  return KEYS.parse(key)
}

/** That more of those who wait for a session have a seat than one transaction lets in: work that is due at `at`. */
export function beginSeating(school: SchoolScope, session: string, at: string): Write {
  return { put: { ...KEYS.key({ school, session }), session, ...dueAttributes(SEATING_QUEUE, session, at) } }
}

/** That everybody who has a seat was let in; the item expires at `expires` (seconds since 1970). */
export function endSeating(school: SchoolScope, session: string, expires: number): Write {
  return { put: { ...KEYS.key({ school, session }), session, expiresAt: expires } }
}

/** The keys of seatings that were begun by an instant and not ended, at most `limit`. */
export async function dueSeatings(table: Table, until: string, limit: number): Promise<Key[]> {
  return dueKeys(table, SEATING_QUEUE, until, limit)
}
