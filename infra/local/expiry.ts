import type { Context } from '../../shared/access/context.ts'
import { removeExpired } from '../../shared/table/removal.ts'
import type { WholeTable } from '../../shared/table/table.ts'
import { type Background, repeat } from './background.ts'

const LOOK_EVERY_MS = 10_000
const MINUTE_MS = 60_000
const EACH_HOUR = { first: MINUTE_MS, later: 60 * MINUTE_MS }

/**
 * Removes expired items from the table, which DynamoDB does by its TTL and an engine on this machine does not: a minute
 * after the start, so as not to delay it, and then every hour. `pauses` are in milliseconds.
 */
export function startExpiry(
  { table, now }: { table: WholeTable; now: Context['now'] },
  pauses = EACH_HOUR,
): Background {
  let next = performance.now() + pauses.first
  return repeat(Math.min(LOOK_EVERY_MS, pauses.later), async () => {
    if (performance.now() < next) return
    await removeExpired(table, now().toSeconds())
    next = performance.now() + pauses.later
  })
}
