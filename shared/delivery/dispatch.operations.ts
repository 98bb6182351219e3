import type { Context } from '../access/context.ts'
import { isMessageKey } from '../message/message.store.ts'
import { isNoticeKey } from '../message/notice.store.ts'
import { forgetDetails, isRetention, retentionsDue } from '../session/retention.operations.ts'
import { isSeating, resumeSeating, seatingsDue } from '../session/seating.operations.ts'
import type { Key } from '../table/table.ts'
import { type Carriers, deliver } from './delivery.operations.ts'
import { overdueMessages } from './message.operations.ts'
import { fanOut, noticesDue } from './notice.operations.ts'

type Base = Pick<Context, 'table' | 'now'>

/** What became of a piece of work; `more` where it must be dispatched again. `failure` is a code, never prose. */
export type Dispatched = { outcome: string; failure?: string }

/**
 * Does one piece of queued work: fans out a notice, deletes details whose retention ended, lets in who waits, or delivers
 * a message.
 */
export async function dispatch(base: Base, key: Key, carriers: Carriers): Promise<Dispatched> {
  if (isRetention(key)) return forgetDetails(base, key)
  if (isSeating(key)) return resumeSeating(base, key)
  return isNoticeKey(key) ? fanOut(base, key) : deliver(base, key, carriers)
}

/** Whether a piece of work is a message, which a carrier must send. */
export function needsCarrier(key: Key): boolean {
  return isMessageKey(key)
}

/** The keys of new messages and notices among changes of the table's stream. */
export function newWork(changes: readonly { key: Key; isNew: boolean }[]): Key[] {
  return changes
    .filter(({ key, isNew }) => isNew && (isMessageKey(key) || isNoticeKey(key)))
    .map(({ key }) => key)
}

/** The keys of all work that is due by now: notices, messages, retentions and seatings. */
export async function dueWork(base: Base): Promise<Key[]> {
  const due = [noticesDue(base), overdueMessages(base), retentionsDue(base), seatingsDue(base)]
  return (await Promise.all(due)).flat()
}
