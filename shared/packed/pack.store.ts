import { failedWrite } from '../table/attempt.ts'
import {
  copyPartition,
  isRemovalKey,
  MARKER_ATTRIBUTES,
  PENDING_MARKER,
  removalKey,
} from '../table/pending-marker.ts'
import { contentOf, type Item, type Key, type Table } from '../table/table.ts'
import type { Write } from '../table/write.ts'
import {
  type CopyPart,
  type CopyRows,
  idOf,
  partOf,
  partsAt,
  rowsIn,
  untilWritten,
  writePart,
} from './copy.store.ts'
import type { Packing } from './packing.store.ts'

const PACKED_AT_ONCE = 1000
const SETTLED_AT_ONCE = 50

/**
 * What else is kept of items that are packed, as a second copy. It is called before the items are read, with their sort
 * keys; what it returns is called with the items before their markers go, and is false where another writer was faster.
 */
export type Follow = (
  sks: readonly string[],
) => Promise<(items: ReadonlyMap<string, Item>) => Promise<boolean>>

/**
 * Brings the packed copy up to date with the items at these keys of a partition, and takes their markers away. Idempotent
 * and convergent: repeated, late or done by several at once, the copy comes to hold what the items hold.
 */
export async function pack<Stored, Row, Counted>(
  table: Table,
  pk: string,
  packing: Packing<Stored, Row, Counted>,
  keys: readonly Key[],
  follow?: Follow,
): Promise<void> {
  for (let at = 0; at < keys.length; at += PACKED_AT_ONCE)
    await packSome(table, pk, packing, keys.slice(at, at + PACKED_AT_ONCE), follow)
}

async function packSome<Stored, Row, Counted>(
  table: Table,
  pk: string,
  packing: Packing<Stored, Row, Counted>,
  keys: readonly Key[],
  follow?: Follow,
): Promise<void> {
  let left = byPart(keys, packing.parts)
  await untilWritten(async () => {
    const sources = [...left.values()].flat().map((sk) => ({ pk, sk }))
    // The copies before the items: their rows are then never newer than the items.
    const [before, finish] = await Promise.all([
      partsAt(table, pk, [...left.keys()]),
      follow?.(sources.map(({ sk }) => sk)),
    ])
    const found = await table.getItems([...sources, ...sources.map(removalKey)])
    const items = new Map(found.map((item) => [item.sk, item]))
    const own = sources.map(({ sk }) => [sk, items.get(sk)] as const)
    if (finish && !(await finish(new Map(own.filter(isFound))))) return false
    const settled: Item[] = []
    const again: typeof left = new Map()
    const written = [...left].map(async ([name, sks]) => {
      const part = before.get(name)
      const rows = rowsAfter(packing, part, { sks, items })
      const revision = await writePart(table, { pk: copyPartition(pk), sk: name }, part, rows)
      if (revision === undefined) again.set(name, sks)
      else
        settled.push(
          ...sks.flatMap((sk) => [items.get(sk) ?? [], items.get(removalKey({ pk, sk }).sk) ?? []].flat()),
        )
    })
    await Promise.all(written)
    await settle(table, settled)
    left = again
    return left.size === 0
  })
}

const isFound = (entry: readonly [string, Item | undefined]): entry is readonly [string, Item] =>
  entry[1] !== undefined

/** The sort keys by the part that holds them, each once. */
function byPart(keys: readonly Key[], parts: number): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const sk of new Set(keys.map((key) => key.sk))) {
    const part = partOf(sk, parts)
    found.set(part, [...(found.get(part) ?? []), sk])
  }
  return found
}

function rowsAfter<Stored, Row, Counted>(
  packing: Packing<Stored, Row, Counted>,
  part: CopyPart | undefined,
  { sks, items }: { sks: readonly string[]; items: ReadonlyMap<string, Item> },
): CopyRows<Row> {
  const rows: CopyRows<Row> = part ? rowsIn(part.rows) : new Map()
  for (const sk of sks) {
    const item = items.get(sk)
    if (item) rows.set(idOf(packing, sk), packing.row(contentOf<Stored>(item)))
    else rows.delete(idOf(packing, sk))
  }
  return rows
}

/** Takes the markers away, except from items that were written since: those have a new one and are packed again. */
async function settle(table: Table, items: readonly Item[]): Promise<void> {
  const settled = items.flatMap((item): Write[] => {
    const marker = item[PENDING_MARKER]
    if (typeof marker !== 'string') return []
    const when = { equals: { [PENDING_MARKER]: marker } }
    return isRemovalKey(item) ? [{ remove: item, when }] : [{ amend: item, drop: MARKER_ATTRIBUTES, when }]
  })
  for (let at = 0; at < settled.length; at += SETTLED_AT_ONCE) {
    const left = settled.slice(at, at + SETTLED_AT_ONCE)
    // All but those whose condition fails.
    for (let failed: number | undefined; left.length > 0; left.splice(failed, 1)) {
      failed = await failedWrite(table, ...left)
      if (failed === undefined) break
    }
  }
}
