import type { SchoolScope } from '../access/actor.ts'
import { newId } from '../access/identifier.ts'
import { keepMessage } from '../message/message.store.ts'
import { waitingUntil } from '../message/message.ts'
import { withinHours } from '../message/notice-plan.ts'
import { getSchool } from '../school/school.store.ts'
import type { Table, Write } from '../table/table.ts'
import { teamOf } from '../team/member.store.ts'
import { timeAt } from '../time/instant.ts'
import { getWorkshop } from '../workshop/workshop.store.ts'
import { isStaff, type Reply } from './reply.ts'
import { saveSeats } from './seats.store.ts'
import type { Session } from './session.ts'
import { movedUp, seatMails } from './staff-seat.ts'

/** What `saveSeats` writes, with the e-mails to members of the team that move up; families are told by its notice. */
export async function seatingWrites(
  table: Table,
  scope: SchoolScope,
  session: Session,
  change: Parameters<typeof saveSeats>[2],
): Promise<ReturnType<typeof saveSeats>> {
  const { writes, saved } = saveSeats(scope, session, change)
  const mails = await tellSeatedStaff(table, scope, { session, replies: saved, at: change.at })
  return { writes: [...writes, ...mails], saved }
}

/**
 * Tells members of the team by e-mail that they left the waiting list of a session at an instant, as notices tell
 * families. Reads the team only where one of the replies is from it.
 */
export async function tellSeatedStaff(
  table: Table,
  scope: SchoolScope,
  { session, replies, at }: { session: Session; replies: readonly Reply[]; at: string },
): Promise<Write[]> {
  if (!replies.some((reply) => isStaff(reply) && movedUp(reply, at))) return []
  const [team, workshop, school] = await Promise.all([
    teamOf(table, scope),
    getWorkshop(table, scope, session.workshop),
    getSchool(table, scope),
  ])
  if (!workshop || !school) return []
  const leaves = withinHours(at, session.timeZone)
  const end = Math.ceil(timeAt(session.end).toSeconds())
  return seatMails({ session, workshop, team, school: school.name, replies, at }).map((mail) =>
    keepMessage(scope, waitingUntil({ id: newId(), ...mail }, end, leaves)),
  )
}
