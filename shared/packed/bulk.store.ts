import { tryCommit } from '../table/attempt.ts'
import { keyOf } from '../table/key.ts'
import { copyPartition } from '../table/pending-marker.ts'
import { contentOf, type Item, type PackedItem, type Table } from '../table/table.ts'
import type { Write } from '../table/write.ts'
import {
  type CopyRows,
  idOf,
  PART,
  partOf,
  partsAt,
  rowsIn,
  type StaleMarker,
  staleKey,
  untilWritten,
  writePart,
} from './copy.store.ts'
import type { Packing } from './packing.store.ts'

// Some forty rows are a write unit, of which a partition takes a thousand a second.
const ROWS_A_MILLISECOND = 32

/**
 * Marks the copy of a partition as stale, under a name of one's own, before very many items are written without markers.
 * Until `packAll` its readers read the items themselves.
 */
export function markStale(pk: string, by: string): Write {
  return { put: { ...staleKey(pk), whole: false, by } }
}

/** Whether the copy of a partition is marked as stale. */
export async function isStale(table: Table, pk: string): Promise<boolean> {
  return (await table.get<StaleMarker>(staleKey(pk)))?.whole === false
}

/** A packed item to be put without a marker: only between `markStale` and `packAll`. */
export function unmarked(item: PackedItem): Item {
  const content: Record<string, unknown> = item
  return { ...content, ...keyOf(item) }
}

/**
 * Packs all of a partition, whatever its copy holds, and takes away the stale marker that one put under that name; one that
 * somebody else put stays.
 */
export async function packAll<Stored, Row, Counted>(
  table: Table,
  pk: string,
  packing: Packing<Stored, Row, Counted>,
  by: string,
): Promise<void> {
  let left = Array.from({ length: packing.parts }, (_, part) => PART + part)
  await untilWritten(async () => {
    // The copy before the items, as in `pack`.
    const before = await partsAt(table, pk, left)
    const rows = await rowsByPart(table, pk, packing)
    const again: string[] = []
    for (const name of left) {
      const packed = rows.get(name) ?? new Map()
      const key = { pk: copyPartition(pk), sk: name }
      if ((await writePart(table, key, before.get(name), packed)) === undefined) again.push(name)
      await new Promise((done) => setTimeout(done, packed.size / ROWS_A_MILLISECOND))
    }
    left = again
    return left.length === 0
  })
  await tryCommit(table, { remove: staleKey(pk), when: { equals: { by } } })
}

async function rowsByPart<Stored, Row, Counted>(
  table: Table,
  pk: string,
  packing: Packing<Stored, Row, Counted>,
): Promise<Map<string, CopyRows<Row>>> {
  const { prefix } = packing.keys
  const parts = new Map<string, CopyRows<Row>>()
  for (const item of await table.queryAll<Stored>(pk, prefix)) {
    const id = packing.id(item)
    const name = partOf(prefix + id, packing.parts)
    const rows: CopyRows<Row> = parts.get(name) ?? new Map()
    parts.set(name, rows.set(id, packing.row(item)))
  }
  return parts
}

/** Whether the copy holds the row of an item. */
export async function isInCopy<Stored, Row, Counted>(
  table: Table,
  packing: Packing<Stored, Row, Counted>,
  item: Item,
): Promise<boolean> {
  const name = partOf(item.sk, packing.parts)
  const part = (await partsAt(table, item.pk, [name])).get(name)
  const row = part && rowsIn<Row>(part.rows).get(idOf(packing, item.sk))
  return JSON.stringify(row) === JSON.stringify(packing.row(contentOf<Stored>(item)))
}
