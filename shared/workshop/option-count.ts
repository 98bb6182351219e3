import type { Answer } from './answer.ts'
import { answerTo } from './ballot.ts'
import type { CountedBallot } from './counted-ballot.ts'
import type { Departed } from './departed.ts'
import type { Constituency, Grouped } from './groups.ts'
import type { PollOption } from './poll.ts'
import type { VotedOption, Votes } from './shut-out.ts'

/** The number of families by their answer to an option; families without an answer are not in it. */
export type OptionCount = {
  id: string
  points: number
  yes: number
  ifNeeded: number
  no: number
  ready: boolean
}

/**
 * The answers of a group's families to an option, as counts; families without an answer are in `families` alone. `heard`
 * are those that answered any of the options.
 */
export type GroupCount = {
  groups: string[]
  families: number
  heard: number
  yes: number
  ifNeeded: number
  no: number
}

/** The input of a count: the options, the ballots and the families of the roster. */
export type Votable = {
  options: readonly PollOption[]
  ballots: readonly Pick<CountedBallot, 'family' | 'answers'>[]
  families: readonly Grouped[]
  /** The sums of the answers of families that were deleted after the vote closed. */
  departed?: Departed | undefined
}

/** Each option with the current answers of the families on the roster. */
export function votesOf({ options, ballots, families }: Votable): VotedOption[] {
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

/** The count of one option, with the sums of families that are deleted since. */
export function countOf(option: PollOption, votes: Votes, departed?: Departed): OptionCount {
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

/** The families that answered any of the options. */
export function familiesHeard(voted: readonly VotedOption[]): ReadonlySet<string> {
  return new Set(voted.flatMap(({ votes }) => [...votes.keys()]))
}

/** The answers of each shown group to an option; `everHeard` are the families that answered any of the options. */
export function countByGroup(
  votes: Votes,
  groups: readonly Constituency[],
  everHeard: ReadonlySet<string>,
): GroupCount[] {
  return groups
    .filter(({ shown }) => shown)
    .map(({ groups: names, families }) => ({
      groups: names,
      families: families.size,
      heard: [...families].filter((family) => everHeard.has(family)).length,
      ...countAnswers([...families].map((family) => votes.get(family))),
    }))
}
