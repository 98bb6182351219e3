import type { SchoolScope } from '../access/actor.ts'
import { mustFitInItem } from '../packed/item-size.ts'
import { packedItems } from '../packed/packed.store.ts'
import { type Packing, packedKeys, putPacked, removePacked } from '../packed/packing.store.ts'
import {
  type AnyKey,
  type Consistency,
  contentOf,
  type Item,
  type Key,
  type Table,
  type Write,
} from '../table/table.ts'
import { type CountedReply, type Remembered, type Reply, rememberedOf } from './reply.ts'
import { SESSION_PARTITION } from './session.store.ts'

const VERSION = 1
const KEYS = packedKeys(SESSION_PARTITION, 'REPLY#{family}')

/** The key of a family's reply. */
export function replyKey(school: SchoolScope, session: string, family: string): AnyKey {
  return KEYS.key({ school, session, family })
}

/** The session and family of a reply's key; undefined for another key. */
export function replyAt(key: AnyKey): { session: string; family: string } | undefined {
  return KEYS.parse(key)
}

// Separate from the family's own item, so that a reply never conflicts with an edit of the family.
const rememberedKey = (scope: SchoolScope, family: string): Key => ({
  pk: `SCHOOL#${scope}#REMEMBERED`,
  sk: `FAMILY#${family}`,
})

/** A family's reply, or undefined. */
export async function getReply(
  table: Table,
  school: SchoolScope,
  session: string,
  family: string,
): Promise<Reply | undefined> {
  return table.get<Reply>(KEYS.key({ school, session, family }))
}

/** The reply of a stored item. */
export function replyOfItem(item: Item): Reply {
  return contentOf<Reply>(item)
}

/** The replies for a session. */
export async function getReplies(table: Table, school: SchoolScope, session: string): Promise<Reply[]> {
  return table.queryAll<Reply>(KEYS.partition({ school, session }), KEYS.prefix)
}

/** The counted part of each reply for a session. */
export async function countedReplies(
  table: Table,
  school: SchoolScope,
  session: string,
): Promise<CountedReply[]> {
  return packedItems(table, KEYS.partition({ school, session }), REPLIES)
}

/** The packing of a session's replies. */
export const REPLIES: Packing<CountedReply, Omit<CountedReply, 'family'>, CountedReply> = {
  keys: KEYS,
  parts: 4,
  row: ({ attending, waiting, adults, children, interpretation, readers, diets, allergens, ride }) => ({
    attending,
    waiting,
    adults,
    children,
    interpretation,
    readers,
    diets,
    allergens,
    ride,
  }),
  id: ({ family }) => family,
  counted: (family, row) => ({ family, ...row }),
}

/** The remembered part of a family's last reply, or undefined. */
export async function getRemembered(
  table: Table,
  scope: SchoolScope,
  family: string,
  reading?: Consistency,
): Promise<Remembered | undefined> {
  return table.get<Remembered>(rememberedKey(scope, family), reading)
}

/** A reply that is new, or that nobody changed since the revision before its own. Refuses one that is too large. */
export function saveReply(school: SchoolScope, session: string, reply: Reply): Write {
  const key = KEYS.key({ school, session, family: reply.family })
  return putPacked(
    { ...key, version: VERSION, ...mustFitInItem(reply) },
    reply.revision === 1 ? 'absent' : { equals: { revision: reply.revision - 1 } },
  )
}

/** Deletes a reply, if nobody changed it. */
export function removeReply(school: SchoolScope, session: string, { family, revision }: Reply): Write {
  return removePacked(KEYS.key({ school, session, family }), { equals: { revision } })
}

/** Deletes what was remembered of a family. */
export function dropRemembered(scope: SchoolScope, family: string): Write {
  return { remove: rememberedKey(scope, family) }
}

/** Saves the answers that the family's next reply starts from. */
export function saveRemembered(scope: SchoolScope, family: string, remembered: Remembered): Write {
  return { put: { ...rememberedKey(scope, family), version: VERSION, ...remembered } }
}

/**
 * Remembers a reply for the family's next one until `expiresAt` (seconds). A no, and a reply after that instant, leave
 * what is remembered.
 */
export function rememberReply(scope: SchoolScope, reply: Reply, expiresAt: number): Write[] {
  const remembered = Date.parse(reply.repliedAt) < expiresAt * 1000 ? rememberedOf(reply) : undefined
  return remembered ? [saveRemembered(scope, reply.family, { ...remembered, expiresAt })] : []
}
