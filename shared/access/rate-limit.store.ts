import type { Table } from '../table/table.ts'

/** One more wrong guess of a caller, or of all under one name; the sum is kept until the ten minutes are over. */
export async function countGuess(table: Table, caller: string, end: number): Promise<number> {
  return table.count({ pk: `GUESSES#${caller}`, sk: 'GUESSES' }, end)
}
