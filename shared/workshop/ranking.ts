import { type Answer, answerTo, type CountedBallot, POINTS } from './ballot.ts'
import type { Departed } from './departed.ts'
import { type Constituency, compare, constituencies, type Grouped } from './groups.ts'
import type { PollOption } from './poll.ts'

/** A fraction of integers, so that fairness is compared exactly. */
export type Fraction = { numerator: number; denominator: number }

/** The number of families by their answer to an option; families without an answer are not in it. */
export type OptionCount = {
  id: string
  points: number
  yes: number
  ifNeeded: number
  no: number
  ready: boolean
}

/** The reason for an option's rank; the first of the ranking is recommended. */
export type RankingReason =
  | 'fairest'
  | 'most-points'
  | 'newcomers'
  | 'more-yes'
  | 'earlier'
  | 'less-fair'
  | 'below-shortlist'
  | 'not-ready'

/** How much of a group an option reaches: its families with yes or if needed, of all of them. */
export type GroupReach = { groups: string[]; reached: number; families: number }

/** The answers of a group's families to an option, as counts; families without an answer are in `families` alone. */
export type GroupCount = { groups: string[]; families: number; yes: number; ifNeeded: number; no: number }

/** A ranked option; `fairness` is the least share of points among the groups. */
export type Ranked = {
  option: string
  points: number
  fairness: Fraction
  shortlisted: boolean
  reason: RankingReason
  /** The shown groups of which it reaches less than half, the least reached first. */
  leavesOut: GroupReach[]
  /** The answers of each shown group. */
  byGroup: GroupCount[]
}

/** The input of a ranking: the options, the ballots, the families of the roster, and the school's settings. */
export type Election = {
  options: readonly PollOption[]
  ballots: readonly Pick<CountedBallot, 'family' | 'answers'>[]
  families: readonly Grouped[]
  kinds: 'all' | readonly string[]
  shortlistPercent: number
  /** Families that came to a workshop this school year; the others win ties. */
  been?: ReadonlySet<string>
  /** The sums of the answers of families that were deleted after the vote closed. */
  departed?: Departed | undefined
}

type Votable = Pick<Election, 'options' | 'ballots' | 'families' | 'departed'>
type Votes = ReadonlyMap<string, Answer>
type Contestant = {
  option: PollOption
  votes: Votes
  count: OptionCount
  fairness: Fraction
  newcomers: number
  byGroup: GroupCount[]
}

/** Each option with the current answers of the families on the roster. */
function votesOf({ options, ballots, families }: Votable): { option: PollOption; votes: Votes }[] {
  const roster = new Set(families.map(({ id }) => id))
  const counted = ballots.filter(({ family }) => roster.has(family))
  return options.map((option) => ({ option, votes: votesFor(option, counted) }))
}

function votesFor(option: PollOption, ballots: Votable['ballots']): Votes {
  const votes = new Map<string, Answer>()
  for (const ballot of ballots) {
    const answer = answerTo(ballot, option)
    if (answer) votes.set(ballot.family, answer)
  }
  return votes
}

function countAnswers(answers: readonly (Answer | undefined)[]): Record<Answer, number> {
  const of = (answer: Answer) => answers.filter((one) => one === answer).length
  return { yes: of('yes'), ifNeeded: of('ifNeeded'), no: of('no') }
}

function countOf(option: PollOption, votes: Votes, departed?: Departed): OptionCount {
  const now = countAnswers([...votes.values()])
  const gone = departed?.options[option.id]
  const [yes, ifNeeded, no] = (['yes', 'ifNeeded', 'no'] as const).map(
    (answer) => now[answer] + (gone?.[answer] ?? 0),
  ) as [number, number, number] // one for each answer
  return { id: option.id, points: 2 * yes + ifNeeded, yes, ifNeeded, no, ready: !option.unavailable?.length }
}

/** The counts of each option, in the order of the poll. */
export function countOptions(election: Votable): OptionCount[] {
  return votesOf(election).map(({ option, votes }) => countOf(option, votes, election.departed))
}

/** The least share of points among the groups; without any group, among all families together. */
function fairnessOf(votes: Votes, groups: readonly Constituency[], families: readonly Grouped[]): Fraction {
  const everybody = new Set(families.map(({ id }) => id))
  const sets = groups.length > 0 ? groups.map((group) => group.families) : [everybody]
  const shares = sets.map((members) => ({
    numerator: pointsOf(votes, members),
    denominator: 2 * members.size,
  }))
  return shares.reduce((least, share) => (compareFractions(share, least) < 0 ? share : least))
}

function pointsOf(votes: Votes, members: ReadonlySet<string>): number {
  let points = 0
  for (const [family, answer] of votes) if (members.has(family)) points += POINTS[answer]
  return points
}

