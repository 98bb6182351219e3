import type { SchoolScope } from '../access/actor.ts'
import { hashOf } from '../access/identifier.ts'
import { mustFitInItem } from '../packed/item-size.ts'
import type { Key, Table, Write } from '../table/table.ts'
import { type Notice, nextStep } from './notice.ts'

const SHARDS = 4
const partition = (scope: SchoolScope) => `SCHOOL#${scope}#NOTICES`

type Lying = Notice & { duePk?: string; dueSk?: string }

/** Where a notice lies: those of a workshop beside each other. */
export function noticeKey(scope: SchoolScope, { workshop, id }: Pick<Notice, 'workshop' | 'id'>): Key {
  return { pk: partition(scope), sk: `NOTICE#${workshop}#${id}` }
}

/** Whether a key is that of a notice. */
export function isNoticeKey({ pk, sk }: Key): boolean {
  return pk.endsWith('#NOTICES') && sk.startsWith('NOTICE#')
}

/** The school of a notice's key. */
export function schoolOfNotice({ pk }: Key): string {
  return pk.split('#')[1] ?? ''
}

/** A notice that is new, or that nobody changed since the revision before its own. */
export function putNotice(scope: SchoolScope, notice: Notice): Write {
  const step = nextStep(notice)
  const due = step && { duePk: shardOf(notice.id), dueSk: step.due }
  return {
    put: { ...noticeKey(scope, notice), ...mustFitInItem(notice), ...due },
    when: notice.revision === 1 ? 'absent' : { equals: { revision: notice.revision - 1 } },
  }
}

/** The notice at a key, or undefined. */
export async function getNotice(table: Table, key: Key): Promise<Notice | undefined> {
  const item = await table.get<Lying>(key)
  return item && fromItem(item)
}

/** What is and was told of a workshop. */
export async function noticesOf(table: Table, scope: SchoolScope, workshop: string): Promise<Notice[]> {
  return (await table.queryAll<Lying>(partition(scope), `NOTICE#${workshop}#`)).map(fromItem)
}

/** Takes a notice away, whatever became of it. */
export function removeNotice(scope: SchoolScope, notice: Pick<Notice, 'workshop' | 'id'>): Write {
  return { remove: noticeKey(scope, notice) }
}

/** Where notices lie whose next step is due by an instant, some of each shard. */
export async function dueNotices(table: Table, until: string, limit: number): Promise<Key[]> {
  const shards = Array.from({ length: SHARDS }, (_, shard) => table.due(`DUE-NOTICE#${shard}`, until, limit))
  return (await Promise.all(shards)).flat().filter(isNoticeKey)
}

function fromItem({ duePk: _, dueSk: _due, ...notice }: Lying): Notice {
  return notice
}

function shardOf(id: string): string {
  return `DUE-NOTICE#${Number.parseInt(Buffer.from(hashOf(id)).toString('hex').slice(0, 4), 16) % SHARDS}`
}
