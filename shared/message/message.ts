import type { DateTime } from 'luxon'
import { deepEqual } from '../access/deep-equality.ts'
import type { Way } from '../family/recipient.ts'
import { instantOf, timeAt } from '../time/instant.ts'
import type { About } from './notice.ts'

/** The kind of a message; the sender renders its words in the message's language. */
export type MessageKind =
  | 'sign-in'
  | 'invitation'
  | 'helper'
  | 'seat'
  | 'hostNote'
  | 'entry'
  | 'notices'
  | 'answer'

/**
 * The state of a message: waiting, accepted by the carrier (`sent`), `delivered` according to the carrier, rejected
 * permanently (`failed`), expired before it was sent (`stale`), replaced by a `call`, or suppressed to limit the number
 * of texts (`spared`).
 */
export type MessageState = 'waiting' | 'sent' | 'delivered' | 'failed' | 'stale' | 'call' | 'spared'

/** What a message is called on every page, in the API and in counts. */
export const SHOWN_STATES = ['waiting', 'sent', 'delivered', 'failed', 'leftOut'] as const
export type ShownState = (typeof SHOWN_STATES)[number]

/** Why a message was left out: it was over, too many texts would have come, or a person calls instead. */
export type LeftOutReason = 'stale' | 'spared' | 'call'

/** A message's state as it is shown, and why it was left out. */
export function shownState(state: MessageState): { state: ShownState; why?: LeftOutReason } {
  switch (state) {
    case 'stale':
    case 'spared':
    case 'call':
      return { state: 'leftOut', why: state }
    default:
      return { state }
  }
}

/** The failure of a message that waits because no way of it has a carrier. */
export const NO_CARRIER = 'NO_CARRIER'

/** A message as a kind and fields, never prose. Times are RFC 3339 UTC. */
export type Message = {
  id: string
  kind: MessageKind
  channel: 'email' | 'sms'
  to: string
  language: string
  fields: Record<string, string>
  at: string
  /** Of a family's message: the recipient, the topics, and the ways to try after this one. */
  notices?: Notices
}

/** A family's message: topics that are due at the same instant share one message. */
export type Notices = {
  school: string
  family: string
  caregiver: string
  name: string
  about: About[]
  next: Way[]
}

/** A message with the state of its delivery. `leaseUntil` is set while a worker sends it; `expiresAt` in seconds. */
export type Delivery = Message & {
  state: MessageState
  attempts: number
  revision: number
  expiresAt: number
  leaseUntil?: string
  /** When the scheduler retries it. */
  due?: string
  /** When the carrier accepted it, and the carrier's id of it. */
  sentAt?: string
  receipt?: string
  /** The code of the last failure, from the carrier or the network; never prose. */
  failure?: string
  /** Hashes of the links in it, so that they are deleted with the family. */
  links?: string[]
  /** Why a text asks by its link alone, where it could have listed numbers. */
  byLink?: string
}

/** The name by which a message is known outside: a family's message has its caregiver's id, so its instant is added. */
export function messageName({ id, kind, at }: Pick<Message, 'id' | 'kind' | 'at'>): string {
  return kind === 'notices' ? `${id.replaceAll('~', '.')}.${at.replace(/\D/g, '')}` : id
}

const ENTRY = '~entry'

/** The id of the message with which a new family gets its link. */
export function entryName(family: string): string {
  return family + ENTRY
}

const ANSWER = '~answer~'

/** The id of the message that tells families what became of their answer by text. */
export function answerName([family = '']: readonly string[], name: string): string {
  return family + ANSWER + name
}

/** The family whose message this is: about workshops, with its first link, or about its answer by text. */
export function familyOfMessage({ id, kind, notices }: Pick<Message, 'id' | 'kind' | 'notices'>) {
  if (kind === 'answer') return id.includes(ANSWER) ? id.slice(0, id.indexOf(ANSWER)) : undefined
  return kind === 'entry' ? id.slice(0, -ENTRY.length) : notices?.family
}

const LEASE_MINUTES = 2
const OVERDUE_MINUTES = 2
const FIRST_PAUSE_SECONDS = 30
const LONGEST_PAUSE_SECONDS = 60 * 60

/** A new message; the scheduler retries it after two minutes if no worker sends it. */
export function waiting(message: Message, expiresAt: number, now: DateTime): Delivery {
  const due = instantOf(now.plus({ minutes: OVERDUE_MINUTES }))
  return { ...message, state: 'waiting', attempts: 0, revision: 1, expiresAt, due }
}

/** A new message that no worker sends before an instant (RFC 3339 UTC), such as 8:00 in the morning. */
export function waitingUntil(message: Message, expiresAt: number, leaves: string): Delivery {
  return { ...waiting(message, expiresAt, timeAt(leaves)), due: leaves, leaseUntil: leaves }
}

/** Whether it may be sent now: it waits, no worker holds its lease, and it has not expired. */
export function mayBeSent({ state, leaseUntil, expiresAt }: Delivery, now: DateTime): boolean {
  return state === 'waiting' && (leaseUntil ?? '') <= instantOf(now) && expiresAt > now.toSeconds()
}

