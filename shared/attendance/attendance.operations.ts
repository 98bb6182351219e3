import { mustActFor, mustOrganize, scopeOf } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { addFamily } from '../family/family.operations.ts'
import { getFamily } from '../family/family.store.ts'
import { FamilyInput } from '../family/family.ts'
import { getVisits, putVisits } from '../family/visits.store.ts'
import { withoutVisit, withVisit } from '../family/visits.ts'
import { getSchool } from '../school/school.store.ts'
import { schoolYearBegin } from '../school/school-year.ts'
import { type GivenCounts, givenCounts } from '../session/giving.ts'
import { getItemStates } from '../session/item.store.ts'
import { getReplies, getReply } from '../session/reply.store.ts'
import { getSession } from '../session/session.store.ts'
import { instantOf } from '../time/instant.ts'
import { getWorkshop } from '../workshop/workshop.store.ts'
import {
  attendanceOf,
  getAttendance,
  getTurnout,
  putAttendance,
  putThanks,
  putTurnout,
  removeAttendance,
  removeTurnout,
  thanksOf,
  turnoutsOf,
} from './attendance.store.ts'
import {
  type Arrival,
  type Attendance,
  givenSince,
  type Thanks,
  type ThanksInput,
  type Turnout,
  turnoutOf,
  type WalkIn,
} from './attendance.ts'

/** The attendance of a session, in order of arrival. */
export async function listAttendance({ table, actor }: Context, sessionId: string): Promise<Attendance[]> {
  mustOrganize(actor)
  const found = await attendanceOf(table, scopeOf(actor, schoolOf(sessionId)), sessionId)
  return found.sort((one, other) => (one.at < other.at ? -1 : 1))
}

/** Checks a family in. Idempotent: a second check-in changes its numbers alone. */
export async function checkIn(
  context: Context,
  sessionId: string,
  family: string,
  arrival: Arrival,
): Promise<Attendance> {
  const { table, actor, now } = context
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(sessionId))
  const [known, session] = await Promise.all([
    getFamily(table, scope, family),
    getSession(table, scope, sessionId),
  ])
  if (!known || !session) return refuse('not-found')
  if (session.status === 'cancelled') refuse('session-cancelled')
  return untilCommitted(async () => {
    const visits = await getVisits(table, scope, family)
    const before = visits.sessions.find(({ id }) => id === sessionId)
    const attendance = { ...arrival, family, at: before?.at ?? instantOf(now()) }
    await table.commit(
      putAttendance(scope, sessionId, attendance),
      putVisits(scope, withVisit(visits, sessionId, attendance.at)),
    )
    return attendance
  })
}

/** Undoes a check-in. */
export async function undoCheckIn(
  { table, actor }: Context,
  sessionId: string,
  family: string,
): Promise<void> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(sessionId))
  await untilCommitted(async () => {
    const visits = await getVisits(table, scope, family)
    if (!visits.sessions.some(({ id }) => id === sessionId)) return
    await table.commit(
      removeAttendance(scope, sessionId, family),
      putVisits(scope, withoutVisit(visits, sessionId)),
    )
  })
}

/** Adds a family that came without being on the roster, and checks it in. */
export async function checkInWalkIn(
  context: Context,
  sessionId: string,
  { name, language, key, ...arrival }: WalkIn,
): Promise<Attendance> {
  mustOrganize(context.actor)
  const school = schoolOf(sessionId)
  const scope = scopeOf(context.actor, school)
  const session = (await getSession(context.table, scope, sessionId)) ?? refuse('not-found')
  if (session.status === 'cancelled') refuse('session-cancelled')
  const input = { caregivers: [{ givenName: name }], writtenLanguage: language, spokenLanguage: language }
  const family = FamilyInput.safeParse(input)
  // A name of invisible signs alone is none.
  if (!family.success)
    return refuse('invalid-input', { errors: [{ pointer: '/name', detail: 'name-needed' }] })
  // A device that got no answer sends its key again, which makes the same family.
  const { id } = await addFamily(key ? { ...context, key } : context, school, family.data)
  return checkIn(context, sessionId, id, arrival)
}

/** Whether the attendance of a session is closed. */
export async function isAttendanceClosed({ table, actor }: Context, sessionId: string): Promise<boolean> {
  mustOrganize(actor)
  return (await getTurnout(table, scopeOf(actor, schoolOf(sessionId)), sessionId)) !== undefined
}

/**
 * Closes the attendance of a session that has begun, so that it counts in the school's own show rate. Closing it again
 * recounts it.
 */
export async function closeAttendance({ table, actor, now }: Context, sessionId: string): Promise<Turnout> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(sessionId))
  const [session, replies, attendance, items] = await Promise.all([
    getSession(table, scope, sessionId),
    getReplies(table, scope, sessionId),
    attendanceOf(table, scope, sessionId),
    getItemStates(table, scope, sessionId),
  ])
  if (!session) return refuse('not-found')
  if (session.status === 'cancelled') refuse('session-cancelled')
  if (session.start > instantOf(now())) refuse('session-not-begun')
  const lines = items.flatMap(({ signUp }) => signUp ?? [])
  const turnout = {
    ...turnoutOf(session, replies, attendance),
    ...(lines.length > 0 && { given: givenCounts(lines) }),
  }
  await table.commit(putTurnout(scope, turnout))
  return turnout
}

/** The sums of what families gave this school year, over the sessions with closed attendance; for organizers. */
export async function readYearGiven({ table, actor, now }: Context, schoolId: string): Promise<GivenCounts> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolId)
  const [turnouts, school] = await Promise.all([turnoutsOf(table, scope), getSchool(table, scope)])
  return givenSince(turnouts, instantOf(schoolYearBegin(now(), school?.timeZone ?? 'utc')))
}

/** Reopens the attendance of a session. */
export async function reopenAttendance({ table, actor }: Context, sessionId: string): Promise<void> {
  mustOrganize(actor)
  await table.commit(removeTurnout(scopeOf(actor, schoolOf(sessionId)), sessionId))
}

/** A family that came, or replied yes, thanks the host of a session that has begun; new words replace old ones. */
export async function sayThanks(
  { table, actor, now }: Context,
  sessionId: string,
  family: string,
  { text }: ThanksInput,
): Promise<void> {
  mustActFor(actor, family)
  const scope = scopeOf(actor, schoolOf(sessionId))
  const [session, reply, attendance] = await Promise.all([
    getSession(table, scope, sessionId),
    getReply(table, scope, sessionId, family),
    getAttendance(table, scope, sessionId, family),
  ])
  if (!session || !(reply?.attending || attendance)) return refuse('not-found')
  if (session.start > instantOf(now())) refuse('session-not-begun')
  await table.commit(putThanks(scope, sessionId, { family, text, at: instantOf(now()) }))
}

/** The families' thanks for a session: for its host and for organizers. */
export async function listThanks({ table, actor }: Context, sessionId: string): Promise<Thanks[]> {
  const scope = scopeOf(actor, schoolOf(sessionId))
  const [session, thanks] = await Promise.all([
    getSession(table, scope, sessionId),
    thanksOf(table, scope, sessionId),
  ])
  const workshop = session ? await getWorkshop(table, scope, session.workshop) : refuse('not-found')
  const isHost = actor.kind === 'family' && actor.family === workshop?.hostFamily
  if (!isHost) mustOrganize(actor)
  return thanks.sort((one, other) => one.at.localeCompare(other.at))
}
