import { POINTS } from './answer.ts'
import { type Constituency, compare, constituencies, type Grouped } from './groups.ts'
import {
  countByGroup,
  countOf,
  familiesHeard,
  type GroupCount,
  type OptionCount,
  type Votable,
  votesOf,
} from './option-count.ts'
import { canCome, groupsShutOut, type VotedOption, type Votes } from './shut-out.ts'

/** A fraction of integers, so that fairness is compared exactly. */
export type Fraction = { numerator: number; denominator: number }

/** The reason for an option's rank; the first of the ranking is recommended. */
export type RankingReason =
  | 'fairest'
  | 'fairest-shortlisted'
  | 'leaves-none-out'
  | 'most-points'
  | 'newcomers'
  | 'more-yes'
  | 'earlier'
  | 'less-fair'
  | 'shuts-out'
  | 'below-shortlist'
  | 'not-ready'

/** A group that answered an option and cannot come: how many of its families were heard, of how many on the roster. */
export type LeftOut = { groups: string[]; heard: number; families: number }

/** A ranked option; `fairness` is the least share of points among the groups that were heard. */
export type Ranked = {
  option: string
  points: number
  fairness: Fraction
  shortlisted: boolean
  reason: RankingReason
  /** The groups (`kind:value`) that it shuts out: five families or more answered it, all with no, and some can come to another time. */
  shutsOut: string[]
  /** The shown groups that answered it and of which nobody can come. */
  leavesOut: LeftOut[]
  /** The answers of each shown group. */
  byGroup: GroupCount[]
}

/** The input of a ranking: a count, and the school's settings. */
export type Election = Votable & {
  kinds: 'all' | readonly string[]
  shortlistPercent: number
  /** The share of the most points (in hundredths) from which an option that shuts out nobody may join the shortlist. */
  joiningPercent: number
  /** Families that came to a workshop this school year; the others win ties. */
  been?: ReadonlySet<string>
}
type Contestant = VotedOption & {
  count: OptionCount
  fairness: Fraction
  newcomers: number
  byGroup: GroupCount[]
  shutsOut: string[]
}

/** The least share of points among the groups that were heard; with none, the share of all families together. */
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

function leftOut(byGroup: readonly GroupCount[]): LeftOut[] {
  return byGroup
    .filter(({ yes, ifNeeded, no }) => no > 0 && yes + ifNeeded === 0)
    .map(({ groups, families, no }) => ({ groups, heard: no, families }))
    .sort((one, other) => other.heard - one.heard || compare(one.groups[0], other.groups[0]))
}

/**
 * The options in the order in which they are recommended, each with its reason. Those that are not ready do not compete.
 * On the shortlist the greatest fairness wins; ties go to more families that have not been to any workshop this school
 * year, more yes, the earlier start, the option id.
 */
export function rankOptions(election: Election): Ranked[] {
  const groups = constituencies(election.families, election.kinds)
  const voted = votesOf(election)
  const everHeard = familiesHeard(voted)
  const heard = groups.filter(({ families }) => [...families].some((family) => everHeard.has(family)))
  const contestants = voted.map((one) => contestant(one, { election, groups, heard, everHeard, voted }))
  const shortlist = shortlistOf(contestants, election)
  const tier = (one: Contestant) => (shortlist.has(one) ? 0 : one.count.ready ? 1 : 2)
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
    shortlisted: shortlist.has(one),
    reason: place === 0 ? winningReason(one, ranked, shortlist) : losingReason(one, ranked, shortlist),
    shutsOut: one.shutsOut,
    leavesOut: leftOut(one.byGroup),
    byGroup: one.byGroup,
  }))
}

/**
 * The ready options with enough points. Where each of them shuts out a group, those with somewhat fewer points that shut
 * out nobody join; then those that shut out a group leave, if any other is there.
 */
function shortlistOf(
  contestants: readonly Contestant[],
  { shortlistPercent, joiningPercent }: Pick<Election, 'shortlistPercent' | 'joiningPercent'>,
): ReadonlySet<Contestant> {
  const ready = contestants.filter(({ count }) => count.ready)
  const most = Math.max(0, ...ready.map(({ count }) => count.points))
  const above = (percent: number) => ready.filter(({ count }) => 100 * count.points >= percent * most)
  const open = ({ shutsOut }: Contestant) => shutsOut.length === 0
  const first = above(shortlistPercent)
  const joined = first.some(open) ? first : [...new Set([...first, ...above(joiningPercent).filter(open)])]
  return new Set(joined.some(open) ? joined.filter(open) : joined)
}

type Field = {
  election: Election
  groups: readonly Constituency[]
  heard: readonly Constituency[]
  everHeard: ReadonlySet<string>
  voted: readonly VotedOption[]
}

function contestant({ option, votes }: VotedOption, field: Field): Contestant {
  const { election, groups, heard, everHeard, voted } = field
  const newcomers = [...votes].filter(
    ([family, answer]) => canCome(answer) && !election.been?.has(family),
  ).length
  return {
    option,
    votes,
    count: countOf(option, votes, election.departed),
    fairness: fairnessOf(votes, heard, election.families),
    newcomers,
    byGroup: countByGroup(votes, groups, everHeard),
    shutsOut: groupsShutOut({ option, votes }, groups, voted),
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

/** Whether its fairness is above 0 and greater than that of every other ready option. */
function isFairest(one: Contestant, all: readonly Contestant[]): boolean {
  const others = all.filter((other) => other !== one && other.count.ready)
  return (
    one.fairness.numerator > 0 && others.every((other) => compareFractions(one.fairness, other.fairness) > 0)
  )
}

function winningReason(
  one: Contestant,
  all: readonly Contestant[],
  shortlist: ReadonlySet<Contestant>,
): RankingReason {
  if (!one.count.ready) return 'not-ready'
  const second = all.find((other) => other !== one && shortlist.has(other))
  const hasMost = all.every(({ count }) => !count.ready || count.points <= one.count.points)
  if (!second && hasMost) return 'most-points'
  if (isFairest(one, all)) return 'fairest'
  if (!second) return 'leaves-none-out'
  const decisive = TIES.find(([, difference]) => difference(one, second) !== 0)?.[0] ?? 'earlier'
  return decisive === 'fairest' ? 'fairest-shortlisted' : decisive
}

function losingReason(
  one: Contestant,
  [winner]: readonly Contestant[],
  shortlist: ReadonlySet<Contestant>,
): RankingReason {
  if (!one.count.ready) return 'not-ready'
  if (shortlist.has(one)) return 'less-fair'
  return one.shutsOut.length > 0 && winner?.shutsOut.length === 0 ? 'shuts-out' : 'below-shortlist'
}
