import type { NoticeKind } from '../message/notice.ts'
import type { PollOption } from '../workshop/poll.ts'
import type { Topic } from './topic.ts'

/** What a text asks so that it can be answered by numbers: which times suit, or whether so many people come. */
export type AskedQuestion = { kind: 'vote'; times: PollOption[] } | { kind: 'session'; people: number }

/** Why a question went as a link alone. */
export type ByLink = 'many' | 'long' | 'shared' | 'several' | 'notRemembered' | 'full'

/** The most times that a text numbers. */
export const MOST_NUMBERED = 9

/** The most segments of a text with numbered times. */
export const MOST_SEGMENTS = 3

const VOTES: ReadonlySet<NoticeKind> = new Set(['voteInvitation', 'voteReminder'])
const SESSIONS: ReadonlySet<NoticeKind> = new Set(['timeChosen', 'replyReminder', 'moved'])

/** Whether a topic asks something that a text can answer. */
export function asksSomething({ about: { kind } }: Pick<Topic, 'about'>): boolean {
  return VOTES.has(kind) || SESSIONS.has(kind)
}
