// A published count of 1 to 9 could identify somebody.
const FEWEST = 10

/**
 * Counts as they may be shown. `masked` are the names with hidden counts; `combined` is the sum of those, from ten on.
 * Even with the total, no hidden count can be found by subtraction.
 */
export type MaskedCounts = { shown: Record<string, number>; masked: string[]; combined?: number }

/**
 * Masks each count of 1 to 9. Where only one would be masked, or the masked ones add up to fewer than ten, masks the
 * next smallest as well, until at least two add up to ten or more, or none is left.
 */
export function maskSmall(counts: Readonly<Record<string, number>>): MaskedCounts {
  const sorted = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([one, few], [other, many]) => few - many || (one < other ? -1 : 1))
  const masked = sorted.filter(([, count]) => count < FEWEST)
  const rest = sorted.slice(masked.length)
  const combined = () => masked.reduce((sum, [, count]) => sum + count, 0)
  // A single masked count is below ten by itself.
  while (masked.length > 0 && rest.length > 0 && combined() < FEWEST) masked.push(...rest.splice(0, 1))
  return {
    shown: Object.fromEntries(rest),
    masked: masked.map(([name]) => name),
    ...(combined() >= FEWEST && { combined: combined() }),
  }
}
