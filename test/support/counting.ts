import { inflateRawSync } from 'node:zlib'
import type { Item, Table, WholeTable } from '../../shared/table/table.ts'
import { pendingKeys, updateCounts } from '../../shared/tally/tally.operations.ts'

/** Counts everything written, as the server and the function of the stream do within a moment. */
export async function countAll(table: Table): Promise<void> {
  for (let keys = await pendingKeys({ table }); keys.length > 0; keys = await pendingKeys({ table }))
    await updateCounts({ table }, keys)
}

/** Every item of a table, its packed rows as they read. */
export async function itemsIn(table: WholeTable): Promise<Item[]> {
  const items: Item[] = []
  let after: Parameters<WholeTable['scan']>[0]
  do {
    const page = await table.scan(after)
    items.push(...page.items.map(readable))
    after = page.next
  } while (after)
  return items
}

function readable({ rows, ...item }: Item): Item {
  return rows instanceof Uint8Array ? { ...item, rows: inflateRawSync(rows).toString() } : item
}
