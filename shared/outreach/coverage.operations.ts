import type { SchoolScope } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { deepEqual } from '../access/deep-equality.ts'
import { votersOf } from '../family/family.store.ts'
import { getCoverage, putCoverage } from './conversation.store.ts'
import { withoutGroups } from './coverage.ts'

// Before Convite there was none.
const FIRST_YEAR = 2025

/** Erases from the published coverages the groups that only one family named, in its own words. */
export async function forgetGroups(
  { table, now }: Pick<Context, 'table' | 'now'>,
  scope: SchoolScope,
  family: string,
): Promise<void> {
  const others = (await votersOf(table, scope)).filter(({ id }) => id !== family)
  const named = new Set(others.flatMap(({ groups }) => groups))
  for (let year = FIRST_YEAR; year <= now().year; year++)
    await untilCommitted(async () => {
      const told = await getCoverage(table, scope, year)
      if (!told) return
      const coverage = withoutGroups(told.coverage, (group) => !named.has(group))
      if (!deepEqual(coverage, told.coverage))
        await table.commit(putCoverage(scope, year, { coverage, revision: told.revision + 1 }))
    })
}
