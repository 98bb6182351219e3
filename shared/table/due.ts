import { createHash } from 'node:crypto'
import type { Key } from './key.ts'
import type { Table } from './table.ts'

/** One kind of work in the index of due work, spread over shards so that no partition of the index gets too hot. */
export type DueQueue = {
  /** What the names of its shards begin with. */
  name: string
  shards: number
  /** A shard of an earlier version: still read, no longer written. */
  formerShard?: string
}

/** The attributes that put an item into the index. */
export type DueAttributes = { duePk?: string; dueSk?: string }

/** The attributes of an item that is due at an instant (RFC 3339 UTC); none without one. */
export function dueAttributes(
  { name, shards }: DueQueue,
  id: string,
  due: string | undefined,
): DueAttributes {
  if (!due) return {}
  const shard = createHash('sha256').update(id).digest().readUInt16BE() % shards
  return { duePk: `${name}#${shard}`, dueSk: due }
}

/** An item without these attributes, and with `due` where it was in the index. */
export function withoutDueAttributes<T extends DueAttributes>({
  duePk: _,
  dueSk,
  ...item
}: T): Omit<T, keyof DueAttributes> & { due?: string } {
  return { ...item, ...(dueSk && { due: dueSk }) }
}

/** The keys of items that are due by an instant, at most `limit` of each shard, the oldest of each first. */
export async function dueKeys(
  table: Pick<Table, 'due'>,
  { name, shards, formerShard }: DueQueue,
  until: string,
  limit: number,
): Promise<Key[]> {
  const names = [
    ...(formerShard ? [formerShard] : []),
    ...Array.from({ length: shards }, (_, shard) => `${name}#${shard}`),
  ]
  return (await Promise.all(names.map((shard) => table.due(shard, until, limit)))).flat()
}
