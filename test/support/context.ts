import { DateTime } from 'luxon'
import type { Actor } from '../../shared/access/actor.ts'
import type { Context, SentChannel } from '../../shared/access/context.ts'
import type { Table } from '../../shared/table/table.ts'

/** The default instant of tests. */
export const TEST_NOW = '2027-03-01T15:00:00.000Z'

/** A table for rules that must not touch one: any use of it throws. */
const NO_TABLE = new Proxy({} as Table, {
  get(_, name) {
    throw new Error(`this test has no table, but ${String(name)} was called`)
  },
})

/** Services for every channel. */
export const ALL_CARRIERS: readonly SentChannel[] = ['email', 'sms']

/** A context for an actor, where a service for every channel is set up, with a clock fixed at `now` (RFC 3339, or a function for a clock that moves). */
export function contextFor(
  actor: Actor,
  { table = NO_TABLE, now = TEST_NOW }: { table?: Table; now?: string | (() => string) } = {},
): Context {
  const read = typeof now === 'function' ? now : () => now
  return { table, actor, carriers: ALL_CARRIERS, now: () => DateTime.fromISO(read(), { zone: 'utc' }) }
}
