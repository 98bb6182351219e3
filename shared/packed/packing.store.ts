import { type KeyPattern, keyPattern } from '../table/key-pattern.ts'
import type { AnyKey, Item, PackedItem, PackedKey } from '../table/table.ts'
import type { Condition, PackedWrite } from '../table/write.ts'

/**
 * How the items of a partition are also kept in a packed copy, so that all of them are read at a tenth of the price: their
 * keys, the number of parts, and the row of an item. `counted` gives back of a row what is counted.
 */
export type Packing<Stored, Row, Counted> = {
  keys: { prefix: string; parse(key: AnyKey): Record<string, string> | undefined }
  parts: number
  /** What follows the prefix in the item's sort key. */
  id: (item: Stored) => string
  row: (item: Stored) => Row
  counted: (id: string, row: Row) => Counted
}

/** The keys of packed items: built and taken apart by one pattern, and written by `putPacked` and `removePacked` alone. */
export type PackedKeys<Pk extends string, Sk extends string> = Omit<KeyPattern<Pk, Sk>, 'key'> & {
  key(values: Parameters<KeyPattern<Pk, Sk>['key']>[0]): PackedKey
}

/** Defines the keys of packed items, see `keyPattern`. */
export function packedKeys<Pk extends string, Sk extends string>(pk: Pk, sk: Sk): PackedKeys<Pk, Sk> {
  const pattern = keyPattern(pk, sk)
  return {
    ...pattern,
    // The one place that makes such a key: the brand exists in types alone.
    key: (values) => pattern.key(values) as Pick<AnyKey, 'pk' | 'sk'> as PackedKey,
  }
}

/** Puts an item with its pending marker. */
export function putPacked(put: PackedItem, when?: Condition): PackedWrite {
  return { put, packed: true, ...(when && { when }) }
}

/** Puts a stored item again as it is, with a pending marker: of items that were written without one. */
export function markPending(item: Item, when: Condition): PackedWrite {
  return putPacked(item as Record<string, unknown> as PackedItem, when) // it has the key of the kind that was read
}

/** Removes an item, and leaves a pending marker of the removal. */
export function removePacked(remove: PackedKey, when?: Condition): PackedWrite {
  return { remove, packed: true, ...(when && { when }) }
}
