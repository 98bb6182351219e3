import { ConditionFailed } from '../table/commit.ts'
import type { Item, Key } from '../table/key.ts'
import { copyPartition, goneKey, isGoneKey, MARK_ATTRIBUTES } from '../table/mark.ts'
import { backoff, contentOf, type Table } from '../table/table.ts'
import type { Write } from '../table/write.ts'
import { packAll, standingOf } from './bulk.store.ts'
import {
  ATTEMPTS,
  idOf,
  isReplaced,
  type Packing,
  type Part,
  partOf,
  partsAt,
  type Rows,
  rowsIn,
} from './parts.store.ts'

const PACKED_AT_ONCE = 1000
const SETTLED_AT_ONCE = 50

/**
 * Brings the packed copy up to date with what lies at these keys of a partition, and takes their marks away. Whatever
 * is repeated, late or done by several at once, the copy comes to hold what the items hold.
 */
export async function pack<Lying, Row, Counted>(
  table: Table,
  pk: string,
  packing: Packing<Lying, Row, Counted>,
  keys: readonly Key[],
): Promise<void> {
  if (keys.length === 0) return
  // What lies there from before there were copies has no marks: the first time everything is packed.
  if (!(await standingOf(table, pk))) await packAll(table, pk, packing)
  for (let at = 0; at < keys.length; at += PACKED_AT_ONCE)
    await packSome(table, pk, packing, keys.slice(at, at + PACKED_AT_ONCE))
}

async function packSome<Lying, Row, Counted>(
  table: Table,
  pk: string,
  packing: Packing<Lying, Row, Counted>,
  keys: readonly Key[],
): Promise<void> {
  let left = byPart(keys, packing.parts)
  for (let attempt = 0; left.size > 0; attempt++) {
    if (attempt >= ATTEMPTS) throw new ConditionFailed(0)
    if (attempt > 0) await backoff(attempt)
    // The copy before the items: what it holds is then never newer than what is read now.
    const before = await partsAt(table, pk, [...left.keys()])
    const sources = [...left.values()].flat().map((sk) => ({ pk, sk }))
    const found = await table.getItems([...sources, ...sources.map(goneKey)])
    const items = new Map(found.map((item) => [item.sk, item]))
    const settled: Item[] = []
    const again: typeof left = new Map()
    const written = [...left].map(async ([name, sks]) => {
      const part = before.get(name)
      const rows = rowsAfter(packing, part, { sks, items })
      if (!(await isReplaced(table, { pk: copyPartition(pk), sk: name }, part, rows))) again.set(name, sks)
      else
        settled.push(
          ...sks.flatMap((sk) => [items.get(sk) ?? [], items.get(goneKey({ pk, sk }).sk) ?? []].flat()),
        )
    })
    await Promise.all(written)
    await settle(table, settled)
    left = again
  }
}

/** The sort keys by the part in which they are packed, each once. */
function byPart(keys: readonly Key[], parts: number): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const sk of new Set(keys.map((key) => key.sk))) {
    const part = partOf(sk, parts)
    found.set(part, [...(found.get(part) ?? []), sk])
  }
  return found
}

function rowsAfter<Lying, Row, Counted>(
  packing: Packing<Lying, Row, Counted>,
  part: Part | undefined,
  { sks, items }: { sks: readonly string[]; items: ReadonlyMap<string, Item> },
): Rows<Row> {
  const rows: Rows<Row> = part ? rowsIn(part.rows) : new Map()
  for (const sk of sks) {
    const item = items.get(sk)
    if (item) rows.set(idOf(packing, sk), packing.row(contentOf<Lying>(item)))
    else rows.delete(idOf(packing, sk))
  }
  return rows
}

/** Takes the marks away from what was not written since; what was is packed again when that is heard. */
async function settle(table: Table, items: readonly Item[]): Promise<void> {
  const settled = items.flatMap((item): Write[] => {
    const { mark } = item
    if (typeof mark !== 'string') return []
    const when = { equals: { mark } }
    return isGoneKey(item) ? [{ remove: item, when }] : [{ amend: item, drop: MARK_ATTRIBUTES, when }]
  })
  for (let at = 0; at < settled.length; at += SETTLED_AT_ONCE) {
    const left = settled.slice(at, at + SETTLED_AT_ONCE)
    while (left.length > 0) {
      try {
        await table.commit(...left)
        break
      } catch (fault) {
        if (!(fault instanceof ConditionFailed)) throw fault
        left.splice(fault.index, 1)
      }
    }
  }
}
