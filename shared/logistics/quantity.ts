/** The quotient rounded up, in integers. Both arguments are non-negative. */
export function ceilingOf(numerator: number, denominator: number): number {
  // On integers throughout: ceil(50 * 1.1) is 56 in floating point, and 55 is right.
  const rest = numerator % denominator
  return (numerator - rest) / denominator + (rest > 0 ? 1 : 0)
}

/** The number and a tenth more, rounded up. */
export function withTenthMore(count: number): number {
  return ceilingOf(11 * count, 10)
}

/** The sum of the numbers. */
export function total(counts: Iterable<number>): number {
  let sum = 0
  for (const count of counts) sum += count
  return sum
}

/** Sums counts by name, sorted by name; names with a sum of 0 are left out. */
export function sumByName(counts: Iterable<readonly [string, number]>): Record<string, number> {
  const sums = new Map<string, number>()
  for (const [name, count] of counts) sums.set(name, (sums.get(name) ?? 0) + count)
  const kept = [...sums].filter(([, sum]) => sum > 0)
  return Object.fromEntries(kept.sort(([one], [other]) => (one < other ? -1 : 1)))
}
