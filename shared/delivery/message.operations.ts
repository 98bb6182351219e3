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
import { membershipsOf } from '../team/member.store.ts'
import { instantOf } from '../time/instant.ts'

/** Where a message lies in the table. */
export type MessagePlace = Key

/** Where a school's message lies. */
export function placeOfMessage(school: string, message: Pick<Message, 'at' | 'id'>): MessagePlace {
  return messageKey(publicScope(school), message)
}

const SHOWN = 100
const AT_ONCE = 250

/**
 * Hands a message to whoever delivers it; gives the name under which they will speak of it, where they have one.
 * Throws Undeliverable where trying again would not help.
 */
export type Send = (message: Message) => Promise<string | undefined>

/** The address or the message was refused for good, with the code of who refused it. */
export class Undeliverable extends Error {
  readonly code: string
  constructor(code: string) {
    super(`refused: ${code}`)
    this.name = 'Undeliverable'
    this.code = code
  }
}

/** What was sent of late, newest first: what a machine without an e-mail server keeps instead. */
export async function listOutbox({ table, actor, now }: Context, school: string): Promise<Delivery[]> {
  mustOrganize(actor)
  const seconds = now().toSeconds()
  const messages = await newestMessages(table, scopeOf(actor, school), SHOWN)
  // The database removes what has expired some time later; nobody sees it until then.
  const standing = messages.filter((message) => message.expiresAt > seconds)
  return Promise.all(standing.map((message) => withoutOthersCode(table, school, message)))
}

// A code opens all schools of its address, so that it is shown to none of several.
async function withoutOthersCode(
  table: Context['table'],
  school: string,
  message: Delivery,
): Promise<Delivery> {
  if (message.kind !== 'sign-in' || Object.keys(message.fields).length === 0) return message
  const memberships = await membershipsOf(table, message.to)
  return memberships.every((one) => one.school === school) ? message : { ...message, fields: {} }
}

/** What became of a delivery; `passed` is one that was sent already, is being sent, or is gone. */
export type Delivered = {
  outcome: 'sent' | 'failed' | 'stale' | 'postponed' | 'passed' | 'moved on' | 'spared'
  /** The code of what it failed with. */
  failure?: string
}

const PASSED: Delivered = { outcome: 'passed' }

/**
 * Delivers the message at a key, once, however often it is asked to: it is claimed before it is sent, and who comes
 * second passes by. Should the sender end in between, it is free again two minutes later.
 */
export async function deliver(
  { table, now }: Pick<Context, 'table' | 'now'>,
  key: Key,
  send: Send,
): Promise<Delivered> {
  const found = await getMessage(table, key)
  if (found?.state !== 'waiting') return PASSED
  const isOver = found.expiresAt <= now().toSeconds()
  if (!isOver && !mayBeSent(found, now())) return PASSED
  const claim = isOver ? stale(found) : claimed(found, now())
  if (!(await changed(table, key, claim))) return PASSED
  if (isOver) return { outcome: 'stale' }
  const { after, ...delivered } = await attempt(claim, now, send)
  await table.commit(putMessage(key, after))
  return delivered
}

/** Writes a message, with what goes with it, unless somebody else changed it first: then false. */
export async function changed(
  table: Context['table'],
  key: Key,
  delivery: Delivery,
  ...writes: Write[]
): Promise<boolean> {
  return tryCommit(table, putMessage(key, delivery), ...writes)
}

/** Sends a message that was claimed; gives how it stands then. */
export async function attempt(
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

/** Where messages lie that should have been sent by now: what the clock takes care of. */
export async function overdueMessages({ table, now }: Pick<Context, 'table' | 'now'>): Promise<Key[]> {
  return dueMessages(table, instantOf(now()), AT_ONCE)
}
