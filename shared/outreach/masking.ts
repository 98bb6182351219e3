// A published number of 1 to 9 could point at somebody.
const FEWEST = 10

/**
 * Counts as they may be shown. `masked` are the names whose number is not told; `combined` is what they come to
 * together, from ten up. With the total, which stays, nothing can be had by subtraction.
 */
export type MaskedCounts = { shown: Record<string, number>; masked: string[]; combined?: number }

/**
 * Masks each count of 1 to 9. Where exactly one would be masked, or they come to fewer than ten together, the next
 * smallest is masked as well, until there are at least two of ten or more, or none is left.
 */
export function maskSmall(counts: Readonly<Record<string, number>>): MaskedCounts {
  const sorted = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([one, few], [other, many]) => few - many || (one < other ? -1 : 1))
  const masked = sorted.filter(([, count]) => count < FEWEST)
  const rest = sorted.slice(masked.length)
  const combined = () => masked.reduce((sum, [, count]) => sum + count, 0)
  // One alone comes to fewer than ten by itself.
  while (masked.length > 0 && rest.length > 0 && combined() < FEWEST) masked.push(...rest.splice(0, 1))
  return {
    shown: Object.fromEntries(rest),
    masked: masked.map(([name]) => name),
    ...(combined() >= FEWEST && { combined: combined() }),
  }
}
