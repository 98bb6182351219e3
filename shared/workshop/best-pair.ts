import { compare } from './groups.ts'
import { votesOf } from './option-count.ts'
import type { Election, Ranked } from './ranking.ts'
import { canCome, type Votes } from './shut-out.ts'

/**
 * The two times that together reach the most families with yes or if needed; ties go to the larger union of yes, then
 * to the pair that is higher in the ranking. Undefined with fewer than two ready options.
 */
export function bestPair(
  election: Election,
  ranking: readonly Ranked[],
): { options: [string, string]; families: number } | undefined {
  const votes = new Map(votesOf(election).map((one) => [one.option.id, one.votes]))
  const ready = ranking.flatMap(({ option: id, reason }) => {
    const found = votes.get(id)
    return found && reason !== 'not-ready' ? [{ id, votes: found }] : []
  })
  const pairs = ready.flatMap((one, place) => ready.slice(place + 1).map((other) => pairOf(one, other)))
  // Pairs are in the order of the ranking, so the first of equal ones wins.
  const [first, ...rest] = pairs
  if (!first) return undefined
  const best = rest.reduce(
    (top, pair) =>
      pair.families > top.families || (pair.families === top.families && pair.yes > top.yes) ? pair : top,
    first,
  )
  const chronological = election.options
    .filter(({ id }) => best.options.includes(id))
    .map(({ id, start }) => ({ id, start }))
  const [earlier = '', later = ''] = chronological
    .sort((a, b) => compare(a.start, b.start))
    .map(({ id }) => id)
  return { options: [earlier, later], families: best.families }
}

type ReadyOption = { id: string; votes: Votes }

function pairOf(one: ReadyOption, other: ReadyOption): { options: string[]; families: number; yes: number } {
  const families = new Set<string>()
  const yes = new Set<string>()
  for (const [family, answer] of [...one.votes, ...other.votes]) {
    if (canCome(answer)) families.add(family)
    if (answer === 'yes') yes.add(family)
  }
  return { options: [one.id, other.id], families: families.size, yes: yes.size }
}
