import { createHash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { tryCommit } from '../table/attempt.ts'
import { copyPartition } from '../table/pending-marker.ts'
import { contentOf, type Key, type Table } from '../table/table.ts'

/** The rows of a copy by the id of their item. */
export type CopyRows<Row> = Map<string, Row>

/** A part of a copy as it is stored: its rows, compressed, and how often it was written. */
export type CopyPart = { rows: Uint8Array; revision: number }

/** What the sort keys of parts begin with. */
export const PART = 'PART#'
/** How often a write is retried that lost to another one. */
export const ATTEMPTS = 20

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

/** The latest parts of a copy by name; one that was never written is missing. */
export async function partsAt(
  table: Table,
  pk: string,
  names: readonly string[],
): Promise<Map<string, CopyPart>> {
  const parts = await table.getItems(names.map((sk) => ({ pk: copyPartition(pk), sk })))
  return new Map(parts.map((item) => [item.sk, contentOf<CopyPart>(item)]))
}

/** Writes a part that was read before, unless nothing changes; false where somebody else wrote it meanwhile. */
export async function writePart(
  table: Table,
  key: Key,
  before: CopyPart | undefined,
  rows: CopyRows<unknown>,
): Promise<boolean> {
  const bytes = deflateRawSync(JSON.stringify([...rows]))
  if (before ? Buffer.compare(bytes, before.rows) === 0 : rows.size === 0) return true
  const revision = (before?.revision ?? 0) + 1
  const when = before ? { equals: { revision: before.revision } } : 'absent'
  return tryCommit(table, { put: { ...key, rows: bytes, revision }, when })
}

/** The rows of a part. */
export function rowsIn<Row>(bytes: Uint8Array): CopyRows<Row> {
  return new Map(JSON.parse(inflateRawSync(bytes).toString()) as [string, Row][])
}

/** The id of the item at a sort key. */
export function idOf({ keys }: { keys: { prefix: string } }, sk: string): string {
  return sk.slice(keys.prefix.length)
}
