import type { SchoolScope } from '../access/actor.ts'
import { hashOf } from '../access/identifier.ts'
import {
  type DueAttributes,
  type DueQueue,
  dueAttributes,
  dueKeys,
  withoutDueAttributes,
} from '../table/due.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { Delivery, Message } from './message.ts'

// A school that notifies 100,000 families writes 1,600 units a second into its outbox, and all schools that notify theirs
// in the same minute write 30,000 into the index; one partition takes 1,000.
const OUTBOX_SHARDS = 16
const DUE: DueQueue = { name: 'DUE', shards: 64 }
// The partition of messages from before there were shards; they expire after 90 days.
const formerPartition = (scope: SchoolScope) => `SCHOOL#${scope}#OUTBOX`
const partitions = (scope: SchoolScope) => [
  formerPartition(scope),
  ...Array.from({ length: OUTBOX_SHARDS }, (_, shard) => `${formerPartition(scope)}#${shard}`),
]

type StoredMessage = Omit<Delivery, 'due'> & DueAttributes

/** The key of a message. */
export function messageKey(scope: SchoolScope, { at, id }: Pick<Message, 'at' | 'id'>): Key {
  return { pk: `${formerPartition(scope)}#${outboxShard(id)}`, sk: `MESSAGE#${at}#${id}` }
}

/** Whether a key is that of a message. */
export function isMessageKey({ pk, sk }: Key): boolean {
  return /#OUTBOX(#\d+)?$/.test(pk) && sk.startsWith('MESSAGE#')
}

/** A message that is new, or that nobody changed since the revision before its own. */
export function putMessage(key: Key, { due, ...delivery }: Delivery): Write {
  return {
    put: { ...key, ...delivery, ...dueAttributes(DUE, delivery.id, due) },
    when: delivery.revision === 1 ? 'absent' : { equals: { revision: delivery.revision - 1 } },
  }
}

/** Puts a new message into the outbox, in the transaction of its cause. */
export function keepMessage(scope: SchoolScope, delivery: Delivery): Write {
  return putMessage(messageKey(scope, delivery), delivery)
}

/** The message at a key, or undefined. */
export async function getMessage(table: Table, key: Key): Promise<Delivery | undefined> {
  const item = await table.get<StoredMessage>(key)
  return item && fromItem(item)
}

/** The newest messages of a school, as far back as it keeps them. */
export async function newestMessages(table: Table, scope: SchoolScope, limit: number): Promise<Delivery[]> {
  const pages = await Promise.all(
    partitions(scope).map((pk) => table.query<StoredMessage>({ pk, newestFirst: true, limit })),
  )
  const newest = pages.flatMap(({ items }) => items.map(fromItem)).sort(bySortKey)
  return newest.reverse().slice(0, limit)
}

// Some 2,000 in all: each shard holds the messages of some of the caregivers, so that what waits among those of one is not
// hidden by newer ones of others.
const MOST_OF_SHARD = 125

/** The newest messages of each shard of a school's outbox, 2,000 or so, and whether any shard has older ones. */
export async function newestOfShards(
  table: Table,
  scope: SchoolScope,
): Promise<{ messages: Delivery[]; hasOlder: boolean }> {
  const pages = await Promise.all(
    partitions(scope).map((pk) =>
      table.query<StoredMessage>({ pk, newestFirst: true, limit: MOST_OF_SHARD }),
    ),
  )
  return {
    messages: pages.flatMap(({ items }) => items.map(fromItem)),
    hasOlder: pages.some(({ next }) => next !== undefined),
  }
}

/** Every message that a school still keeps. */
export async function messagesOf(table: Table, scope: SchoolScope): Promise<Delivery[]> {
  const all = await Promise.all(partitions(scope).map((pk) => table.queryAll<StoredMessage>(pk, 'MESSAGE#')))
  return all.flat().map(fromItem).sort(bySortKey)
}

/** Deletes a message, from the former partition too. */
export function removeMessage(scope: SchoolScope, message: Pick<Message, 'at' | 'id'>): Write[] {
  const key = messageKey(scope, message)
  return [{ remove: key }, { remove: { ...key, pk: formerPartition(scope) } }]
}

/** The keys of messages that are due by an instant, at most `limit` of each shard. */
export async function dueMessages(table: Table, until: string, limit: number): Promise<Key[]> {
  return (await dueKeys(table, DUE, until, limit)).filter(isMessageKey)
}

// A message from before deliveries were tracked has no state: it is shown, and its revision of 0 lets nobody claim it.
function fromItem(item: StoredMessage): Delivery {
  const untracked = { state: 'waiting', attempts: 0, revision: 0 } as const
  return { ...untracked, ...withoutDueAttributes(item) }
}

// The order of the sort key, as if they were in one partition.
function bySortKey(one: Delivery, other: Delivery): number {
  const keyOf = ({ at, id }: Delivery) => `${at}#${id}`
  return keyOf(one) < keyOf(other) ? -1 : keyOf(one) > keyOf(other) ? 1 : 0
}

function outboxShard(id: string): number {
  return Buffer.from(hashOf(id)).readUInt16BE() % OUTBOX_SHARDS
}
