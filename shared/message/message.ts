import type { DateTime } from 'luxon'
import { instantOf } from '../time/instant.ts'

/** What a message is about; whoever sends it finds the words in its language. */
export type MessageKind = 'sign-in' | 'invitation'

/**
 * Where a message stands: it waits, was handed to the e-mail server, could never be delivered, or was over before it
 * could be.
 */
export type MessageState = 'waiting' | 'sent' | 'failed' | 'stale'

/** A message that waits or was delivered: a kind and fields, never prose. Times are RFC 3339 UTC. */
export type Message = {
  id: string
  kind: MessageKind
  channel: 'email' | 'sms'
  to: string
  language: string
  fields: Record<string, string>
  at: string
}

/** A message with how far its delivery is. `leaseUntil` is there while somebody sends it; `expiresAt` in seconds. */
export type Delivery = Message & {
  state: MessageState
  attempts: number
  revision: number
  expiresAt: number
  leaseUntil?: string
  /** When the clock looks after it again. */
  due?: string
  /** When the e-mail server took it. */
  sentAt?: string
  /** What the last try failed with: a code of the e-mail server or of the way there, never prose. */
  failure?: string
}

const LEASE_MINUTES = 2
const OVERDUE_MINUTES = 2
const FIRST_PAUSE_SECONDS = 30
const LONGEST_PAUSE_SECONDS = 60 * 60

/** A new message, which the clock takes care of should nobody have sent it in two minutes. */
export function waiting(message: Message, expiresAt: number, now: DateTime): Delivery {
  const due = instantOf(now.plus({ minutes: OVERDUE_MINUTES }))
  return { ...message, state: 'waiting', attempts: 0, revision: 1, expiresAt, due }
}

/** Whether it may be sent now: it waits, nobody else is sending it, and it is not over. */
export function mayBeSent({ state, leaseUntil, expiresAt }: Delivery, now: DateTime): boolean {
  return state === 'waiting' && (leaseUntil ?? '') <= instantOf(now) && expiresAt > now.toSeconds()
}

/** The message as it is while somebody sends it; should they never end, it is free again when the lease is over. */
export function claimed(delivery: Delivery, now: DateTime): Delivery {
  const leaseUntil = instantOf(now.plus({ minutes: LEASE_MINUTES }))
  return next(delivery, { attempts: delivery.attempts + 1, leaseUntil, due: leaseUntil })
}

/** The message after it was sent. */
export function sent({ failure: _, ...delivery }: Delivery, now: DateTime): Delivery {
  return ended(delivery, { state: 'sent', sentAt: instantOf(now) })
}

/** The message after it was refused for good. */
export function failed(delivery: Delivery, failure: string): Delivery {
  return ended(delivery, { state: 'failed', failure })
}

/** The message after it was over before it could be sent. */
export function stale(delivery: Delivery): Delivery {
  return ended(delivery, { state: 'stale' })
}

/** A failure that may pass, and how far the pause after it lies between its half (0) and its whole (1). */
export type Setback = { failure: string; jitter: number }

/** The message after such a failure: tried again after a pause that doubles. */
export function postponed(delivery: Delivery, now: DateTime, { failure, jitter }: Setback): Delivery {
  const { leaseUntil: _, ...rest } = delivery
  const ceiling = Math.min(FIRST_PAUSE_SECONDS * 2 ** (delivery.attempts - 1), LONGEST_PAUSE_SECONDS)
  const seconds = Math.ceil(ceiling * (0.5 + jitter / 2))
  return next(rest, { due: instantOf(now.plus({ seconds })), failure })
}

// Nothing secret is kept of what needs no sending any more.
function ended(delivery: Delivery, change: Partial<Delivery>): Delivery {
  const { leaseUntil: _, due: _due, ...rest } = delivery
  return next(rest, { ...change, fields: {} })
}

function next(delivery: Delivery, change: Partial<Delivery>): Delivery {
  return { ...delivery, ...change, revision: delivery.revision + 1 }
}
