import { isMigrated, type Migration, migrate } from '../../shared/table/migration.ts'
import type { WholeTable } from '../../shared/table/table.ts'
import { MARK_UNPACKED } from '../../shared/tally/tally.operations.ts'
import { CLAIM_ADDRESSES } from '../../shared/team/member.operations.ts'
import { DATE_AGES } from '../../shared/workshop/age-retention.operations.ts'

/** Every migration, in order. Stores read the version before and after until all deployments have run it. */
export const MIGRATIONS: readonly Migration[] = [MARK_UNPACKED, CLAIM_ADDRESSES, DATE_AGES]

/** Runs the migrations that did not run to their end yet: on one machine at each start, before it is reachable. */
export async function migrateAtStart(table: WholeTable): Promise<void> {
  for (const migration of MIGRATIONS)
    if (!(await isMigrated(table, migration))) await migrate(table, migration)
}
