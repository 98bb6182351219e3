import type { SchoolScope } from '../access/actor.ts'
import { putNotice } from '../message/notice.store.ts'
import { seatNotice } from '../message/notice-plan.ts'
import type { Write } from '../table/table.ts'
import { saveReply } from './reply.store.ts'
import { isStaff, type Reply } from './reply.ts'
import { saveSession } from './session.store.ts'
import type { Session } from './session.ts'

// A transaction holds 100 writes: these, an e-mail to each that is of the team, the session, its notice, and what the
// operation itself writes.
const MOST_AT_ONCE = 45

/**
 * Saves the replies whose seats change, in their order, with the notice to families that move up. Saves the session as
 * well, since its revision is what two changes of seats conflict on. Replies that do not fit into one transaction are
 * left to the next change of seats.
 */
export function saveSeats(
  scope: SchoolScope,
  session: Session,
  { replies, changed, at }: { replies: readonly Reply[]; changed: readonly Reply[]; at: string },
): { writes: Write[]; saved: Reply[] } {
  const revised = { ...session, revision: session.revision + 1 }
  const revisions = new Map(replies.map((one) => [one.family, one.revision]))
  const saved = changed
    .slice(0, MOST_AT_ONCE)
    .map((one) => ({ ...one, revision: (revisions.get(one.family) ?? 0) + 1 }))
  const tells = saved.some((one) => one.seatedAt === at && !isStaff(one))
  const writes = [
    saveSession(scope, revised),
    ...saved.map((one) => saveReply(scope, session.id, one)),
    ...(tells ? [putNotice(scope, seatNotice(revised, at))] : []),
  ]
  return { writes, saved }
}
