import { mustOrganize, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { ConditionFailed, type Key } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { claimed, type Delivery, ended, type Message, mayBeSent, postponed } from './message.ts'
import { dueMessages, getMessage, isMessageKey, newestMessages, putMessage } from './store.ts'

/** Where a message lies in the table. */
export type MessagePlace = Key

const SHOWN = 100
const AT_ONCE = 100

/** Hands a message to whoever delivers it. Throws Undeliverable where trying again would not help. */
export type Send = (message: Message) => Promise<void>

/** The address or the message was refused for good. */
export class Undeliverable extends Error {}

/** What was sent of late, newest first: what a machine without an e-mail server keeps instead. */
export async function listOutbox({ table, actor, now }: Context, school: string): Promise<Delivery[]> {
  mustOrganize(actor)
  const seconds = now().toSeconds()
  const messages = await newestMessages(table, scopeOf(actor, school), SHOWN)
  // The database removes what has expired some time later; nobody sees it until then.
  return messages.filter((message) => message.expiresAt > seconds)
}

/** What became of a delivery; `passed` is one that was sent already, is being sent, or is gone. */
export type Delivered = 'sent' | 'failed' | 'stale' | 'postponed' | 'passed'

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
  if (found?.state !== 'waiting') return 'passed'
  const isOver = found.expiresAt <= now().toSeconds()
  if (!isOver && !mayBeSent(found, now())) return 'passed'
  const claim = isOver ? ended(found, 'stale') : claimed(found, now())
  try {
    await table.commit(putMessage(key, claim))
  } catch (fault) {
    if (fault instanceof ConditionFailed) return 'passed'
    throw fault
  }
  if (isOver) return 'stale'
  const { after, outcome } = await attempt(claim, now, send)
  await table.commit(putMessage(key, after))
  return outcome
}

async function attempt(
  claim: Delivery,
  now: Context['now'],
  send: Send,
): Promise<{ after: Delivery; outcome: Delivered }> {
  try {
    await send(claim)
    return { after: ended(claim, 'sent'), outcome: 'sent' }
  } catch (fault) {
    return fault instanceof Undeliverable
      ? { after: ended(claim, 'failed'), outcome: 'failed' }
      : { after: postponed(claim, now(), Math.random()), outcome: 'postponed' }
  }
}

/** Where messages lie that should have been sent by now: what the clock takes care of. */
export async function overdueMessages({ table, now }: Pick<Context, 'table' | 'now'>): Promise<Key[]> {
  return dueMessages(table, instantOf(now()), AT_ONCE)
}

/** Of changes in the table's stream, where new messages lie. */
export function newMessages(changes: readonly { key: Key; isNew: boolean }[]): Key[] {
  return changes.filter(({ key, isNew }) => isNew && isMessageKey(key)).map(({ key }) => key)
}
