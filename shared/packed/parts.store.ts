import { createHash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { ConditionFailed } from '../table/commit.ts'
import type { Key } from '../table/key.ts'
import { copyPartition } from '../table/mark.ts'
import { contentOf, type Table } from '../table/table.ts'

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

/** The rows of a copy by the id of the item for which each stands. */
export type Rows<Row> = Map<string, Row>

/** A part of a copy as it lies: its rows, compressed, and how often it was written. */
export type Part = { rows: Uint8Array; revision: number }

/** What the sort keys of parts begin with. */
export const PART = 'PART#'
/** How often somebody who was overtaken tries again. */
export const ATTEMPTS = 20

/**
 * What is said of a copy: that it was `whole` once, so that with the marks it is exact; or that somebody, whose name is
 * `by`, is writing very many items without marks. Of items from before there were copies nothing is said.
 */
export type Standing = { whole: boolean; by: string }

/** Where it lies what is said of a copy. */
export const standingKey = (pk: string): Key => ({ pk: copyPartition(pk), sk: 'STANDING' })

/** The part in which the item of a sort key is packed. */
export function partOf(sk: string, parts: number): string {
  return PART + (createHash('sha256').update(sk).digest().readUInt16BE() % parts)
}

/** Parts of a copy as they are now, by name; one that was never written is missing. */
export async function partsAt(
  table: Table,
  pk: string,
  names: readonly string[],
): Promise<Map<string, Part>> {
  const parts = await table.getItems(names.map((sk) => ({ pk: copyPartition(pk), sk })))
  return new Map(parts.map((item) => [item.sk, contentOf<Part>(item)]))
}

/** Writes a part, unless it is as it was; false where somebody else wrote it first. */
export async function isReplaced(
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

/** The rows of a part. */
export function rowsIn<Row>(bytes: Uint8Array): Rows<Row> {
  return new Map(JSON.parse(inflateRawSync(bytes).toString()) as [string, Row][])
}

/** The id of the item that lies at a sort key. */
export function idOf({ prefix }: { prefix: string }, sk: string): string {
  return sk.slice(prefix.length)
}
