declare const packed: unique symbol

/** The place of an item. */
export type Key = { pk: string; sk: string; readonly [packed]?: never }

/**
 * The place of an item that a packed copy also holds. Only `packedKeys` (`shared/packed`) makes one, and plain writes do
 * not accept it: such an item cannot be written without its pending marker.
 */
export type PackedKey = { pk: string; sk: string; readonly [packed]: true }

/** A key to read by. */
export type AnyKey = Key | PackedKey

// Amazon DynamoDB Developer Guide, "Quotas": bytes of a partition and of a sort key.
const MOST_BYTES = { pk: 2048, sk: 1024 }

/** Whether DynamoDB accepts the key. A longer one, which somebody made up, has no item. */
export function isPossibleKey({ pk, sk }: AnyKey): boolean {
  return Buffer.byteLength(pk) <= MOST_BYTES.pk && Buffer.byteLength(sk) <= MOST_BYTES.sk
}

/** What is stored under a key: plain JSON values, `undefined` ones left out. */
export type Item = Key & Record<string, unknown>

/** An item that a packed copy also holds. */
export type PackedItem = PackedKey & Record<string, unknown>

/** The key alone, without what else an item holds. */
export function keyOf({ pk, sk }: AnyKey): Key {
  return { pk, sk }
}
