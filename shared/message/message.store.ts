import type { SchoolScope } from '../access/actor.ts'
import { hashOf } from '../access/identifier.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { Delivery, Message } from './message.ts'

// A school that tells 100,000 families writes 1,600 units a second into its outbox, and all schools that tell theirs in
// the same minute 30,000 into the index; one partition takes 1,000.
const OUTBOX_SHARDS = 16
const DUE_SHARDS = 64
// Where messages lay before there were shards; they go by themselves 90 days later.
const formerPartition = (scope: SchoolScope) => `SCHOOL#${scope}#OUTBOX`
const partitions = (scope: SchoolScope) => [
  formerPartition(scope),
  ...Array.from({ length: OUTBOX_SHARDS }, (_, shard) => `${formerPartition(scope)}#${shard}`),
]

type Lying = Delivery & { duePk?: string; dueSk?: string }

/** Where a message lies. */
export function messageKey(scope: SchoolScope, { at, id }: Pick<Message, 'at' | 'id'>): Key {
  return { pk: `${formerPartition(scope)}#${shardOf(id, OUTBOX_SHARDS)}`, sk: `MESSAGE#${at}#${id}` }
}

/** Whether a key is that of a message. */
export function isMessageKey({ pk, sk }: Key): boolean {
  return /#OUTBOX(#\d+)?$/.test(pk) && sk.startsWith('MESSAGE#')
}

/** A message that is new, or that nobody changed since the revision before its own. */
export function putMessage(key: Key, { due, ...delivery }: Delivery): Write {
  const shard = due && { duePk: `DUE#${shardOf(delivery.id, DUE_SHARDS)}`, dueSk: due }
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
  const pages = await Promise.all(
    partitions(scope).map((pk) => table.query<Lying>({ pk, newestFirst: true, limit })),
  )
  const newest = pages.flatMap(({ items }) => items.map(fromItem)).sort(byPlace)
  return newest.reverse().slice(0, limit)
}

/** Every message that a school still keeps. */
export async function messagesOf(table: Table, scope: SchoolScope): Promise<Delivery[]> {
  const all = await Promise.all(partitions(scope).map((pk) => table.queryAll<Lying>(pk, 'MESSAGE#')))
  return all.flat().map(fromItem).sort(byPlace)
}

/** Forgets a message, wherever it lies. */
export function removeMessage(scope: SchoolScope, message: Pick<Message, 'at' | 'id'>): Write[] {
  const key = messageKey(scope, message)
  return [{ remove: key }, { remove: { ...key, pk: formerPartition(scope) } }]
}

/** Where messages lie that are due by an instant, some of each shard. */
export async function dueMessages(table: Table, until: string, limit: number): Promise<Key[]> {
  const shards = Array.from({ length: DUE_SHARDS }, (_, shard) => table.due(`DUE#${shard}`, until, limit))
  return (await Promise.all(shards)).flat().filter(isMessageKey)
}

// The index needs names of its own; a message calls it when it is due. One from before there was any delivery
// has no state: it is shown, and its revision of 0 lets nobody claim it.
function fromItem({ duePk: _, dueSk, ...delivery }: Lying): Delivery {
  const asBefore = { state: 'waiting', attempts: 0, revision: 0 } as const
  return { ...asBefore, ...delivery, ...(dueSk && { due: dueSk }) }
}

// In the order in which they would lie in one partition.
function byPlace(one: Delivery, other: Delivery): number {
  const [place, otherPlace] = [one, other].map(({ at, id }) => `${at}#${id}`) as [string, string] // one for each
  return place < otherPlace ? -1 : place > otherPlace ? 1 : 0
}

function shardOf(id: string, shards: number): number {
  return Number.parseInt(Buffer.from(hashOf(id)).toString('hex').slice(0, 4), 16) % shards
}
