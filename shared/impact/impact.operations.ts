import { mustActFor, mustOrganize, mustPrepare, type SchoolScope, scopeOf } from '../access/actor.ts'
import { createOnce } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { idFor, newId, schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { attendanceOf, getAttendance } from '../attendance/attendance.store.ts'
import { getSchool } from '../school/school.store.ts'
import { schoolYearBegin, schoolYearEnd } from '../school/school-year.ts'
import { countedReplies, getReplies, getReply } from '../session/reply.store.ts'
import { isStaff, staffName } from '../session/reply.ts'
import { getCounts } from '../session/retention.store.ts'
import { countsOf } from '../session/retention.ts'
import { getSession } from '../session/session.store.ts'
import type { Session } from '../session/session.ts'
import { instantOf, timeAt } from '../time/instant.ts'
import { ballotsOf } from '../workshop/ballot.store.ts'
import { proposalsOf } from '../workshop/proposal.store.ts'
import { getWorkshop, workshopsOf } from '../workshop/workshop.store.ts'
import { isCalledOff, type Workshop } from '../workshop/workshop.ts'
import { decisionsOf } from './decision.store.ts'
import { type Evidence, evidenceOf } from './evidence.ts'
import { getAnswer, hasAnswered, putAnswer, putAnswered, putLine, surveyedAbout } from './survey.store.ts'
import {
  answerOf,
  reportOf,
  type SurveyAudience,
  type SurveyInput,
  type SurveyLine,
  type SurveyReport,
} from './survey.ts'

/** The state of a person's survey about a session. */
export type SurveyStanding = 'open' | 'answered' | 'closed'

const OPEN_DAYS = 14

// A survey is open from the start of the session until two weeks after its end.
function isOpen({ start, end, status }: Session, { now }: Context): boolean {
  const until = instantOf(timeAt(end).plus({ days: OPEN_DAYS }))
  return status !== 'cancelled' && start <= instantOf(now()) && instantOf(now()) < until
}

/** The state of a family's survey about a session. */
export async function surveyOfFamily(
  context: Context,
  sessionId: string,
  family: string,
): Promise<SurveyStanding> {
  return (await standingOf(context, sessionId, family)).standing
}

/** The same, with the workshop whose session it was. */
export async function readSurveyOfFamily(
  context: Context,
  sessionId: string,
  family: string,
): Promise<{ standing: SurveyStanding; workshop: Workshop }> {
  const { standing, session, scope } = await standingOf(context, sessionId, family)
  const workshop = (await getWorkshop(context.table, scope, session.workshop)) ?? refuse('not-found')
  return { standing, workshop }
}

async function standingOf(
  context: Context,
  sessionId: string,
  family: string,
): Promise<{ standing: SurveyStanding; session: Session; scope: SchoolScope }> {
  const { table, actor } = context
  mustActFor(actor, family)
  const scope = scopeOf(actor, schoolOf(sessionId))
  const [session, reply, attendance, answered] = await Promise.all([
    getSession(table, scope, sessionId),
    getReply(table, scope, sessionId, family),
    getAttendance(table, scope, sessionId, family),
    hasAnswered(table, scope, sessionId, family),
  ])
  if (!session) return refuse('not-found')
  const came = attendance !== undefined || (reply?.attending && !reply.waiting)
  const unanswered = came && isOpen(session, context) ? 'open' : 'closed'
  return { standing: answered ? 'answered' : unanswered, session, scope }
}

/** Saves a family's answers, once; they are stored without the family's id. */
export async function answerAsFamily(
  context: Context,
  sessionId: string,
  family: string,
  input: SurveyInput,
): Promise<void> {
  const standing = await surveyOfFamily(context, sessionId, family)
  if (standing === 'answered') refuse('already-answered')
  if (standing === 'closed') refuse('not-found')
  await keepAnswer(context, sessionId, { who: family, audience: 'parents', input })
}

/** Saves the answers of a member of the team, once. */
export async function answerAsStaff(context: Context, sessionId: string, input: SurveyInput): Promise<void> {
  const { table, actor } = context
  const scope = scopeOf(actor, schoolOf(sessionId))
  const session = (await getSession(table, scope, sessionId)) ?? refuse('not-found')
  if (actor.kind !== 'member') return refuse('forbidden')
  if (!isOpen(session, context)) refuse('not-found')
  await keepAnswer(context, sessionId, { who: staffName(actor.id), audience: 'staff', input })
}

/** Records answers from paper or from a conversation, without asking who gave them. */
export async function recordAnswer(
  context: Context,
  sessionId: string,
  audience: SurveyAudience,
  input: SurveyInput,
): Promise<void> {
  mustPrepare(context.actor)
  const scope = scopeOf(context.actor, schoolOf(sessionId))
  if (!(await getSession(context.table, scope, sessionId))) refuse('not-found')
  await keepAnswer(context, sessionId, { audience, input })
}

async function keepAnswer(
  context: Context,
  sessionId: string,
  { who, audience, input }: { who?: string; audience: SurveyAudience; input: SurveyInput },
): Promise<void> {
  const { table, actor } = context
  const scope = scopeOf(actor, schoolOf(sessionId))
  const id = idFor(context)
  const answer = answerOf(audience, input)
  const line = await lineOf(context, { scope, audience, input })
  if (Object.keys(answer.answers).length === 0 && !line) refuse('invalid-input', { errors: [] })
  const writes = [
    putAnswer(scope, sessionId, { id, answer }),
    ...(line ? [putLine(scope, sessionId, { id: newId(), line })] : []),
    ...(who ? [putAnswered(scope, sessionId, who)] : []),
  ]
  await createOnce(table, {
    made: answer,
    writes,
    find: async () => (await getAnswer(table, scope, sessionId, id)) ?? refuse('already-answered'),
  })
}

// Kept until the end of the school year, as notes of conversations are.
async function lineOf(
  { table, now }: Context,
  { scope, audience, input }: { scope: SchoolScope; audience: SurveyAudience; input: SurveyInput },
): Promise<SurveyLine | undefined> {
  if (!input.line) return undefined
  const zone = (await getSchool(table, scope))?.timeZone ?? 'utc'
  return { audience, line: input.line, expiresAt: Math.floor(schoolYearEnd(now(), zone).toSeconds()) }
}

/** The report of a session's survey, by audience. */
export type SessionSurvey = { session: string; start: string } & Record<SurveyAudience, SurveyReport>

/** The report of a session's survey, for organizers; empty where few answered. */
export async function readSurvey(context: Context, sessionId: string): Promise<SessionSurvey> {
  const { table, actor } = context
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(sessionId))
  const session = (await getSession(table, scope, sessionId)) ?? refuse('not-found')
  return surveyOf(context, scope, session)
}

