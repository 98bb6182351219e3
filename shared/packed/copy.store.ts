import { createHash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { tryCommit } from '../table/attempt.ts'
import { copyPartition } from '../table/pending-marker.ts'
import {
  backoff,
  ConditionFailed,
  type Consistency,
  contentOf,
  type Item,
  type Key,
  type Table,
} from '../table/table.ts'

/** The rows of a copy by the id of their item. */
export type CopyRows<Row> = Map<string, Row>

/** A part of a copy as it is stored: its rows, compressed, and how often it was written. */
export type CopyPart = { rows: Uint8Array; revision: number }

/** What the sort keys of parts begin with. */
export const PART = 'PART#'
const ATTEMPTS = 20

/** Repeats work that is false where another writer was faster. Throws ConditionFailed after twenty attempts. */
export async function untilWritten(work: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 0) await backoff(attempt)
    if (await work()) return
  }
  throw new ConditionFailed(0)
}

/**
 * Says that a copy is stale, because somebody, named `by`, writes very many items without markers. Earlier versions also
 * wrote `whole: true`, which means the same as no item at all.
 */
export type StaleMarker = { whole: boolean; by: string }

/** The key of the marker of a stale copy. */
export const staleKey = (pk: string): Key => ({ pk: copyPartition(pk), sk: 'STANDING' })

/** The part that holds the item of a sort key. */
export function partOf(sk: string, parts: number): string {
  return PART + (createHash('sha256').update(sk).digest().readUInt16BE() % parts)
}

/** The latest parts of the copy of a partition by name; one that was never written is missing. */
export function partsAt(table: Table, pk: string, names: readonly string[]): Promise<Map<string, CopyPart>> {
  return partsIn(table, copyPartition(pk), names)
}

/** The parts under these sort keys of a partition; one that was never written is missing. */
export async function partsIn(
  table: Table,
  pk: string,
  names: readonly string[],
  reading?: Consistency,
): Promise<Map<string, CopyPart>> {
  const parts = await table.getItems(
    names.map((sk) => ({ pk, sk })),
    reading,
  )
  return new Map(parts.map((item) => [item.sk, contentOf<CopyPart>(item)]))
}

/**
 * Writes a part that was read before at its key, with what else is stored beside its rows, unless nothing changes. Returns
 * the revision that is there then; undefined where somebody else wrote it meanwhile.
 */
export async function writePart(
  table: Table,
  key: Item,
  before: CopyPart | undefined,
  rows: CopyRows<unknown>,
): Promise<number | undefined> {
  const bytes = deflateRawSync(JSON.stringify([...rows]))
  const known = before?.revision ?? 0
  if (before ? Buffer.compare(bytes, before.rows) === 0 : rows.size === 0) return known
  const when = before ? { equals: { revision: known } } : 'absent'
  const isWritten = await tryCommit(table, { put: { ...key, rows: bytes, revision: known + 1 }, when })
  return isWritten ? known + 1 : undefined
}

/** The rows of a part. */
export function rowsIn<Row>(bytes: Uint8Array): CopyRows<Row> {
  return new Map(JSON.parse(inflateRawSync(bytes).toString()) as [string, Row][])
}

/** The id of the item at a sort key. */
export function idOf({ keys }: { keys: { prefix: string } }, sk: string): string {
  return sk.slice(keys.prefix.length)
}
