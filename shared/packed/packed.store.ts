import { copyPartition, sourceOf } from '../table/mark.ts'
import { contentOf, type Table } from '../table/table.ts'
import { packAll } from './bulk.store.ts'
import { idOf, type Packing, type Part, type Rows, rowsIn, type Standing } from './parts.store.ts'

// With more than these waiting, all are read as they lie: a copy that is far behind saves nothing. One that waits is
// read by itself, at the price of some twenty that are read together.
const MOST_UNPACKED = 1000
const UNPACKED_AT_ANY_SIZE = 100
const PRICE_OF_ONE = 20

/**
 * Every item of a partition as its packing gives it: from the packed copy, and from the items themselves what the copy
 * does not hold yet. As exact as reading them all; what was written a moment ago may be missing.
 */
export async function packedItems<Lying, Row, Counted>(
  table: Table,
  pk: string,
  packing: Packing<Lying, Row, Counted>,
): Promise<Counted[]> {
  // The marks are asked for first: what is packed meanwhile is in the copy, or still has its mark.
  const [marks, copy] = await Promise.all([table.unpacked(pk, MOST_UNPACKED + 1), copyOf<Row>(table, pk)])
  const most = Math.min(MOST_UNPACKED, Math.max(UNPACKED_AT_ANY_SIZE, copy.rows.size / PRICE_OF_ONE))
  if (!copy.isWhole || marks.length > most) {
    const all = await table.queryAll<Lying>(pk, packing.prefix, 'recent')
    return all.map((item) => packing.counted(packing.id(item), packing.row(item)))
  }
  // One that was removed and put again has two marks.
  const sks = new Set(marks.map((key) => sourceOf(key).sk).filter((sk) => sk.startsWith(packing.prefix)))
  const waiting = [...sks].map((sk) => ({ pk, sk }))
  const newer = waiting.length > 0 ? await table.getItems(waiting) : []
  const rows = copy.rows
  for (const sk of [...copy.gone, ...sks]) rows.delete(idOf(packing, sk))
  for (const item of newer) rows.set(idOf(packing, item.sk), packing.row(contentOf<Lying>(item)))
  // In the order in which the items themselves lie.
  const inOrder = [...rows].sort(([one], [other]) => (one < other ? -1 : 1))
  return inOrder.map(([id, row]) => packing.counted(id, row))
}

type Copy<Row> = { rows: Rows<Row>; gone: string[]; isWhole: boolean }

async function copyOf<Row>(table: Table, pk: string): Promise<Copy<Row>> {
  const lying = await table.queryAll<Partial<Part & Standing & { gone: string }>>(
    copyPartition(pk),
    undefined,
    'recent',
  )
  return {
    isWhole: lying.some(({ whole }) => whole ?? false),
    rows: new Map(lying.flatMap(({ rows }) => (rows ? [...rowsIn<Row>(rows)] : []))),
    gone: lying.flatMap(({ gone }) => gone ?? []),
  }
}

/** The rows of a partition's packed copy, which is made where nothing is said of it yet, and how often any of it was written: a number that only grows. */
export async function packedCopy<Lying, Row, Counted>(
  table: Table,
  pk: string,
  packing: Packing<Lying, Row, Counted>,
): Promise<{ items: Counted[]; revision: number }> {
  const lying = await table.queryAll<Partial<Part & Standing>>(copyPartition(pk))
  if (!lying.some(({ whole }) => whole !== undefined)) {
    await packAll(table, pk, packing)
    return packedCopy(table, pk, packing)
  }
  const parts = lying.flatMap(({ rows, revision = 0 }) => (rows ? [{ rows, revision }] : []))
  return {
    items: parts.flatMap(({ rows }) => [...rowsIn<Row>(rows)].map(([id, row]) => packing.counted(id, row))),
    revision: parts.reduce((sum, part) => sum + part.revision, 0),
  }
}
