import type { Table } from '../table/table.ts'

/** Increments the count under a key and returns it; the count expires at `end` (seconds since 1970). */
export async function countAttempt(table: Table, key: string, end: number): Promise<number> {
  return table.count({ pk: `GUESSES#${key}`, sk: 'GUESSES' }, end)
}