/** The message with a worker's lease; should the worker crash, it is free again when the lease ends. */
export function claimed(delivery: Delivery, now: DateTime): Delivery {
  const leaseUntil = instantOf(now.plus({ minutes: LEASE_MINUTES }))
  return next(delivery, { attempts: delivery.attempts + 1, leaseUntil, due: leaseUntil })
}

/** The message after the carrier accepted it; `receipt` is the carrier's id of it. */
export function sent({ failure: _, ...delivery }: Delivery, now: DateTime, receipt?: string): Delivery {
  return ended(delivery, { state: 'sent', sentAt: instantOf(now), ...(receipt && { receipt }) })
}

/** The message after the carrier reported its delivery. */
export function delivered(delivery: Delivery): Delivery {
  return next(delivery, { state: 'delivered' })
}

/** A family's message that bounced: it waits again, with the ways that are left. */
export function returned(
  delivery: Delivery & { notices: Notices },
  ways: Way[],
): Delivery & { notices: Notices } {
  const { receipt: _, sentAt: _at, ...rest } = delivery
  return { ...rest, state: 'waiting', notices: { ...delivery.notices, next: ways } }
}

/** The message after it was suppressed to limit the number of texts. */
export function suppressed(delivery: Delivery): Delivery {
  return ended(delivery, { state: 'spared' })
}

/** The message after a permanent failure. */
export function failed(delivery: Delivery, failure: string): Delivery {
  return ended(delivery, { state: 'failed', failure })
}

/** The message after it expired unsent. */
export function stale(delivery: Delivery): Delivery {
  return ended(delivery, { state: 'stale' })
}

/** A temporary failure; `jitter` from 0 (half of the pause) to 1 (the whole pause). */
export type Setback = { failure: string; jitter: number }

/** The message after a temporary failure: retried with exponential backoff. */
export function postponed(delivery: Delivery, now: DateTime, { failure, jitter }: Setback): Delivery {
  const { leaseUntil: _, ...rest } = delivery
  const ceiling = Math.min(FIRST_PAUSE_SECONDS * 2 ** (delivery.attempts - 1), LONGEST_PAUSE_SECONDS)
  const seconds = Math.ceil(ceiling * (0.5 + jitter / 2))
  return next(rest, { due: instantOf(now.plus({ seconds })), failure })
}

/** The message on its next channel, due at once. */
export function onNextChannel(
  delivery: Delivery,
  { channel, to }: Pick<Message, 'channel' | 'to'>,
  now: DateTime,
): Delivery {
  const { leaseUntil: _, notices, ...rest } = delivery
  const left = notices && { notices: { ...notices, next: notices.next.slice(1) } }
  return next(rest, { ...left, channel, to, attempts: 0, due: instantOf(now) })
}

/** The message after a person was asked to call in its place. */
export function replacedByCall(delivery: Delivery): Delivery {
  return ended(delivery, { state: 'call' })
}

/** The message while no way of it has a carrier; `due` is when it is tried again. */
export function withoutCarrier(delivery: Delivery, due: string): Delivery {
  return next(delivery, { due, failure: NO_CARRIER })
}

/** The message deferred to an instant. */
export function deferred(delivery: Delivery, due: string): Delivery {
  return next(delivery, { due })
}

/** A family's message with the topics that were in it when it left, and their fields. */
export function withToldTopics(delivery: Delivery, about: About[]): Delivery {
  const { notices } = delivery
  return notices ? { ...delivery, notices: { ...notices, about } } : delivery
}

/** The message with one more topic; unchanged where it has the topic already. */
export function withTopic(delivery: Delivery, about: About): Delivery {
  const { notices } = delivery
  if (!notices || notices.about.some((one) => isSameTopic(one, about))) return delivery
  return next(delivery, { notices: { ...notices, about: [...notices.about, about] } })
}

const MOST_TOPICS = 10

/** Whether a message is full, so that a further topic gets its own message. */
export function hasTooManyTopics({ notices }: Delivery): boolean {
  return (notices?.about.length ?? 0) > MOST_TOPICS
}

function isSameTopic(one: About, other: About): boolean {
  const areChanges = one.kind === 'changed' && other.kind === 'changed'
  const isSameChange = areChanges && one.due === other.due && deepEqual(one.changes, other.changes)
  // One change of a workshop is told once, to however many of its sessions a family comes.
  if (isSameChange && one.workshop === other.workshop) return true
  // A host or an organizer may write twice about the same session.
  if (!deepEqual(one.words, other.words)) return false
  return (['kind', 'workshop', 'session', 'stand'] as const).every((part) => one[part] === other[part])
}

// A message that needs no more sending keeps neither secrets nor an address.
function ended(delivery: Delivery, change: Partial<Delivery>): Delivery {
  const { leaseUntil: _, due: _due, notices, ...rest } = delivery
  const without = (notices || delivery.kind === 'answer' || delivery.kind === 'entry') && {
    to: '',
    ...(notices && { notices: { ...notices, next: [] } }),
  }
  return next(rest, { ...change, ...without, fields: {} })
}

function next(delivery: Delivery, change: Partial<Delivery>): Delivery {
  return { ...delivery, ...change, revision: delivery.revision + 1 }
}
