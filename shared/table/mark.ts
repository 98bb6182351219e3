import { createHash, randomBytes } from 'node:crypto'
import type { Item, Key } from './key.ts'

// Enough for every school of a country to vote in the same minute: a shard of the index takes 1,000 writes a second.
const SHARDS = 32
const GONE = 'GONE#'
const COPY = '#PACKED'

/** The attributes of a mark: by them an item lies in the index of work, until its packed copy holds it. */
export const MARK_ATTRIBUTES = ['duePk', 'dueSk', 'mark'] as const

/** The partition of the packed copies of a partition. */
export function copyPartition(pk: string): string {
  return pk + COPY
}

/** In which shard of the index the marks of a partition lie. */
export function markShard(pk: string): string {
  return `PACK#${createHash('sha256').update(pk).digest().readUInt16BE() % SHARDS}`
}

/** All shards in which marks may lie. */
export const MARK_SHARDS: readonly string[] = Array.from({ length: SHARDS }, (_, shard) => `PACK#${shard}`)

/** What the marks of a partition begin with. */
export function markPrefix(pk: string): string {
  return `${pk} `
}

/** The item with a mark of its own for this write. */
export function marked(item: Item): Item {
  return { ...item, ...markOf(item) }
}

function markOf({ pk, sk }: Key) {
  return { duePk: markShard(pk), dueSk: markPrefix(pk) + sk, mark: randomBytes(6).toString('base64url') }
}

/** What says that an item was removed, until the packed copy knows it: it lies beside the copy. */
export function goneMark(key: Key): Item {
  return { ...goneKey(key), ...markOf(key), gone: key.sk }
}

/** Where it lies that an item was removed. */
export function goneKey({ pk, sk }: Key): Key {
  return { pk: copyPartition(pk), sk: GONE + sk }
}

/** The item that a marked key speaks of: itself, or the one that was removed. */
export function sourceOf({ pk, sk }: Key): Key {
  return isGoneKey({ pk, sk }) ? { pk: pk.slice(0, -COPY.length), sk: sk.slice(GONE.length) } : { pk, sk }
}

/** Whether a key is that of something removed. */
export function isGoneKey({ pk, sk }: Key): boolean {
  return pk.endsWith(COPY) && sk.startsWith(GONE)
}
