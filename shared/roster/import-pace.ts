/** What an import wrote until now: families that are new, and ones that were changed, each in a transaction. */
export type Written = { created: number; updated: number }

// A family's item is smaller than 1 KB; what is written in a transaction is paid for twice.
const CREATED_UNITS = 1
const UPDATED_UNITS = 2

/** How many milliseconds to wait after so much in so many milliseconds, to write that many units a second at most. */
export function pauseAfter(
  { created, updated }: Written,
  { milliseconds, unitsPerSecond }: { milliseconds: number; unitsPerSecond: number },
): number {
  const units = created * CREATED_UNITS + updated * UPDATED_UNITS
  return Math.max(0, (units / unitsPerSecond) * 1000 - milliseconds)
}
