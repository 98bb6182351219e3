import { type MessageSummary, totalStates } from '../../shared/message/message-summary.ts'

/** Which messages are shown, by the state of some of them. */
export const MESSAGE_FILTERS = ['all', 'waiting', 'failed', 'leftOut', 'sent'] as const
export type MessageFilter = (typeof MESSAGE_FILTERS)[number]

/** By what messages are grouped. */
export const MESSAGE_GROUPINGS = ['workshop', 'day'] as const
export type MessageGrouping = (typeof MESSAGE_GROUPINGS)[number]

/** What a message is shown as: the worst that happened to a part of it. */
export type MessageTone =
  | 'late'
  | 'failed'
  | 'waiting'
  | 'planned'
  | 'delivered'
  | 'sent'
  | 'toCall'
  | 'called'
  | 'missed'
  | 'leftOut'
  | 'over'

/** How many texts and e-mails each filter finds. */
export function filterCounts(summaries: readonly MessageSummary[]): Record<MessageFilter, number> {
  const { waiting, failed, leftOut, sent, delivered } = totalStates(summaries)
  return {
    all: waiting + failed + leftOut + sent + delivered,
    waiting,
    failed,
    leftOut,
    sent: sent + delivered,
  }
}

/** Whether a filter shows a message. */
export function isFound(summary: MessageSummary, only: MessageFilter): boolean {
  return only === 'all' || filterCounts([summary])[only] > 0
}

/** What a message is shown as. */
export function toneOf({ state, isWithdrawn, isLate, parts, calls, unlisted }: MessageSummary): MessageTone {
  if (state === 'planned') return isWithdrawn ? 'over' : 'planned'
  if (state !== 'told') return 'over'
  if (isLate) return 'late'
  const has = (wanted: string) => parts.some((part) => part.state === wanted)
  if (has('failed')) return 'failed'
  if (has('waiting')) return 'waiting'
  if (has('sent')) return 'sent'
  if (has('delivered')) return 'delivered'
  // What was sent and is not listed is known to have gone out beside the calls.
  if (calls.all > 0 && unlisted === 0) return callTone(calls)
  return has('leftOut') && calls.all === 0 ? 'leftOut' : 'sent'
}

const callTone = ({ open, missed }: MessageSummary['calls']): MessageTone =>
  open > 0 ? 'toCall' : missed > 0 ? 'missed' : 'called'

/** Whether a message is not sent any more, and stays out of the way. */
export function isPastSending({ state }: MessageSummary): boolean {
  return state === 'nobody' || state === 'withdrawn' || state === 'over'
}

/** Messages under one heading: a workshop's id, or a day at the school (YYYY-MM-DD). */
export type MessageGroup = { key: string; summaries: MessageSummary[] }

/**
 * The messages by workshop, those with something late first, then those with the newest message, each in the order of
 * time; or by day, the last one first.
 */
export function messageGroups(
  summaries: readonly MessageSummary[],
  by: MessageGrouping,
  dayOf: (instant: string) => string,
): MessageGroup[] {
  const groups = new Map<string, MessageSummary[]>()
  for (const summary of summaries.toSorted(byDue)) {
    const key = by === 'day' ? dayOf(summary.about.due) : summary.about.workshop
    groups.set(key, [...(groups.get(key) ?? []), summary])
  }
  const all = [...groups].map(([key, group]) => ({ key, summaries: group }))
  if (by === 'day') return all.reverse()
  return all.sort(
    (one, other) => Number(isLate(other)) - Number(isLate(one)) || lastDue(other).localeCompare(lastDue(one)),
  )
}

const byDue = (one: MessageSummary, other: MessageSummary) => one.about.due.localeCompare(other.about.due)
const isLate = ({ summaries }: MessageGroup) => summaries.some((summary) => summary.isLate)
const lastDue = ({ summaries }: MessageGroup) => summaries.at(-1)?.about.due ?? ''
