import type { SchoolScope } from '../access/actor.ts'
import type { Key, Reading, Table, Write } from '../table/table.ts'
import type { Session } from './session.ts'

const VERSION = 1

/** The partition of a session with its replies and its checklist. */
export function sessionPartition(scope: SchoolScope, session: string): string {
  return `SCHOOL#${scope}#SESSION#${session}`
}

const sessionKey = (scope: SchoolScope, session: string): Key => ({
  pk: sessionPartition(scope, session),
  sk: 'SESSION',
})

/** The session, or undefined. */
export async function getSession(
  table: Table,
  scope: SchoolScope,
  id: string,
  reading?: Reading,
): Promise<Session | undefined> {
  return table.get<Session>(sessionKey(scope, id), reading)
}

/** Whether a partition is that of a session. */
export function isOfSession(pk: string): boolean {
  return /^SCHOOL#[^#]+#SESSION#[^#]+$/.test(pk)
}

/** A session that is new, or that nobody changed since the revision before its own. */
export function saveSession(scope: SchoolScope, session: Session): Write {
  return {
    put: { ...sessionKey(scope, session.id), version: VERSION, ...session },
    when: session.revision === 1 ? 'absent' : { equals: { revision: session.revision - 1 } },
  }
}
