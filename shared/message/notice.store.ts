import type { SchoolScope } from '../access/actor.ts'
import { mustFitInItem } from '../packed/item-size.ts'
import { type DueAttributes, type DueQueue, dueAttributes, dueKeys } from '../table/due.ts'
import { keyPattern } from '../table/key-pattern.ts'
import type { Consistency, Key, Table, Write } from '../table/table.ts'
import { type Notice, nextStep } from './notice.ts'

const DUE: DueQueue = { name: 'DUE-NOTICE', shards: 4 }
const KEYS = keyPattern('SCHOOL#{school}#NOTICES', 'NOTICE#{workshop}#{id}')
const partition = (school: SchoolScope) => KEYS.partition({ school })

type StoredNotice = Notice & DueAttributes

/** The key of a notice; those of a workshop sort together. */
export function noticeKey(school: SchoolScope, { workshop, id }: Pick<Notice, 'workshop' | 'id'>): Key {
  return KEYS.key({ school, workshop, id })
}

/** Whether a key is that of a notice. */
export function isNoticeKey(key: Key): boolean {
  return KEYS.parse(key) !== undefined
}

/** The school of a notice's key. */
export function schoolOfNotice(key: Key): string {
  return KEYS.parse(key)?.school ?? ''
}

/** A notice that is new, or that nobody changed since the revision before its own. */
export function putNotice(scope: SchoolScope, notice: Notice): Write {
  const step = nextStep(notice)
  return {
    put: {
      ...noticeKey(scope, notice),
      ...mustFitInItem(notice),
      ...dueAttributes(DUE, notice.id, step?.due),
    },
    when: notice.revision === 1 ? 'absent' : { equals: { revision: notice.revision - 1 } },
  }
}

/** The notice at a key, or undefined. */
export async function getNotice(table: Table, key: Key): Promise<Notice | undefined> {
  const item = await table.get<StoredNotice>(key)
  return item && fromItem(item)
}

/** All notices of a workshop. */
export async function noticesOf(
  table: Table,
  scope: SchoolScope,
  workshop: string,
  reading?: Consistency,
): Promise<Notice[]> {
  return (await table.queryAll<StoredNotice>(partition(scope), `NOTICE#${workshop}#`, reading)).map(fromItem)
}

/** All notices of a school. */
export async function schoolNotices(table: Table, scope: SchoolScope): Promise<Notice[]> {
  return (await table.queryAll<StoredNotice>(partition(scope), KEYS.prefix)).map(fromItem)
}

/** Deletes a notice, if nobody changed it: a fan-out that began meanwhile fails the commit. */
export function removeUnchangedNotice(scope: SchoolScope, notice: Notice): Write {
  return { remove: noticeKey(scope, notice), when: { equals: { revision: notice.revision } } }
}

/** Deletes a notice, whatever its state. */
export function removeNotice(scope: SchoolScope, notice: Pick<Notice, 'workshop' | 'id'>): Write {
  return { remove: noticeKey(scope, notice) }
}

/** The keys of notices whose next step is due by an instant, at most `limit` of each shard. */
export async function dueNotices(table: Table, until: string, limit: number): Promise<Key[]> {
  return (await dueKeys(table, DUE, until, limit)).filter(isNoticeKey)
}

function fromItem({ duePk: _, dueSk: _due, ...notice }: StoredNotice): Notice {
  return notice
}
