import type { DateTime } from 'luxon'
import type { Way } from '../family/recipient.ts'
import { instantOf } from '../time/instant.ts'
import type { About } from './notice.ts'

/** What a message is about; whoever sends it finds the words in its language. */
export type MessageKind = 'sign-in' | 'invitation' | 'helper' | 'notices' | 'answer'

/**
 * Where a message stands: it waits, was handed to who carries it, arrived as far as they know, could never be delivered,
 * was over before it could be, became a call that a person makes, or was left out to not send too many texts.
 */
export type MessageState = 'waiting' | 'sent' | 'delivered' | 'failed' | 'stale' | 'call' | 'spared'

/** A message that waits or was delivered: a kind and fields, never prose. Times are RFC 3339 UTC. */
export type Message = {
  id: string
  kind: MessageKind
  channel: 'email' | 'sms'
  to: string
  language: string
  fields: Record<string, string>
  at: string
  /** Of notices: whom it is for, what it is about, and by which ways after this one. */
  notices?: Notices
}

/** A family's message: several things that wait at the same time are one. */
export type Notices = {
  school: string
  family: string
  caregiver: string
  name: string
  about: About[]
  next: Way[]
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
  /** When who carries it took it, and the name that they gave it. */
  sentAt?: string
  receipt?: string
  /** What the last try failed with: a code of the e-mail server or of the way there, never prose. */
  failure?: string
  /** Hashes of the links that it carried, so that they go with whom it was for. */
  links?: string[]
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

/** The message after it was sent; `receipt` is the name under which its carrier will speak of it. */
export function sent({ failure: _, ...delivery }: Delivery, now: DateTime, receipt?: string): Delivery {
  return ended(delivery, { state: 'sent', sentAt: instantOf(now), ...(receipt && { receipt }) })
}

/** The message after its carrier said that it arrived. */
export function delivered(delivery: Delivery): Delivery {
  return next(delivery, { state: 'delivered' })
}

/** A family's message that came back after it was sent: it waits again, with the ways that are left. */
export function returned(
  delivery: Delivery & { notices: Notices },
  ways: Way[],
): Delivery & { notices: Notices } {
  const { receipt: _, sentAt: _at, ...rest } = delivery
  return { ...rest, state: 'waiting', notices: { ...delivery.notices, next: ways } }
}

/** The message after it was left out, since there would be too many texts. */
export function spared(delivery: Delivery): Delivery {
  return ended(delivery, { state: 'spared' })
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

/** The message on its next way, at once. */
export function onNextWay(
  delivery: Delivery,
  { channel, to }: Pick<Message, 'channel' | 'to'>,
  now: DateTime,
): Delivery {
  const { leaseUntil: _, notices, ...rest } = delivery
  const left = notices && { notices: { ...notices, next: notices.next.slice(1) } }
  return next(rest, { ...left, channel, to, attempts: 0, due: instantOf(now) })
}

/** The message after a person was asked to call instead. */
export function calledInstead(delivery: Delivery): Delivery {
  return ended(delivery, { state: 'call' })
}

/** The message put off to an instant. */
export function putOff(delivery: Delivery, due: string): Delivery {
  return next(delivery, { due })
}

/** The message with one thing more to tell, where it does not tell it already. */
export function telling(delivery: Delivery, about: About): Delivery {
  const { notices } = delivery
  if (!notices || notices.about.some((one) => isSameMatter(one, about))) return delivery
  return next(delivery, { notices: { ...notices, about: [...notices.about, about] } })
}

const MOST_TOLD = 10

/** Whether a message tells of so much that what is more has one of its own. */
export function tellsTooMuch({ notices }: Delivery): boolean {
  return (notices?.about.length ?? 0) > MOST_TOLD
}

function isSameMatter(one: About, other: About): boolean {
  return (['kind', 'workshop', 'session', 'stand'] as const).every((part) => one[part] === other[part])
}

// Nothing secret is kept of what needs no sending any more, and no address.
function ended(delivery: Delivery, change: Partial<Delivery>): Delivery {
  const { leaseUntil: _, due: _due, notices, ...rest } = delivery
  const without = (notices || delivery.kind === 'answer') && {
    to: '',
    ...(notices && { notices: { ...notices, next: [] } }),
  }
  return next(rest, { ...change, ...without, fields: {} })
}

function next(delivery: Delivery, change: Partial<Delivery>): Delivery {
  return { ...delivery, ...change, revision: delivery.revision + 1 }
}
