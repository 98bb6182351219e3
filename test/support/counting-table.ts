import type { Table } from '../../shared/table/table.ts'

/** The table, and the calls made to it since the last query, sorted by name. */
export function countingTable(table: Table): { table: Table; calls: () => string[] } {
  let made: string[] = []
  const counted = new Proxy(table, {
    get(target, name, receiver) {
      const value = Reflect.get(target, name, receiver)
      if (typeof value !== 'function') return value
      return (...given: unknown[]) => {
        // Items requested at one moment are read in one call, and each counts.
        if (name === 'getItems') made.push(...(given[0] as unknown[]).map(() => 'get'))
        else made.push(`${String(name)}${name === 'commit' ? ` of ${given.length}` : ''}`)
        return value.apply(target, given)
      }
    },
  })
  const calls = () => {
    const told = made.sort()
    made = []
    return told
  }
  return { table: counted, calls }
}
