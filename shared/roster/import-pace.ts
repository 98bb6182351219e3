/** What an import has written so far: created families, and updated families, each in a transaction. */
export type Written = { created: number; updated: number }

// A family's item is smaller than 1 KB. A transactional write consumes twice the units.
const CREATED_UNITS = 1
const UPDATED_UNITS = 2

/** The pause in milliseconds that keeps the writes so far below a rate in write units per second. */
export function pauseAfter(
  { created, updated }: Written,
  { milliseconds, unitsPerSecond }: { milliseconds: number; unitsPerSecond: number },
): number {
  const units = created * CREATED_UNITS + updated * UPDATED_UNITS
  return Math.max(0, (units / unitsPerSecond) * 1000 - milliseconds)
}
