import { gunzipSync, inflateSync } from 'fflate'
import type { Item, WholeTable } from '../../shared/table/table.ts'

/** A read of the table, and its result, with compressed values decompressed. */
export type Read = { asked: string; found: string }

const WRITES: readonly string[] = ['commit', 'putAll']

/**
 * A table that records each read, by any method: the key, partition, index or shard, and everything found there. The
 * caller empties `reads`.
 */
export function watchedTable(table: WholeTable): { table: WholeTable; reads: Read[] } {
  const reads: Read[] = []
  const watched = Object.entries(table).map(([name, method]) => {
    if (WRITES.includes(name)) return [name, method]
    const noted = async (...given: unknown[]) => {
      const found = await (method as (...given: unknown[]) => unknown)(...given)
      reads.push({ asked: textOf(given), found: textOf(found) })
      return found
    }
    return [name, noted]
  })
  return { table: Object.fromEntries(watched) as WholeTable, reads } // each method of the table, and no other
}

/** A value as text, with compressed values decompressed. */
export function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part) => (part instanceof Uint8Array ? opened(part) : part)) ?? ''
}

function opened(bytes: Uint8Array): string {
  for (const open of [gunzipSync, inflateSync]) {
    try {
      return new TextDecoder().decode(open(bytes))
    } catch {
      // Not packed this way.
    }
  }
  return new TextDecoder().decode(bytes)
}

/** The items that contain one of the words, by key, to check later that they are unchanged. */
export function holding(items: readonly Item[], words: RegExp): Map<string, Item> {
  const found = items.filter((item) => words.test(textOf(item)))
  return new Map(found.map((item) => [`${item.pk} / ${item.sk}`, item]))
}
