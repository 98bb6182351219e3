import type { TextQuestion } from '../family/text-question.ts'
import type { BallotInput } from '../workshop/ballot.ts'
import type { Poll } from '../workshop/poll.ts'
import type { NumberedAnswer } from '../workshop/text-answer.ts'

/**
 * What became of a text that answered a question: a vote or a reply was recorded, it could not be read, the vote was over,
 * no seat was left; or the links are sent instead, since no question of one family is open.
 */
export type TextOutcome = 'voted' | 'replied' | 'unreadable' | 'late' | 'full' | 'links'

/**
 * The answers of a text to the times that it listed: those named, and no to the rest. Undefined where a named time moved or
 * is gone, and for "none" once the times are others than those of the text.
 */
export function answersOf(
  read: NumberedAnswer,
  times: NonNullable<TextQuestion['times']>,
  { options }: Pick<Poll, 'options'>,
): Pick<BallotInput, 'answers' | 'noneWork'> | undefined {
  const isOffered = ({ option, revision }: (typeof times)[number]) =>
    options.some((one) => one.id === option && one.revision === revision)
  if (read === 'none')
    return times.every(isOffered) && options.length === times.length
      ? { answers: {}, noneWork: true }
      : undefined
  const named = times.filter((_, place) => read.named.has(place + 1))
  if (!named.every(isOffered)) return undefined
  const entries = times.flatMap((time, place) =>
    isOffered(time) ? [[time.option, read.named.get(place + 1) ?? 'no'] as const] : [],
  )
  return { answers: Object.fromEntries(entries) }
}
