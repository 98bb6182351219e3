import { tryCommit } from './attempt.ts'
import type { Item, Key, Table, WholeTable } from './table.ts'
import type { Condition } from './write.ts'

/**
 * A one-off change of what is stored. `update` brings what belongs to an item up to date and tells whether it did, or why
 * not: nothing was to do, or somebody wrote the item in that moment. It is idempotent.
 */
export type Migration = { id: string; update: (table: Table, item: Item) => Promise<Update> }

/** What a migration did with an item; one that was passed by is left for the next run. */
export type Update = 'changed' | 'unchanged' | 'passed-by'

/** How far a migration is. */
export type MigrationProgress = { changed: number; passedBy: number }

type Checkpoint = MigrationProgress & { after?: Key; isDone?: boolean }

const checkpointKey = (id: string): Key => ({ pk: 'MIGRATIONS', sk: id })

/** Runs a migration from its checkpoint, a page at a time. A run after the last one starts over. */
export async function migrate(
  table: WholeTable,
  { id, update }: Migration,
  hear: (progress: MigrationProgress) => void = () => undefined,
): Promise<MigrationProgress> {
  const key = checkpointKey(id)
  const { changed = 0, passedBy = 0, after: from } = (await checkpointOf(table, id)) ?? {}
  const progress = { changed, passedBy }
  let after = from
  do {
    const { items, next } = await table.scan(after)
    for (const item of items) {
      const done = await update(table, item)
      if (done === 'changed') progress.changed++
      if (done === 'passed-by') progress.passedBy++
    }
    after = next
    await table.commit({ put: { ...key, ...progress, ...(next && { after: next }) } })
    hear({ ...progress })
  } while (after)
  const isDone = progress.passedBy === 0
  await table.commit({ put: { ...key, changed: 0, passedBy: 0, isDone } })
  return progress
}

/** Whether a migration ran to its end and passed nothing by. */
export async function isMigrated(table: Table, { id }: Migration): Promise<boolean> {
  return (await checkpointOf(table, id))?.isDone ?? false
}

function checkpointOf(table: Table, id: string): Promise<Checkpoint | undefined> {
  return table.get<Checkpoint>(checkpointKey(id))
}

/** A change of the shape of a kind of items: those whose sort key begins with `prefix`, from one version to another. */
export type ShapeChange = {
  id: string
  prefix: string
  from: number
  to: number
  change: (item: Item) => Item
}

/** The migration that changes the shape of items. Stores read both versions until every deployment has run it. */
export function shapeMigration({ id, prefix, from, to, change }: ShapeChange): Migration {
  return {
    id,
    async update(table, item) {
      if (!item.sk.startsWith(prefix) || item.version !== from) return 'unchanged'
      const put = { ...change(item), version: to }
      return (await tryCommit(table, { put, when: unchangedSince(item) })) ? 'changed' : 'passed-by'
    },
  }
}

/**
 * The condition that nobody wrote an item since it was read: every write counts a revision or sets a time, so that an item
 * with the same plain values was not written.
 */
export function unchangedSince({ pk: _pk, sk: _sk, ...rest }: Item): Condition {
  const equals = Object.fromEntries(
    Object.entries(rest).filter((entry): entry is [string, string | number | boolean] =>
      ['string', 'number', 'boolean'].includes(typeof entry[1]),
    ),
  )
  return { equals }
}
