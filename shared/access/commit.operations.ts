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

/** Something new and its writes, the first of which asks for an id that is absent. */
type Creation<T> = { made: T; writes: Write[]; find: () => Promise<T | undefined> }

/** Creates something under an id from `idFor`; where the same request came before, returns what that made. */
export async function createOnce<T>(
  table: Pick<Table, 'commit'>,
  { made, writes, find }: Creation<T>,
): Promise<T> {
  return (await tryCommit(table, ...writes)) ? made : ((await find()) ?? refuse('conflict'))
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
