import type { SchoolScope } from '../access/actor.ts'
import type { Consistency, Key, Table, Write } from '../table/table.ts'
import type { About } from './notice.ts'
import type { ReachRecord } from './reach.ts'

/** The subject of a message: a session, or the workshop while it has none. */
export type Subject = Pick<About, 'workshop' | 'session'>

const partition = (scope: SchoolScope, { workshop, session }: Subject) =>
  `SCHOOL#${scope}#REACH#${session ?? workshop}`

function reachKey(
  scope: SchoolScope,
  subject: Subject,
  { family, caregiver, by }: Pick<ReachRecord, 'family' | 'caregiver' | 'by'>,
): Key {
  return { pk: partition(scope, subject), sk: `FAMILY#${family}#${caregiver}#${by}` }
}

/** Records that a caregiver was reached. Repeating it changes only the time. */
export function putReached(scope: SchoolScope, subject: Subject, reached: ReachRecord): Write {
  return { put: { ...reachKey(scope, subject, reached), ...reached } }
}

/** Deletes the record, as the message bounced. */
export function removeReached(
  scope: SchoolScope,
  subject: Subject,
  reached: Pick<ReachRecord, 'family' | 'caregiver' | 'by'>,
): Write {
  return { remove: reachKey(scope, subject, reached) }
}

/** The caregivers that were reached about a session or a workshop's poll. */
export async function reachedAbout(
  table: Table,
  scope: SchoolScope,
  subject: Subject,
  reading?: Consistency,
): Promise<ReachRecord[]> {
  return table.queryAll<ReachRecord>(partition(scope, subject), 'FAMILY#', reading)
}
