import type { SchoolScope } from '../access/actor.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { Helper } from './help.ts'

const partition = (scope: SchoolScope, session: string) => `SCHOOL#${scope}#HELPERS#${session}`
const helperKey = (scope: SchoolScope, session: string, id: string): Key => ({
  pk: partition(scope, session),
  sk: `HELPER#${id}`,
})

/** A helper, or undefined. */
export async function getHelper(
  table: Table,
  scope: SchoolScope,
  { session, id }: { session: string; id: string },
): Promise<Helper | undefined> {
  return table.get<Helper>(helperKey(scope, session, id))
}

/** The helpers asked for a session. */
export async function helpersOf(table: Table, scope: SchoolScope, session: string): Promise<Helper[]> {
  return table.queryAll<Helper>(partition(scope, session), 'HELPER#')
}

/** A helper who is new, or whom nobody changed since the revision before its own. */
export function putHelper(scope: SchoolScope, helper: Helper): Write {
  return {
    put: { ...helperKey(scope, helper.session, helper.id), ...helper },
    when: helper.revision === 1 ? 'absent' : { equals: { revision: helper.revision - 1 } },
  }
}
