import { createHash, randomBytes } from 'node:crypto'
import { PENDING_MARKER } from './definition.ts'
import { type AnyKey, type Item, type Key, keyOf, type PackedItem } from './key.ts'

export { PENDING_MARKER }

// Enough for every school of a country to vote in the same minute: a shard of the index takes 1,000 writes a second.
const SHARDS = 32
const REMOVAL = 'GONE#'
const COPY = '#PACKED'

/** The attributes of a pending marker. They put an item into the index of work until its packed copy holds it. */
export const MARKER_ATTRIBUTES = ['duePk', 'dueSk', PENDING_MARKER] as const

/** The partition of the packed copy of a partition. */
export function copyPartition(pk: string): string {
  return pk + COPY
}

/** The shard of the index that holds the markers of a partition. */
export function markerShard(pk: string): string {
  return `PACK#${createHash('sha256').update(pk).digest().readUInt16BE() % SHARDS}`
}

/** All shards that may hold markers. */
export const MARKER_SHARDS: readonly string[] = Array.from({ length: SHARDS }, (_, shard) => `PACK#${shard}`)

/** What the index keys of a partition's markers begin with. */
export function markerPrefix(pk: string): string {
  return `${pk} `
}

/** The item with a marker that is unique to this write. */
export function withMarker(item: PackedItem): Item {
  const content: Record<string, unknown> = item
  return { ...content, ...keyOf(item), ...newMarker(item) }
}

function newMarker({ pk, sk }: AnyKey) {
  return {
    duePk: markerShard(pk),
    dueSk: markerPrefix(pk) + sk,
    [PENDING_MARKER]: randomBytes(6).toString('base64url'),
  }
}

/** The item beside the packed copy that stands for a removal until the copy reflects it. */
export function removalMarker(key: AnyKey): Item {
  return { ...removalKey(key), ...newMarker(key), gone: key.sk }
}

/** The key of a removal's marker. */
export function removalKey({ pk, sk }: AnyKey): Key {
  return { pk: copyPartition(pk), sk: REMOVAL + sk }
}

/** Whether a key is that of a removal's marker. */
export function isRemovalKey({ pk, sk }: AnyKey): boolean {
  return pk.endsWith(COPY) && sk.startsWith(REMOVAL)
}

/** The key of the item that a marker is about: the marked item itself, or the one that was removed. */
export function markedKey(key: AnyKey): Key {
  const { pk, sk } = key
  return isRemovalKey(key) ? { pk: pk.slice(0, -COPY.length), sk: sk.slice(REMOVAL.length) } : { pk, sk }
}
