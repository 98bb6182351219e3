import type { Table } from './table.ts'

/**
 * The table for one request: an item that was read is not read again, until something is written. Who asks, their
 * school and the workshop are looked up by many operations of one page.
 */
export function rememberingTable(table: Table): Table {
  const known = new Map<string, Promise<unknown>>()
  const forget = () => known.clear()
  const written = async <T>(write: Promise<T>) => {
    forget()
    return write.finally(forget)
  }
  return {
    ...table,
    get<T>(key: Parameters<Table['get']>[0]) {
      const name = JSON.stringify([key.pk, key.sk])
      const found = (known.get(name) ?? table.get<T>(key)) as Promise<T | undefined> // put here by the same key
      known.set(name, found)
      return found
    },
    commit: (...writes) => written(table.commit(...writes)),
    putAll: (...given) => written(table.putAll(...given)),
  }
}
