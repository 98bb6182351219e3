import { type Key, keyOf } from './key.ts'
import type { Item, Table, Write } from './table.ts'
import { isPacked } from './write.ts'

/** A change in the table: the key, whether the item is new, and whether it has a pending marker. */
export type Change = { key: Key; isNew: boolean; isMarked: boolean }

/** A table that calls `hear` with each put and removal, after it was committed. */
export function observedWrites<T extends Table>(table: T, hear: (changes: readonly Change[]) => void): T {
  return {
    ...table,
    async commit(...writes: Write[]) {
      await table.commit(...writes)
      hear(writes.flatMap(changesOf))
    },
    async putAll(items: readonly Item[], onProgress?: (done: number) => Promise<void> | void) {
      // Where it stops halfway, some of them are written.
      try {
        await table.putAll(items, onProgress)
      } finally {
        hear(items.map((item) => ({ key: keyOf(item), isNew: true, isMarked: false })))
      }
    },
  }
}

function changesOf(write: Write): Change[] {
  if (!('put' in write || 'remove' in write)) return []
  const isMarked = isPacked(write)
  return 'put' in write
    ? [{ key: keyOf(write.put), isNew: write.when === 'absent', isMarked }]
    : [{ key: keyOf(write.remove), isNew: false, isMarked }]
}