/** Compares two fractions; that of an empty group is the least. */
export function compareFractions(one: Fraction, other: Fraction): number {
  if (one.denominator === 0 || other.denominator === 0) return one.denominator - other.denominator
  return one.numerator * other.denominator - other.numerator * one.denominator
}

function countByGroup(votes: Votes, groups: readonly Constituency[]): GroupCount[] {
  return groups
    .filter(({ shown }) => shown)
    .map(({ groups: names, families }) => ({
      groups: names,
      families: families.size,
      ...countAnswers([...families].map((family) => votes.get(family))),
    }))
}

function leftOut(byGroup: readonly GroupCount[]): GroupReach[] {
  return byGroup
    .map(({ groups, families, yes, ifNeeded }) => ({ groups, reached: yes + ifNeeded, families }))
    .filter(({ reached, families }) => 2 * reached < families)
    .sort(
      (one, other) =>
        one.reached * other.families - other.reached * one.families ||
        compare(one.groups[0], other.groups[0]),
    )
}

const comes = (answer: Answer | undefined) => answer === 'yes' || answer === 'ifNeeded'

/**
 * The options in the order in which they are recommended, each with its reason. Those that are not ready do not
 * compete. In the shortlist (100·U ≥ percent·max U) the greatest fairness wins; ties go to more families that have
 * not been to any workshop this school year, more yes, the earlier start, the option id.
 */
export function rankOptions(election: Election): Ranked[] {
  const groups = constituencies(election.families, election.kinds)
  const contestants = votesOf(election).map((voted) => contestant(voted, election, groups))
  const most = Math.max(0, ...contestants.filter(({ count }) => count.ready).map(({ count }) => count.points))
  const isShort = ({ count }: Contestant) =>
    count.ready && 100 * count.points >= election.shortlistPercent * most
  const tier = (one: Contestant) => (isShort(one) ? 0 : one.count.ready ? 1 : 2)
  const ranked = contestants.sort(
    (one, other) =>
      tier(one) - tier(other) ||
      (tier(one) === 0 ? 0 : other.count.points - one.count.points) ||
      compareContestants(one, other),
  )
  return ranked.map((one, place) => ({
    option: one.option.id,
    points: one.count.points,
    fairness: one.fairness,
    shortlisted: isShort(one),
    reason: reasonOf(one, place, ranked.filter(isShort), isShort(one)),
    leavesOut: leftOut(one.byGroup),
    byGroup: one.byGroup,
  }))
}

function contestant(
  { option, votes }: Pick<Contestant, 'option' | 'votes'>,
  election: Election,
  groups: readonly Constituency[],
): Contestant {
  const newcomers = [...votes].filter(
    ([family, answer]) => comes(answer) && !election.been?.has(family),
  ).length
  return {
    option,
    votes,
    count: countOf(option, votes, election.departed),
    fairness: fairnessOf(votes, groups, election.families),
    newcomers,
    byGroup: countByGroup(votes, groups),
  }
}

// The tie-breakers in order, each with its reason.
const TIES: [RankingReason, (one: Contestant, other: Contestant) => number][] = [
  ['fairest', (one, other) => compareFractions(other.fairness, one.fairness)],
  ['newcomers', (one, other) => other.newcomers - one.newcomers],
  ['more-yes', (one, other) => other.count.yes - one.count.yes],
  ['earlier', (one, other) => compare(one.option.start, other.option.start)],
  ['earlier', (one, other) => compare(one.option.id, other.option.id)],
]

function compareContestants(one: Contestant, other: Contestant): number {
  for (const [, difference] of TIES) {
    const found = difference(one, other)
    if (found !== 0) return found
  }
  return 0
}

function reasonOf(
  one: Contestant,
  place: number,
  shortlist: readonly Contestant[],
  isShort: boolean,
): RankingReason {
  if (!one.count.ready) return 'not-ready'
  if (!isShort) return 'below-shortlist'
  if (place > 0) return 'less-fair'
  const [, second] = shortlist
  if (!second) return 'most-points'
  return TIES.find(([, difference]) => difference(one, second) !== 0)?.[0] ?? 'fairest'
}

/**
 * The two times that together reach the most families with yes or if needed; ties go to the larger union of yes,
 * then to the pair that stands higher in the ranking. Undefined with fewer than two ready options.
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

type Candidate = { id: string; votes: Votes }

function pairOf(one: Candidate, other: Candidate): { options: string[]; families: number; yes: number } {
  const families = new Set<string>()
  const yes = new Set<string>()
  for (const [family, answer] of [...one.votes, ...other.votes]) {
    if (comes(answer)) families.add(family)
    if (answer === 'yes') yes.add(family)
  }
  return { options: [one.id, other.id], families: families.size, yes: yes.size }
}
