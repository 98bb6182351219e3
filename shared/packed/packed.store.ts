import { copyPartition, markedKey } from '../table/pending-marker.ts'
import { contentOf, type Table } from '../table/table.ts'
import { type CopyPart, type CopyRows, idOf, rowsIn, type StaleMarker } from './copy.store.ts'
import type { Packing } from './packing.store.ts'

// With more markers than these, all items are read: a copy that is far behind saves nothing. An item that is read by
// itself costs as much as some twenty that are read together.
const MOST_PENDING = 1000
const PENDING_AT_ANY_SIZE = 100
const PRICE_OF_ONE = 20

/**
 * Every item of a partition as its packing counts it: from the packed copy, and from the items themselves where they have
 * a pending marker. As exact as reading them all, with eventual consistency.
 */
export async function packedItems<Stored, Row, Counted>(
  table: Table,
  pk: string,
  packing: Packing<Stored, Row, Counted>,
): Promise<Counted[]> {
  const { prefix } = packing.keys
  // The markers before the copy: what is packed meanwhile is in the copy, or still has its marker.
  const [markers, copy] = await Promise.all([table.unpacked(pk, MOST_PENDING + 1), copyOf<Row>(table, pk)])
  const most = Math.min(MOST_PENDING, Math.max(PENDING_AT_ANY_SIZE, copy.rows.size / PRICE_OF_ONE))
  if (copy.isStale || markers.length > most) {
    const all = await table.queryAll<Stored>(pk, prefix, 'recent')
    return all.map((item) => packing.counted(packing.id(item), packing.row(item)))
  }
  // An item that was removed and put again has two markers.
  const sks = new Set(markers.map((key) => markedKey(key).sk).filter((sk) => sk.startsWith(prefix)))
  const pending = [...sks].map((sk) => ({ pk, sk }))
  const newer = pending.length > 0 ? await table.getItems(pending) : []
  const rows = copy.rows
  for (const sk of [...copy.removed, ...sks]) rows.delete(idOf(packing, sk))
  for (const item of newer) rows.set(idOf(packing, item.sk), packing.row(contentOf<Stored>(item)))
  // In the order of the items themselves.
  const inOrder = [...rows].sort(([one], [other]) => (one < other ? -1 : 1))
  return inOrder.map(([id, row]) => packing.counted(id, row))
}

type Copy<Row> = { rows: CopyRows<Row>; removed: string[]; isStale: boolean }

async function copyOf<Row>(table: Table, pk: string): Promise<Copy<Row>> {
  const stored = await table.queryAll<Partial<CopyPart & StaleMarker & { gone: string }>>(
    copyPartition(pk),
    undefined,
    'recent',
  )
  return {
    isStale: stored.some(({ whole }) => whole === false),
    rows: new Map(stored.flatMap(({ rows }) => (rows ? [...rowsIn<Row>(rows)] : []))),
    removed: stored.flatMap(({ gone }) => gone ?? []),
  }
}

/** What a partition's packed copy holds now, and how often any of its parts was written: a number that only grows. */
export async function packedCopy<Stored, Row, Counted>(
  table: Table,
  pk: string,
  packing: Packing<Stored, Row, Counted>,
): Promise<{ items: Counted[]; revision: number }> {
  const stored = await table.queryAll<Partial<CopyPart>>(copyPartition(pk))
  const parts = stored.flatMap(({ rows, revision = 0 }) => (rows ? [{ rows, revision }] : []))
  return {
    items: parts.flatMap(({ rows }) => [...rowsIn<Row>(rows)].map(([id, row]) => packing.counted(id, row))),
    revision: parts.reduce((sum, part) => sum + part.revision, 0),
  }
}

/** How often any part of a partition's packed copy was written: a number that only grows. */
export async function copyRevision(table: Table, pk: string): Promise<number> {
  const stored = await table.queryAll<Partial<CopyPart>>(copyPartition(pk))
  return stored.reduce((sum, { revision = 0 }) => sum + revision, 0)
}
