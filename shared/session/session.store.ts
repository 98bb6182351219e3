import type { SchoolScope } from '../access/actor.ts'
import { keyPattern } from '../table/key-pattern.ts'
import type { Consistency, Table, Write } from '../table/table.ts'
import type { Session } from './session.ts'

const VERSION = 1

/** The partition of a session with its replies and its checklist. */
export const SESSION_PARTITION = 'SCHOOL#{school}#SESSION#{session}'
const KEYS = keyPattern(SESSION_PARTITION, 'SESSION')

/** The partition of a session. */
export function sessionPartition(school: SchoolScope, session: string): string {
  return KEYS.partition({ school, session })
}

/** The session, or undefined. */
export async function getSession(
  table: Table,
  school: SchoolScope,
  id: string,
  reading?: Consistency,
): Promise<Session | undefined> {
  return table.get<Session>(KEYS.key({ school, session: id }), reading)
}

/** A session that is new, or that nobody changed since the revision before its own. */
export function saveSession(school: SchoolScope, session: Session): Write {
  return {
    put: { ...KEYS.key({ school, session: session.id }), version: VERSION, ...session },
    when: session.revision === 1 ? 'absent' : { equals: { revision: session.revision - 1 } },
  }
}

/** Deletes a session, if nobody changed it. */
export function removeSession(school: SchoolScope, { id, revision }: Session): Write {
  return { remove: KEYS.key({ school, session: id }), when: { equals: { revision } } }
}
