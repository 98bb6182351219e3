import type { Answer } from './answer.ts'
import type { Constituency } from './groups.ts'
import type { PollOption } from './poll.ts'

// With fewer answers than these, one family's "no" would speak for its whole group.
const FEWEST_ANSWERS = 5

/** What each family said to an option. */
export type Votes = ReadonlyMap<string, Answer>

/** An option with what each family of the roster said to it today. */
export type VotedOption = { option: PollOption; votes: Votes }

/**
 * The groups (`kind:value`) that an option shuts out: at least five of a group's families answered it, all with no, and
 * some of them said yes or if needed to another option that is ready.
 */
export function groupsShutOut(
  { option, votes }: VotedOption,
  groups: readonly Constituency[],
  all: readonly VotedOption[],
): string[] {
  const others = all.filter((other) => other.option.id !== option.id && !other.option.unavailable?.length)
  return groups
    .filter(({ families }) => {
      const answered = [...families].filter((family) => votes.has(family))
      return (
        answered.length >= FEWEST_ANSWERS &&
        answered.every((family) => votes.get(family) === 'no') &&
        answered.some((family) => others.some((other) => canCome(other.votes.get(family))))
      )
    })
    .flatMap(({ groups: names }) => names)
}

/** Whether a family that answered so can come. */
export function canCome(answer: Answer | undefined): boolean {
  return answer === 'yes' || answer === 'ifNeeded'
}
