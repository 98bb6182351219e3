import type { SchoolScope } from '../access/actor.ts'
import type { Key, Table, Write } from '../table/table.ts'

/** The lock on a school's imports: its holder, and when it expires if the holder never finishes. */
export type ImportLock = { holder: string; until: string }

const lockKey = (scope: SchoolScope): Key => ({ pk: `SCHOOL#${scope}#JOBS`, sk: 'TURN' })

/** The current import lock, or undefined. */
export async function getImportLock(table: Table, scope: SchoolScope): Promise<ImportLock | undefined> {
  return table.get<ImportLock>(lockKey(scope))
}

/** Takes the lock if it is free, or if it still has the holder of `before`. */
export function takeImportLock(scope: SchoolScope, lock: ImportLock, before?: ImportLock): Write {
  return {
    put: { ...lockKey(scope), ...lock },
    when: before ? { equals: { holder: before.holder } } : 'absent',
  }
}

/** Releases the lock, unless another import has taken it over. */
export function releaseImportLock(scope: SchoolScope, { holder }: ImportLock): Write {
  return { remove: lockKey(scope), when: { equals: { holder } } }
}
