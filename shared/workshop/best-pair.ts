import { type Answer, POINTS } from './answer.ts'
import { compare, constituencies } from './groups.ts'
import { countByGroup, familiesHeard, type GroupCount, votesOf } from './option-count.ts'
import type { Election, Ranked } from './ranking.ts'
import { canCome, type Votes } from './shut-out.ts'

/** Two times, with the families that can come to one of them; each family counts by the better of its answers. */
export type BestPair = { options: [string, string]; families: number; byGroup: GroupCount[] }

/**
 * The two times that together reach the most families with yes or if needed; ties go to the larger union of yes, then
 * to the pair that is higher in the ranking. Undefined with fewer than two ready options.
 */
export function bestPair(election: Election, ranking: readonly Ranked[]): BestPair | undefined {
  const voted = votesOf(election)
  const votes = new Map(voted.map((one) => [one.option.id, one.votes]))
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
  const groups = constituencies(election.families, election.kinds)
  return {
    options: [earlier, later],
    families: best.families,
    byGroup: countByGroup(best.votes, groups, familiesHeard(voted)),
  }
}

type ReadyOption = { id: string; votes: Votes }
type Pair = { options: string[]; votes: Votes; families: number; yes: number }

function pairOf(one: ReadyOption, other: ReadyOption): Pair {
  const votes = betterOf(one.votes, other.votes)
  const answers = [...votes.values()]
  return {
    options: [one.id, other.id],
    votes,
    families: answers.filter(canCome).length,
    yes: answers.filter((answer) => answer === 'yes').length,
  }
}

/** What each family can do at one of two times. */
function betterOf(one: Votes, other: Votes): Votes {
  const better = new Map<string, Answer>(one)
  for (const [family, answer] of other) {
    const before = better.get(family)
    if (!before || POINTS[answer] > POINTS[before]) better.set(family, answer)
  }
  return better
}
