import { instantOf, timeAt } from '../time/instant.ts'
import { type Delivery, NO_CARRIER, type ShownState, shownState } from './message.ts'
import type { About } from './notice.ts'

/** The number of messages in each state. */
export type StateCounts = Record<ShownState, number>

/** One topic among those of a workshop. */
export function topicKey({ session = '', kind, stand }: Pick<About, 'session' | 'kind' | 'stand'>): string {
  return `${session} ${kind} ${stand}`
}

/** Counts messages about a workshop by topic and state. */
export function countStates(messages: readonly Delivery[], workshop: string): Map<string, StateCounts> {
  const counts = new Map<string, StateCounts>()
  for (const { state, notices } of messages) {
    for (const about of notices?.about ?? []) {
      if (about.workshop !== workshop) continue
      const before = counts.get(topicKey(about)) ?? NONE
      const shown = shownState(state).state
      counts.set(topicKey(about), { ...before, [shown]: before[shown] + 1 })
    }
  }
  return counts
}

const NONE: StateCounts = { waiting: 0, sent: 0, delivered: 0, failed: 0, leftOut: 0 }

/** Messages to families that should have left and wait: how many, to how many families, and why. */
export type UnsentMessages = {
  messages: number
  families: number
  why: 'noCarrier' | 'retry'
  /** Whether older messages were not counted. */
  isPartial?: true
}

// A worker takes a message within seconds; one that nobody took after this has no carrier.
const TAKEN_WITHIN_MINUTES = 5

/** The messages to families that should have left by now and wait. */
export function unsentOf(messages: readonly Delivery[], now: string): UnsentMessages {
  const before = instantOf(timeAt(now).minus({ minutes: TAKEN_WITHIN_MINUTES }))
  const unsent = messages.filter(
    ({ state, at, notices, failure }) =>
      state === 'waiting' && notices && (at <= before || (at <= now && failure === NO_CARRIER)),
  )
  const isRetried = unsent.some(({ failure }) => failure !== undefined && failure !== NO_CARRIER)
  return {
    messages: unsent.length,
    families: new Set(unsent.map(({ notices }) => notices?.family)).size,
    why: isRetried ? 'retry' : 'noCarrier',
  }
}
