import type { Item, Key, Table, Write } from './table.ts'

/** A change in the table: where, whether something new lies there, and whether it is to be packed. */
export type Change = { key: Key; isNew: boolean; isMarked: boolean }

/** A table of which somebody hears what was put or removed through it, after it was. */
export function observedWrites<T extends Table>(table: T, hear: (changes: readonly Change[]) => void): T {
  return {
    ...table,
    async commit(...writes: Write[]) {
      await table.commit(...writes)
      hear(writes.flatMap(changesOf))
    },
    async putAll(items: readonly Item[], onProgress?: (done: number) => Promise<void> | void) {
      // Where it stops halfway, some of them lie there.
      try {
        await table.putAll(items, onProgress)
      } finally {
        hear(items.map((key) => ({ key, isNew: true, isMarked: false })))
      }
    },
  }
}

function changesOf(write: Write): Change[] {
  if (!('put' in write || 'remove' in write)) return []
  const isMarked = write.packed ?? false
  return 'put' in write
    ? [{ key: write.put, isNew: write.when === 'absent', isMarked }]
    : [{ key: write.remove, isNew: false, isMarked }]
}
