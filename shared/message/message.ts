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

/** The message after it was sent, could not be, or was over; nothing secret of it is kept. */
export function ended(delivery: Delivery, state: Exclude<MessageState, 'waiting'>): Delivery {
  const { leaseUntil: _, due: _due, ...rest } = delivery
  return next(rest, { state, fields: {} })
}

/** The message after a failure that may pass: tried again after a pause that doubles, with `jitter` from 0 to 1. */
export function postponed(delivery: Delivery, now: DateTime, jitter: number): Delivery {
  const { leaseUntil: _, ...rest } = delivery
  const ceiling = Math.min(FIRST_PAUSE_SECONDS * 2 ** (delivery.attempts - 1), LONGEST_PAUSE_SECONDS)
  const seconds = Math.ceil(ceiling * (0.5 + jitter / 2))
  return next(rest, { due: instantOf(now.plus({ seconds })) })
}

function next(delivery: Delivery, change: Partial<Delivery>): Delivery {
  return { ...delivery, ...change, revision: delivery.revision + 1 }
}
