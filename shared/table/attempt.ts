import { ConditionFailed } from './commit.ts'
import type { Table } from './table.ts'
import type { Write } from './write.ts'

/**
 * Commits all of the writes or none. Returns the index of the write whose condition did not hold, undefined when all were
 * written. Throws other faults.
 */
export async function failedWrite(
  table: Pick<Table, 'commit'>,
  ...writes: Write[]
): Promise<number | undefined> {
  try {
    await table.commit(...writes)
    return undefined
  } catch (fault) {
    if (fault instanceof ConditionFailed) return fault.index
    throw fault
  }
}

/** Commits all of the writes or none; false when a condition did not hold. Throws other faults. */
export async function tryCommit(table: Pick<Table, 'commit'>, ...writes: Write[]): Promise<boolean> {
  return (await failedWrite(table, ...writes)) === undefined
}
