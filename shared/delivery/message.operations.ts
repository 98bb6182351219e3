import { mustOrganize, publicScope, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { dueMessages, getMessage, messageKey, newestMessages, putMessage } from '../message/message.store.ts'
import {
  claimed,
  type Delivery,
  failed,
  type Message,
  mayBeSent,
  postponed,
  sent,
  stale,
} from '../message/message.ts'
import { tryCommit } from '../table/attempt.ts'
import type { Key, Write } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'

/** The key of a message in the table. */
export type MessagePlace = Key

/** The key of a school's message. */
export function placeOfMessage(school: string, message: Pick<Message, 'at' | 'id'>): MessagePlace {
  return messageKey(publicScope(school), message)
}

const SHOWN = 100
const MOST_PER_SHARD = 250

/**
 * Hands a message to a carrier and returns the carrier's id of it, where there is one. Throws Undeliverable where a
 * retry would not help.
 */
export type Send = (message: Message) => Promise<string | undefined>

/** The carrier rejected the address or the message permanently, with this code. */
export class Undeliverable extends Error {
  readonly code: string
  constructor(code: string) {
    super(`refused: ${code}`)
    this.name = 'Undeliverable'
    this.code = code
  }
}

/**
 * The newest messages of a school, for organizers. What was to be sent is left out: codes and links let whoever reads them
 * in under another person's name.
 */
export async function listOutbox({ table, actor, now }: Context, school: string): Promise<Delivery[]> {
  mustOrganize(actor)
  const seconds = now().toSeconds()
  const messages = await newestMessages(table, scopeOf(actor, school), SHOWN)
  // DynamoDB deletes expired items with a delay; they are hidden until then.
  const kept = messages.filter((message) => message.expiresAt > seconds)
  return kept.map(({ links: _, ...message }) => ({ ...message, fields: {} }))
}

/** The code and link in a message that waits for somebody to come in; undefined where it has none. */
export async function secretsOf(
  { table }: Pick<Context, 'table'>,
  key: Key,
): Promise<Pick<Message, 'kind' | 'channel' | 'to' | 'fields'> | undefined> {
  const message = await getMessage(table, key)
  return message?.state === 'waiting' && message.fields.token ? message : undefined
}

/** The outcome of a delivery; `passed` means already sent, being sent by another worker, or deleted. */
export type Delivered = {
  outcome: 'sent' | 'failed' | 'stale' | 'postponed' | 'passed' | 'moved on' | 'spared'
  /** The code of the failure. */
  failure?: string
}

const PASSED: Delivered = { outcome: 'passed' }

/**
 * Delivers the message at a key at most once: it is claimed before it is sent, and a second worker passes. If the first
 * one crashes in between, the lease ends two minutes later.
 */
export async function deliverOnce(
  { table, now }: Pick<Context, 'table' | 'now'>,
  key: Key,
  send: Send,
): Promise<Delivered> {
  const found = await getMessage(table, key)
  if (found?.state !== 'waiting') return PASSED
  const isOver = found.expiresAt <= now().toSeconds()
  if (!isOver && !mayBeSent(found, now())) return PASSED
  const claim = isOver ? stale(found) : claimed(found, now())
  if (!(await trySaveMessage(table, key, claim))) return PASSED
  if (isOver) return { outcome: 'stale' }
  const { after, ...delivered } = await attemptSend(claim, now, send)
  await table.commit(putMessage(key, after))
  return delivered
}

/** Commits a message with further writes; false where somebody else changed it first. */
export async function trySaveMessage(
  table: Context['table'],
  key: Key,
  delivery: Delivery,
  ...writes: Write[]
): Promise<boolean> {
  return tryCommit(table, putMessage(key, delivery), ...writes)
}

/** Sends a claimed message and returns its state after that. */
export async function attemptSend(
  claim: Delivery,
  now: Context['now'],
  send: Send,
): Promise<Delivered & { after: Delivery }> {
  let receipt: string | undefined
  try {
    receipt = await send(claim)
  } catch (fault) {
    const failure = codeOf(fault)
    return fault instanceof Undeliverable
      ? { after: failed(claim, failure), outcome: 'failed', failure }
      : { after: postponed(claim, now(), { failure, jitter: Math.random() }), outcome: 'postponed', failure }
  }
  return { after: sent(claim, now(), receipt), outcome: 'sent' }
}

// Never the fault's message, which may carry an address.
function codeOf(fault: unknown): string {
  if (!(fault instanceof Error)) return 'unknown'
  return 'code' in fault && typeof fault.code === 'string' ? fault.code : fault.name
}

/** The keys of messages that should have been sent by now, which the scheduler retries. */
export async function overdueMessages({ table, now }: Pick<Context, 'table' | 'now'>): Promise<Key[]> {
  return dueMessages(table, instantOf(now()), MOST_PER_SHARD)
}
