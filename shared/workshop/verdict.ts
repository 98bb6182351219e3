import type { OptionCount } from './option-count.ts'
import { compareFractions, type Fraction, type LeftOut, type Ranked } from './ranking.ts'

/**
 * A candidate in words: the families that can come, its points, and the largest group that it shuts out.
 * `leavesNoneOut`: of every shown group that was heard, somebody can come.
 */
export type Candidate = {
  option: string
  families: number
  points: number
  leavesNoneOut: boolean
  shutsOut?: LeftOut
}

/**
 * The recommended option in words. `isFairest` only where its fairness is above 0 and greater than that of every other
 * ready option; `hasMost` where none has more points. `rival` is the option with the most points above its own; where the
 * recommended one shuts out a group itself, it is the next in the ranking. `isLessFair`: by the fairness of the ranking.
 */
export type Verdict = {
  best: Candidate & { isFairest: boolean; hasMost: boolean }
  rival?: Candidate & { hasMore: boolean; isLessFair: boolean }
}

/** The recommendation of a poll's results; undefined while it is too early, or where nobody can come to a ready option. */
export function recommendationOf({
  early,
  options,
  ranking,
}: {
  early: boolean
  options: readonly OptionCount[]
  ranking: readonly Ranked[]
}): Verdict | undefined {
  return early ? undefined : verdictOf(options, ranking)
}

/** The verdict of a ranking; undefined where no option is ready or nobody can come to any. */
export function verdictOf(options: readonly OptionCount[], ranking: readonly Ranked[]): Verdict | undefined {
  const [best, ...others] = ranking
    .filter(({ reason }) => reason !== 'not-ready')
    .flatMap((ranked) => candidateOf(ranked, options))
  if (!best || [best, ...others].every(({ points }) => points === 0)) return undefined
  const isFairest =
    best.fairness.numerator > 0 &&
    others.every(({ fairness }) => compareFractions(best.fairness, fairness) > 0)
  const [more] = others
    .filter(({ points }) => points > best.points)
    .sort((one, other) => other.points - one.points)
  const rival = more ?? (best.shutsOut && others[0])
  return {
    best: { ...inWords(best), isFairest, hasMost: !more },
    ...(rival && {
      rival: {
        ...inWords(rival),
        hasMore: rival.points > best.points,
        isLessFair: compareFractions(rival.fairness, best.fairness) < 0,
      },
    }),
  }
}

type Contender = Candidate & { fairness: Fraction }

function inWords({ fairness: _, ...candidate }: Contender): Candidate {
  return candidate
}

function candidateOf(ranked: Ranked, options: readonly OptionCount[]): Contender[] {
  const count = options.find(({ id }) => id === ranked.option)
  if (!count) return []
  const { leavesOut, fairness } = ranked
  const [shutsOut] = leavesOut.filter(({ groups }) => groups.some((group) => ranked.shutsOut.includes(group)))
  const { id: option, yes, ifNeeded, points } = count
  const leavesNoneOut = leavesOut.length === 0 && ranked.shutsOut.length === 0
  return [
    { option, families: yes + ifNeeded, points, fairness, leavesNoneOut, ...(shutsOut && { shutsOut }) },
  ]
}

/** How far a vote is: whether it is still open, and how many families of how many have answered. */
export type VoteProgress = { isOpen: boolean; answered: number; families: number; earlyPercent: number }

/** The `earlyPercent` of schools that do not say one. */
export const EARLY_PERCENT = 25

const FEWEST_ANSWERS = 5

/**
 * Whether it is too early to recommend a time: the vote is open, and fewer than `earlyPercent` hundredths of the
 * families have answered, or fewer than five (than all of them, where the school has fewer).
 */
export function isEarly({ isOpen, answered, families, earlyPercent }: VoteProgress): boolean {
  const tooFew = 100 * answered < earlyPercent * families || answered < Math.min(FEWEST_ANSWERS, families)
  return isOpen && tooFew
}
