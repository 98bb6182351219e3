import type { Item, WholeTable } from '../../shared/table/table.ts'

/** What was asked of the table, and what came of it. */
export type Read = { asked: string; found: string }

/**
 * A table that notes each read: which key, partition or shard was asked for, and all that was found there, through
 * whatever index. `reads` is emptied by who looks at it.
 */
export function watchedTable(table: WholeTable): { table: WholeTable; reads: Read[] } {
  const reads: Read[] = []
  const noted = async <T>(asked: unknown, finding: Promise<T>): Promise<T> => {
    const found = await finding
    reads.push({ asked: JSON.stringify(asked), found: JSON.stringify(found) ?? '' })
    return found
  }
  const watched: WholeTable = {
    ...table,
    get: (key) => noted({ pk: key.pk, sk: key.sk }, table.get(key)),
    query: (page) => noted(page, table.query(page)),
    queryAll: (pk, prefix) => noted({ pk, prefix }, table.queryAll(pk, prefix)),
    due: (shard, until, limit) => noted({ shard, until }, table.due(shard, until, limit)),
    scan: (after, limit) => noted({ after }, table.scan(after, limit)),
  }
  return { table: watched, reads }
}

/** The items that hold one of the words anywhere, by where they lie: to see later that nothing of them changed. */
export function holding(items: readonly Item[], words: RegExp): Map<string, Item> {
  const found = items.filter((item) => words.test(JSON.stringify(item)))
  return new Map(found.map((item) => [`${item.pk} / ${item.sk}`, item]))
}
