import type { SchoolScope } from '../access/actor.ts'
import type { Key, Table, Write } from '../table/table.ts'

/** Who imports into a school just now, and until which instant that holds if they never finish. */
export type ImportLock = { holder: string; until: string }

const lockKey = (scope: SchoolScope): Key => ({ pk: `SCHOOL#${scope}#JOBS`, sk: 'TURN' })

/** Whose turn it is to import, or undefined. */
export async function getImportLock(table: Table, scope: SchoolScope): Promise<ImportLock | undefined> {
  return table.get<ImportLock>(lockKey(scope))
}

/** Takes the turn, if nobody has it, or still only who had it `before`. */
export function takeImportLock(scope: SchoolScope, turn: ImportLock, before?: ImportLock): Write {
  return {
    put: { ...lockKey(scope), ...turn },
    when: before ? { equals: { holder: before.holder } } : 'absent',
  }
}

/** Gives the turn back, if it was not taken over meanwhile. */
export function releaseImportLock(scope: SchoolScope, { holder }: ImportLock): Write {
  return { remove: lockKey(scope), when: { equals: { holder } } }
}
