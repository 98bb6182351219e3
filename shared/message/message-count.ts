import { instantOf, timeAt } from '../time/instant.ts'
import { type Delivery, familyOfMessage, NO_CARRIER, type ShownState } from './message.ts'

/** The number of messages in each state. */
export type StateCounts = Record<ShownState, number>

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
  const unsent = messages.filter((message) => isOverdue(message, now))
  const isRetried = unsent.some(({ failure }) => failure !== undefined && failure !== NO_CARRIER)
  return {
    messages: unsent.length,
    families: new Set(unsent.map(familyOfMessage)).size,
    why: isRetried ? 'retry' : 'noCarrier',
  }
}

/** Whether a message to a family should have left by now and waits. */
export function isOverdue(delivery: Delivery, now: string): boolean {
  const { state, at, failure } = delivery
  if (state !== 'waiting' || familyOfMessage(delivery) === undefined) return false
  const before = instantOf(timeAt(now).minus({ minutes: TAKEN_WITHIN_MINUTES }))
  return at <= before || (at <= now && failure === NO_CARRIER)
}
