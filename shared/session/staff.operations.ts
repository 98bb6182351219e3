import { organizes, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { getSchool } from '../school/school.store.ts'
import { getMember } from '../team/member.store.ts'
import { instantOf } from '../time/instant.ts'
import { getWorkshop, workshopsOf } from '../workshop/workshop.store.ts'
import type { Workshop } from '../workshop/workshop.ts'
import { recordReply } from './reply.operations.ts'
import { getReply } from './reply.store.ts'
import { type ReplyInput, replyOf, staffName } from './reply.ts'
import type { Answered } from './session.operations.ts'
import { getSession } from './session.store.ts'
import type { Session } from './session.ts'

/** A session for the staff, with a member's reply. */
export type StaffSession = { session: Session; workshop: Workshop; reply?: Answered }

/**
 * Saves a member's reply to a session for the staff, their own or recorded by an organizer. Seats, interpretation, food
 * and chairs count as for parents.
 */
export async function putStaffReply(
  context: Context,
  sessionId: string,
  memberId: string,
  input: ReplyInput,
): Promise<Answered> {
  const { table, actor, now } = context
  const { scope, member } = await memberFor(context, sessionId, memberId)
  await readStaffSession(context, sessionId, memberId)
  const school = await getSchool(table, scope)
  const writtenLanguage = member.language ?? school?.defaultLanguage ?? 'en'
  const reply = replyOf(input, { id: staffName(memberId), writtenLanguage }, instantOf(now()))
  return recordReply(table, scopeOf(actor, schoolOf(sessionId)), {
    sessionId,
    reply,
    wait: input.wait ?? false,
  })
}

/** A session for the staff with a member's reply; refuses `not-found` for one that is only for parents. */
export async function readStaffSession(
  context: Context,
  sessionId: string,
  memberId: string,
): Promise<StaffSession> {
  const { table } = context
  const { scope } = await memberFor(context, sessionId, memberId)
  const [session, reply] = await Promise.all([
    getSession(table, scope, sessionId),
    getReply(table, scope, sessionId, staffName(memberId)),
  ])
  if (!session) return refuse('not-found')
  const workshop = await getWorkshop(table, scope, session.workshop)
  if (!workshop?.audience.includes('staff')) return refuse('not-found')
  return { session, workshop, ...(reply && { reply }) }
}

async function memberFor({ table, actor }: Context, sessionId: string, memberId: string) {
  const scope = scopeOf(actor, schoolOf(sessionId))
  const isTheirs = actor.kind === 'member' && actor.id === memberId
  if (!isTheirs && !organizes(actor)) refuse('forbidden')
  const member = (await getMember(table, scope, memberId)) ?? refuse('not-found')
  return { scope, member }
}

/** The upcoming sessions for the staff that a member has not replied to, soonest first. */
export async function listStaffSessions(
  { table, actor, now }: Context,
  school: string,
): Promise<{ workshop: Workshop; session: { id: string; start: string; end: string } }[]> {
  if (actor.kind !== 'member') return []
  const scope = scopeOf(actor, school)
  const isNow = instantOf(now())
  const workshops = await workshopsOf(table, scope)
  const coming = workshops
    .filter(({ audience, status }) => audience.includes('staff') && status === 'scheduled')
    .flatMap((workshop) => (workshop.sessions ?? []).map((session) => ({ workshop, session })))
    .filter(({ session }) => !session.cancelled && session.start > isNow)
  const replies = await Promise.all(
    coming.map(({ session }) => getReply(table, scope, session.id, staffName(actor.id))),
  )
  return coming
    .filter((_, place) => replies[place] === undefined)
    .sort((one, other) => one.session.start.localeCompare(other.session.start))
}
