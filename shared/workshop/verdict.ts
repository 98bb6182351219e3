import type { OptionCount } from './option-count.ts'
import { compareFractions, type LeftOut, type Ranked } from './ranking.ts'

/** A time in words: how many families can come to it, its points, and the largest group that it shuts out. */
export type Candidate = { option: string; families: number; points: number; shutsOut?: LeftOut }

/**
 * What is said of the recommended time. `isFairest` only where its fairness is above 0 and greater than that of every
 * other ready time. `rival` is the time with more points; where the recommended one shuts out a group itself, it is the
 * next one in the ranking.
 */
export type Verdict = { best: Candidate & { isFairest: boolean }; rival?: Candidate }

/** The verdict of a ranking; undefined where no time is ready or nobody can come to any. */
export function verdictOf(options: readonly OptionCount[], ranking: readonly Ranked[]): Verdict | undefined {
  const ready = ranking.filter(({ reason }) => reason !== 'not-ready')
  const candidates = ready.flatMap((ranked) => candidateOf(ranked, options))
  const [best, ...others] = candidates
  const [winner, ...losers] = ready
  if (!best || !winner || candidates.every(({ points }) => points === 0)) return undefined
  const isFairest =
    winner.fairness.numerator > 0 &&
    losers.every(({ fairness }) => compareFractions(winner.fairness, fairness) > 0)
  const [rival] = others
    .filter(({ points }) => points > best.points)
    .sort((one, other) => other.points - one.points)
  const beside = rival ?? (best.shutsOut && others[0])
  return { best: { ...best, isFairest }, ...(beside && { rival: beside }) }
}

function candidateOf(ranked: Ranked, options: readonly OptionCount[]): Candidate[] {
  const count = options.find(({ id }) => id === ranked.option)
  if (!count) return []
  const [shutsOut] = ranked.leavesOut.filter(({ groups }) =>
    groups.some((group) => ranked.shutsOut.includes(group)),
  )
  const { id: option, yes, ifNeeded, points } = count
  return [{ option, families: yes + ifNeeded, points, ...(shutsOut && { shutsOut }) }]
}

/** How far a vote is: whether it is still open, and how many families of how many have answered. */
export type Turnout = { isOpen: boolean; answered: number; families: number; earlyPercent: number }

const FEWEST_ANSWERS = 5

/**
 * Whether it is too early to recommend a time: the vote is open, and fewer than `earlyPercent` hundredths of the
 * families have answered, or fewer than five (than all of them, where the school has fewer).
 */
export function isEarly({ isOpen, answered, families, earlyPercent }: Turnout): boolean {
  const tooFew = 100 * answered < earlyPercent * families || answered < Math.min(FEWEST_ANSWERS, families)
  return isOpen && tooFew
}
