import type { SchoolScope } from '../access/actor.ts'
import { hashOf } from '../access/identifier.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { Delivery, Message } from './message.ts'

const SHARDS = 4
const partition = (scope: SchoolScope) => `SCHOOL#${scope}#OUTBOX`

type Lying = Delivery & { duePk?: string; dueSk?: string }

/** Where a message lies. */
export function messageKey(scope: SchoolScope, { at, id }: Pick<Message, 'at' | 'id'>): Key {
  return { pk: partition(scope), sk: `MESSAGE#${at}#${id}` }
}

/** Whether a key is that of a message. */
export function isMessageKey({ pk, sk }: Key): boolean {
  return pk.endsWith('#OUTBOX') && sk.startsWith('MESSAGE#')
}

/** A message that is new, or that nobody changed since the revision before its own. */
export function putMessage(key: Key, { due, ...delivery }: Delivery): Write {
  const shard = due && { duePk: shardOf(delivery.id), dueSk: due }
  return {
    put: { ...key, ...delivery, ...shard },
    when: delivery.revision === 1 ? 'absent' : { equals: { revision: delivery.revision - 1 } },
  }
}

/** Puts a new message into the outbox, in the transaction of its cause. */
export function keepMessage(scope: SchoolScope, delivery: Delivery): Write {
  return putMessage(messageKey(scope, delivery), delivery)
}

/** The message at a key, or undefined. */
export async function getMessage(table: Table, key: Key): Promise<Delivery | undefined> {
  const item = await table.get<Lying>(key)
  return item && fromItem(item)
}

/** The newest messages of a school, as far back as it keeps them. */
export async function newestMessages(table: Table, scope: SchoolScope, limit: number): Promise<Delivery[]> {
  const { items } = await table.query<Lying>({ pk: partition(scope), newestFirst: true, limit })
  return items.map(fromItem)
}

/** Every message that a school still keeps. */
export async function messagesOf(table: Table, scope: SchoolScope): Promise<Delivery[]> {
  return (await table.queryAll<Lying>(partition(scope), 'MESSAGE#')).map(fromItem)
}

/** Forgets a message. */
export function removeMessage(scope: SchoolScope, message: Pick<Message, 'at' | 'id'>): Write {
  return { remove: messageKey(scope, message) }
}

/** Where messages lie that are due by an instant, some of each shard. */
export async function dueMessages(table: Table, until: string, limit: number): Promise<Key[]> {
  const shards = Array.from({ length: SHARDS }, (_, shard) => table.due(`DUE#${shard}`, until, limit))
  return (await Promise.all(shards)).flat().filter(isMessageKey)
}

// The index needs names of its own; a message calls it when it is due. One from before there was any delivery
// has no state: it is shown, and its revision of 0 lets nobody claim it.
function fromItem({ duePk: _, dueSk, ...delivery }: Lying): Delivery {
  const asBefore = { state: 'waiting', attempts: 0, revision: 0 } as const
  return { ...asBefore, ...delivery, ...(dueSk && { due: dueSk }) }
}

function shardOf(id: string): string {
  return `DUE#${Number.parseInt(Buffer.from(hashOf(id)).toString('hex').slice(0, 4), 16) % SHARDS}`
}
