import type { SchoolScope } from '../access/actor.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { About } from './notice.ts'
import type { Reached } from './reach.ts'

/** What a message was about: a session, or the workshop where there is none yet. */
export type Subject = Pick<About, 'workshop' | 'session'>

const partition = (scope: SchoolScope, { workshop, session }: Subject) =>
  `SCHOOL#${scope}#REACH#${session ?? workshop}`

function reachKey(
  scope: SchoolScope,
  subject: Subject,
  { family, caregiver, by }: Pick<Reached, 'family' | 'caregiver' | 'by'>,
): Key {
  return { pk: partition(scope, subject), sk: `FAMILY#${family}#${caregiver}#${by}` }
}

/** A caregiver was reached about something. Doing it again changes nothing but its time. */
export function putReached(scope: SchoolScope, subject: Subject, reached: Reached): Write {
  return { put: { ...reachKey(scope, subject, reached), ...reached } }
}

/** They were not reached after all. */
export function removeReached(
  scope: SchoolScope,
  subject: Subject,
  reached: Pick<Reached, 'family' | 'caregiver' | 'by'>,
): Write {
  return { remove: reachKey(scope, subject, reached) }
}

/** Who was reached about a session, or about a workshop's poll. */
export async function reachedAbout(table: Table, scope: SchoolScope, subject: Subject): Promise<Reached[]> {
  return table.queryAll<Reached>(partition(scope, subject), 'FAMILY#')
}
