import { ConditionFailed, type Item, type Key, type WholeTable } from './table.ts'

/**
 * A change of shape: items whose sort key begins with `prefix` and that lie in version `from` become version `to`.
 * Stores read both versions until every deployment has run it, so that nothing has to stand still.
 */
export type Migration = {
  id: string
  prefix: string
  from: number
  to: number
  change: (item: Item) => Item
}

/** How far a migration is; `passedBy` are items that somebody changed in that moment, for the next run. */
export type Migrated = { changed: number; passedBy: number }

type Checkpoint = Migrated & { after?: Key }

const checkpointKey = (id: string): Key => ({ pk: 'MIGRATIONS', sk: id })

/**
 * Runs a migration from where it stopped, a page at a time. Doing it again changes nothing that is done; an item
 * that is written meanwhile is passed by and found by the next run.
 */
export async function migrate(
  table: WholeTable,
  migration: Migration,
  hear: (progress: Migrated) => void = () => undefined,
): Promise<Migrated> {
  const key = checkpointKey(migration.id)
  let { after, ...progress } = (await table.get<Checkpoint>(key)) ?? { changed: 0, passedBy: 0 }
  do {
    const { items, next } = await table.scan(after)
    for (const item of items.filter((one) => isOf(migration, one))) {
      if (await changed(table, migration, item)) progress.changed++
      else progress.passedBy++
    }
    after = next
    await table.commit({ put: { ...key, ...progress, ...(next && { after: next }) } })
    hear(progress)
  } while (after)
  const done = progress
  progress = { changed: 0, passedBy: 0 }
  await table.commit({ put: { ...key, ...progress } })
  return done
}

function isOf({ prefix, from }: Migration, { sk, version }: Item): boolean {
  return sk.startsWith(prefix) && version === from
}

async function changed(table: WholeTable, { change, to }: Migration, item: Item): Promise<boolean> {
  try {
    await table.commit({ put: { ...change(item), version: to }, when: { equals: plainValues(item) } })
    return true
  } catch (fault) {
    if (fault instanceof ConditionFailed) return false
    throw fault
  }
}

// Every write counts a revision or sets a time: an item whose plain values stand still was not written.
function plainValues({ pk: _pk, sk: _sk, ...rest }: Item): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(rest).filter((entry): entry is [string, string | number | boolean] =>
      ['string', 'number', 'boolean'].includes(typeof entry[1]),
    ),
  )
}
