import type { GroupCount } from '../../shared/workshop/option-count.ts'
import type { PollResults } from '../../shared/workshop/results.operations.ts'
import { recommendationOf } from '../../shared/workshop/verdict.ts'

/** What most of a group's families said that answered: yes, if needed, or that half or more of them cannot come. */
export type Leaning = 'good' | 'half' | 'poor' | 'silent'

/** What most of a group's families said to a time, of those that answered it. */
export function leaningOf({ yes, ifNeeded, no }: Answers): Leaning {
  if (yes + ifNeeded + no === 0) return 'silent'
  if (no >= yes + ifNeeded) return 'poor'
  return yes >= ifNeeded ? 'good' : 'half'
}

type Answers = Pick<GroupCount, 'yes' | 'ifNeeded' | 'no'>

/** The groups of which half or more of those that answered cannot come, those with the fewest who can first. */
export function poorlyServed(byGroup: readonly GroupCount[]): GroupCount[] {
  return byGroup.filter((group) => leaningOf(group) === 'poor').sort(byShareThatCan)
}

/** The group of which the fewest can come, of those where somebody cannot. */
export function leastServed(byGroup: readonly GroupCount[]): GroupCount | undefined {
  return byGroup.filter(({ no }) => no > 0).sort(byShareThatCan)[0]
}

/** How many of a group's families can come. */
export const canComeOf = ({ yes, ifNeeded }: Answers) => yes + ifNeeded

/** How many of a group's families answered a time. */
export const answeredBy = ({ yes, ifNeeded, no }: Answers) => yes + ifNeeded + no

function byShareThatCan(one: GroupCount, other: GroupCount): number {
  return (
    canComeOf(one) * answeredBy(other) - canComeOf(other) * answeredBy(one) ||
    answeredBy(other) - answeredBy(one)
  )
}

/** The ids of a poll's times: in the order of the ranking where a time is recommended, else by their time. */
export function orderedTimes(poll: PollResults): string[] {
  return recommendationOf(poll) ? poll.ranking.map(({ option }) => option) : poll.options.map(({ id }) => id)
}

/** What can be chosen: a time, or the best two together, with the groups' answers to it. */
export type TimeChoice = {
  options: readonly string[]
  byGroup: readonly GroupCount[]
  families: number
  isRecommended: boolean
}

/** Each time of a poll as a choice, and its best pair of times as one. */
export function choicesOf(poll: PollResults): TimeChoice[] {
  const isRecommending = recommendationOf(poll) !== undefined
  const single = orderedTimes(poll).flatMap((id, place) => {
    const count = poll.options.find((one) => one.id === id)
    const ranked = poll.ranking.find(({ option }) => option === id)
    if (!count || !ranked) return []
    const families = count.yes + count.ifNeeded
    return [
      { options: [id], byGroup: ranked.byGroup, families, isRecommended: isRecommending && place === 0 },
    ]
  })
  const pair = poll.bestPair
  if (!pair || pair.families === 0) return single
  return [...single, { ...pair, isRecommended: isRecommending }]
}

/** A choice as the value of one radio button. Ids may hold any sign. */
export function choiceValue(options: readonly string[]): string {
  return new URLSearchParams(options.map((id) => ['time', id])).toString()
}

/** The ids of the value of a radio button. */
export function chosenTimes(value: string): string[] {
  return new URLSearchParams(value).getAll('time')
}

/** The groups in the order of their rows: languages first, of a kind the largest first. */
export function rowsOfGroups(byGroup: readonly GroupCount[]): GroupCount[] {
  const kindOf = ({ groups }: GroupCount) => groups[0]?.split(':')[0] ?? ''
  const rank = (group: GroupCount) => (kindOf(group) === 'language' ? 0 : 1)
  return byGroup.toSorted(
    (one, other) =>
      rank(one) - rank(other) ||
      kindOf(one).localeCompare(kindOf(other)) ||
      other.families - one.families ||
      (one.groups[0] ?? '').localeCompare(other.groups[0] ?? ''),
  )
}
