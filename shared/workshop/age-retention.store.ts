import type { SchoolScope } from '../access/actor.ts'
import { type DueQueue, dueAttributes } from '../table/due.ts'
import { keyPattern } from '../table/key-pattern.ts'
import type { AnyKey, Table, Write } from '../table/table.ts'
import { agesEnd } from './age-retention.ts'
import type { Workshop } from './workshop.ts'

/** The queue of what is deleted when its retention ends: of votes without a time, and of sessions. */
export const RETENTION_QUEUE: DueQueue = { name: 'DUE-RETENTION', shards: 4 }

const KEYS = keyPattern('SCHOOL#{school}#RETENTION', 'POLL#{workshop}')

type AgeRetention = { workshop: string; dueSk: string }

/** The school and workshop of an age retention's key; undefined for another key. */
export function ageRetentionAt(key: AnyKey): { school: string; workshop: string } | undefined {
  return KEYS.parse(key)
}

/** The ages in the ballots of a workshop's poll are deleted when they end; nothing is written without a poll. */
export function putAgeRetention(
  school: SchoolScope,
  { id: workshop, poll }: Pick<Workshop, 'id' | 'poll'>,
  when?: 'absent',
): Write[] {
  if (!poll) return []
  const due = dueAttributes(RETENTION_QUEUE, workshop, agesEnd(poll))
  return [{ put: { ...KEYS.key({ school, workshop }), workshop, ...due }, ...(when && { when }) }]
}

/** The instant at which the ages in a poll's ballots are deleted; undefined once they are. */
export async function getAgeRetention(table: Table, key: AnyKey): Promise<string | undefined> {
  return (await table.get<AgeRetention>(key))?.dueSk
}

/** Deletes the retention of a poll; with `due`, only one that still ends at that instant. */
export function removeAgeRetention(school: SchoolScope, workshop: string, due?: string): Write {
  const key = KEYS.key({ school, workshop })
  return due ? { remove: key, when: { equals: { dueSk: due } } } : { remove: key }
}
