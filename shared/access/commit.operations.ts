import { tryCommit } from '../table/attempt.ts'
import { backoff, ConditionFailed, type Table, type Write } from '../table/table.ts'
import { type RefusalCode, refuse } from './refusal.ts'

// Enough for every family of a school to reply for the last seat in the same second.
const ATTEMPTS = 60

/** Commits all of the writes or none; refuses with the code when a condition does not hold. */
export async function commitOr(
  code: RefusalCode,
  table: Pick<Table, 'commit'>,
  ...writes: Write[]
): Promise<void> {
  if (!(await tryCommit(table, ...writes))) refuse(code)
}

/**
 * Optimistic concurrency: retries the whole attempt, its reads included, when a condition does not hold, with random
 * exponential backoff. Refuses with `conflict` after the last attempt.
 */
export async function untilCommitted<T>(attempt: () => Promise<T>): Promise<T> {
  for (let failures = 0; failures < ATTEMPTS; failures++) {
    try {
      return await attempt()
    } catch (fault) {
      if (!(fault instanceof ConditionFailed)) throw fault
      await backoff(failures)
    }
  }
  return refuse('conflict')
}
