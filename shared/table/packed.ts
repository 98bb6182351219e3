import { createHash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { ConditionFailed } from './commit.ts'
import type { Item, Key } from './key.ts'
import { copyPartition, goneKey, isGoneKey, MARK_ATTRIBUTES, sourceOf } from './mark.ts'
import { backoff, contentOf, type Table } from './table.ts'
import type { Write } from './write.ts'

/**
 * How the items of a partition under a prefix are also kept packed, so that all of them are read at a tenth of the
 * price: in how many parts, and which row stands for an item. `counted` gives back what those read who count.
 */
export type Packing<Lying, Row, Counted> = {
  prefix: string
  parts: number
  /** What follows the prefix in the item's sort key. */
  id: (item: Lying) => string
  row: (item: Lying) => Row
  counted: (id: string, row: Row) => Counted
}

type Rows<Row> = Map<string, Row>
type Part = { rows: Uint8Array; revision: number }

// With more than these waiting, all are read as they lie: a copy that is far behind saves nothing. One that waits is
// read by itself, at the price of some twenty that are read together.
const MOST_UNPACKED = 1000
const UNPACKED_AT_ANY_SIZE = 100
const PRICE_OF_ONE = 20
const PACKED_AT_ONCE = 1000
const SETTLED_AT_ONCE = 50
const ATTEMPTS = 20
const PART = 'PART#'

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
  if (marks.length > Math.min(MOST_UNPACKED, Math.max(UNPACKED_AT_ANY_SIZE, copy.rows.size / PRICE_OF_ONE))) {
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

async function copyOf<Row>(table: Table, pk: string): Promise<{ rows: Rows<Row>; gone: string[] }> {
  const lying = await table.queryAll<Part & { gone?: string }>(copyPartition(pk), undefined, 'recent')
  return {
    rows: new Map(lying.flatMap(({ rows }) => (rows ? [...rowsIn<Row>(rows)] : []))),
    gone: lying.flatMap(({ gone }) => gone ?? []),
  }
}

/** The rows of a partition's packed copy, and how often any of it was written: a number that only grows. */
export async function packedCopy<Lying, Row, Counted>(
  table: Table,
  pk: string,
  packing: Packing<Lying, Row, Counted>,
): Promise<{ items: Counted[]; revision: number }> {
  const parts = await table.queryAll<Part>(copyPartition(pk), PART)
  return {
    items: parts.flatMap(({ rows }) => [...rowsIn<Row>(rows)].map(([id, row]) => packing.counted(id, row))),
    revision: parts.reduce((sum, part) => sum + part.revision, 0),
  }
}

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
    const part = PART + (createHash('sha256').update(sk).digest().readUInt16BE() % parts)
    found.set(part, [...(found.get(part) ?? []), sk])
  }
  return found
}

async function partsAt(table: Table, pk: string, names: readonly string[]): Promise<Map<string, Part>> {
  const parts = await table.getItems(names.map((sk) => ({ pk: copyPartition(pk), sk })))
  return new Map(parts.map((item) => [item.sk, contentOf<Part>(item)]))
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

/** Writes a part, unless it is as it was; false where somebody else wrote it first. */
async function isReplaced(
  table: Table,
  key: Key,
  before: Part | undefined,
  rows: Rows<unknown>,
): Promise<boolean> {
  const bytes = deflateRawSync(JSON.stringify([...rows]))
  if (before ? Buffer.compare(bytes, before.rows) === 0 : rows.size === 0) return true
  const revision = (before?.revision ?? 0) + 1
  const when = before ? { equals: { revision: before.revision } } : 'absent'
  try {
    await table.commit({ put: { ...key, rows: bytes, revision }, when })
    return true
  } catch (fault) {
    if (fault instanceof ConditionFailed) return false
    throw fault
  }
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

function rowsIn<Row>(bytes: Uint8Array): Rows<Row> {
  return new Map(JSON.parse(inflateRawSync(bytes).toString()) as [string, Row][])
}

function idOf({ prefix }: { prefix: string }, sk: string): string {
  return sk.slice(prefix.length)
}
