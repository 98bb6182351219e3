import type { Answer } from './answer.ts'
import { answerTo, type Ballot } from './ballot.ts'
import type { Poll } from './poll.ts'

/**
 * The answers of families that were deleted after the vote closed, as sums by option: anonymous, and the decision can
 * still be understood.
 */
export type Departed = { families: number; options: Record<string, Record<Answer, number>>; revision: number }

const NOBODY: Departed = { families: 0, options: {}, revision: 0 }

/** The sums with one more ballot. */
export function departedAfter(before: Departed = NOBODY, poll: Poll, ballot: Ballot): Departed {
  const options = poll.options.map((option) => {
    const sums = before.options[option.id] ?? { yes: 0, ifNeeded: 0, no: 0 }
    const answer = answerTo(ballot, option)
    return [option.id, answer ? { ...sums, [answer]: sums[answer] + 1 } : sums] as const
  })
  return {
    families: before.families + 1,
    options: Object.fromEntries(options),
    revision: before.revision + 1,
  }
}
