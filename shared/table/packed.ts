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

// With more than these waiting, all are read as they lie: a copy that is far behind saves nothing.
const MOST_UNPACKED = 100
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
  if (marks.length > MOST_UNPACKED) {
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
  const parts = new Map<string, Set<string>>()
  for (const { sk } of keys) {
    const part = partOf(sk, packing.parts)
    parts.set(part, (parts.get(part) ?? new Set()).add(sk))
  }
  for (const [part, sks] of parts)
    await packPart(table, packing, { pk: copyPartition(pk), sk: part }, { pk, sks: [...sks] })
}

async function packPart<Lying, Row, Counted>(
  table: Table,
  packing: Packing<Lying, Row, Counted>,
  part: Key,
  { pk, sks }: { pk: string; sks: string[] },
): Promise<void> {
  const sources = sks.map((sk) => ({ pk, sk }))
  for (let attempt = 0; ; attempt++) {
    // The copy before the items: what it holds is then never newer than what is read now.
    const before = await table.get<Part>(part)
    const items = new Map(
      (await table.getItems([...sources, ...sources.map(goneKey)])).map((item) => [item.sk, item]),
    )
    const rows: Rows<Row> = before ? rowsIn(before.rows) : new Map()
    for (const sk of sks) {
      const item = items.get(sk)
      if (item) rows.set(idOf(packing, sk), packing.row(contentOf<Lying>(item)))
      else rows.delete(idOf(packing, sk))
    }
    try {
      await replacePart(table, part, before, rows)
      await settle(table, [...items.values()])
      return
    } catch (fault) {
      if (!(fault instanceof ConditionFailed) || attempt + 1 >= ATTEMPTS) throw fault
      await backoff(attempt)
    }
  }
}

async function replacePart(
  table: Table,
  part: Key,
  before: Part | undefined,
  rows: Rows<unknown>,
): Promise<void> {
  const bytes = deflateRawSync(JSON.stringify([...rows]))
  if (before ? Buffer.compare(bytes, before.rows) === 0 : rows.size === 0) return
  const revision = (before?.revision ?? 0) + 1
  const when = before ? { equals: { revision: before.revision } } : 'absent'
  await table.commit({ put: { ...part, rows: bytes, revision }, when })
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

function partOf(sk: string, parts: number): string {
  return PART + (createHash('sha256').update(sk).digest().readUInt16BE() % parts)
}