/** The same of a session that the caller has found in its workshop, which saves a round of calls. */
export async function readSurveyOf(
  context: Context,
  session: { id: string; start: string },
): Promise<SessionSurvey> {
  mustOrganize(context.actor)
  return surveyOf(context, scopeOf(context.actor, schoolOf(session.id)), session)
}

async function surveyOf(
  { table, now }: Context,
  scope: SchoolScope,
  { id, start }: { id: string; start: string },
): Promise<SessionSurvey> {
  const [said, attendance, replies] = await Promise.all([
    surveyedAbout(table, scope, { session: id, seconds: now().toSeconds() }),
    attendanceOf(table, scope, id),
    getReplies(table, scope, id),
  ])
  const coming = replies.filter(({ attending, waiting }) => attending && !waiting)
  const families = coming.filter((reply) => !isStaff(reply)).length
  return {
    session: id,
    start,
    parents: reportOf('parents', said, attendance.length || families),
    staff: reportOf('staff', said, coming.filter(isStaff).length),
  }
}

/** A session's survey with its workshop. */
export type YearSurvey = SessionSurvey & { workshop: Workshop }

/** The surveys of this school year, oldest first, for organizers. */
export async function readYear(context: Context, school: string): Promise<YearSurvey[]> {
  const { table, actor, now } = context
  mustOrganize(actor)
  const scope = scopeOf(actor, school)
  const [workshops, known] = await Promise.all([workshopsOf(table, scope), getSchool(table, scope)])
  const from = instantOf(schoolYearBegin(now(), known?.timeZone ?? 'utc'))
  const until = instantOf(now())
  const begun = workshops.flatMap((workshop) =>
    (workshop.sessions ?? [])
      .filter((one) => !isCalledOff(workshop, one) && from <= one.start && one.start <= until)
      .map((session) => ({ workshop, session })),
  )
  const surveys = begun.map(async ({ workshop, session }) => ({
    ...(await surveyOf(context, scope, session)),
    workshop,
  }))
  return (await Promise.all(surveys)).sort((one, other) => one.start.localeCompare(other.start))
}

/** The evidence of this school year for Title I, for organizers. */
export async function readEvidence({ table, actor, now }: Context, schoolId: string): Promise<Evidence> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolId)
  const [workshops, school, proposals, decisions] = await Promise.all([
    workshopsOf(table, scope),
    getSchool(table, scope),
    proposalsOf(table, scope),
    decisionsOf(table, scope),
  ])
  const timeZone = school?.timeZone ?? 'utc'
  const from = instantOf(schoolYearBegin(now(), timeZone))
  const isThisYear = (at: string) => from <= at && at <= instantOf(now())
  const held = workshops.flatMap((workshop) =>
    (workshop.sessions ?? [])
      .filter((one) => !isCalledOff(workshop, one) && isThisYear(one.start))
      .map(async ({ id, start }) => {
        const [kept, replies] = await Promise.all([
          getCounts(table, scope, id),
          countedReplies(table, scope, id),
        ])
        return { workshop, start, counts: kept ?? countsOf(replies) }
      }),
  )
  const polled = workshops.filter(({ poll }) => poll && from <= poll.closesAt)
  const ballots = await Promise.all(polled.map(({ id }) => ballotsOf(table, scope, id)))
  const sessions = await Promise.all(held)
  return evidenceOf(sessions, timeZone, {
    voters: new Set(ballots.flat().map(({ family }) => family)).size,
    proposals: proposals.filter(({ proposedAt }) => isThisYear(proposedAt)).length,
    hosts: new Set(sessions.flatMap(({ workshop }) => workshop.hostFamily ?? [])).size,
    decisions: decisions.filter(({ on }) => isThisYear(`${on}T12:00:00.000Z`)).length,
  })
}
