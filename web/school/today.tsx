import type { Hono } from 'hono'
import type { Context } from '../../shared/access/context.ts'
import { listCalls } from '../../shared/delivery/call.operations.ts'
import { readUnsent } from '../../shared/delivery/message-count.operations.ts'
import { listFamilies } from '../../shared/family/family.operations.ts'
import { listOpenTies, type OpenTie } from '../../shared/household/tie.operations.ts'
import { readLogistics } from '../../shared/logistics/logistics.operations.ts'
import { byFamily } from '../../shared/message/call.ts'
import { listStaffSessions } from '../../shared/session/staff.operations.ts'
import { instantOf, timeAt } from '../../shared/time/instant.ts'
import { isInTime } from '../../shared/workshop/poll.ts'
import { listProposals } from '../../shared/workshop/proposal.operations.ts'
import { readPoll } from '../../shared/workshop/results.operations.ts'
import { listWorkshops } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { ButtonLink, Card } from '../components/parts.tsx'
import { localText } from '../messages/catalogue.ts'
import { weekdayText, whenText } from '../messages/format.ts'
import { familyRoutes, schoolRoutes } from '../routes.ts'
import { memberOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { FirstSteps } from './first-steps.tsx'
import { SchoolPage } from './frame.tsx'
import { type OtherSchool, OtherSchools, otherSchoolsOf } from './other-school.tsx'
import { AnsweredTieNotice, type JustAnswered, justAnswered, TieList } from './ties.tsx'
import { OwnReply, SessionSummary, TaskList, TwoWeeks, VoteCard } from './today-parts.tsx'
import { daysOf, tasksOf, type Work } from './today-tasks.ts'

type StaffSessions = Awaited<ReturnType<typeof listStaffSessions>>

/** The page of the day: the work, the day and its two weeks, whether there are families at all, and other schools. */
export type Today = Work & {
  /** YYYY-MM-DD at the school. */
  day: string
  /** Workshops for the staff to which the member has not replied. */
  staff: StaffSessions
  /** Where a roster differs from the families. */
  ties: OpenTie[]
  answered: JustAnswered
  hasFamilies: boolean
  /** Whether an organizer's school has no families yet, or asked none about a workshop. */
  isNew: boolean
  organizes: boolean
  otherSchools: OtherSchool[]
  /** A parent, who acts for their family too. */
  leads: boolean
}

/** What needs a person now, how far the next sessions and votes are, and the two weeks to come. */
export function TodayPage({ reader, today }: { reader: Reader; today: Today }) {
  const { t, language } = reader
  const tasks = tasksOf(reader, today)
  const late = tasks.filter(({ tone }) => tone === 'late').length
  const openVotes = today.votes.filter(({ isOver }) => !isOver)
  const hasWork = today.checklists.length + today.votes.length > 0
  return (
    <SchoolPage reader={reader} title={t('today.title')}>
      {today.isNew ? (
        <FirstSteps reader={reader} begun={today} />
      ) : (
        <>
          <h1>{weekdayText(today.day, language)}</h1>
          <p>
            {t('today.needs', { count: tasks.length + today.ties.length })}{' '}
            {late > 0 && t('today.late', { count: late })}
          </p>
          <Beginning reader={reader} today={today} />
        </>
      )}
      <AnsweredTieNotice reader={reader} answered={today.answered} />
      <TieList reader={reader} ties={today.ties} />
      <div class="beside">
        {tasks.length > 0 && <TaskList reader={reader} tasks={tasks} />}
        {openVotes.length > 0 && (
          <div>
            {openVotes.map((vote) => (
              <VoteCard reader={reader} vote={vote} />
            ))}
          </div>
        )}
      </div>
      <Sessions reader={reader} today={today} />
      {hasWork && <TwoWeeks reader={reader} days={daysOf(reader, today, today.day, dayAt(reader))} />}
      {today.leads && <Leads reader={reader} />}
      <OtherSchools reader={reader} schools={today.otherSchools} />
    </SchoolPage>
  )
}

// The day at the school of an instant.
const dayAt =
  ({ school }: Reader) =>
  (at: string) =>
    timeAt(at, school?.timeZone ?? 'UTC').toISODate() ?? ''

/** The sessions to come; of those for the staff that are not listed, the question whether one comes. */
function Sessions({ reader, today }: { reader: Reader; today: Today }) {
  const asked = new Set(today.staff.map(({ session }) => session.id))
  const listed = new Set(today.checklists.map(({ session }) => session.id))
  return (
    <>
      {today.checklists.map((checklist) => (
        <SessionSummary reader={reader} checklist={checklist} isAsked={asked.has(checklist.session.id)} />
      ))}
      {today.staff
        .filter(({ session }) => !listed.has(session.id))
        .map((one) => (
          <StaffCard reader={reader} {...one} />
        ))}
    </>
  )
}

function StaffCard({ reader, workshop, session }: { reader: Reader } & StaffSessions[number]) {
  const place = { language: reader.language, timeZone: reader.school?.timeZone ?? 'UTC' }
  return (
    <Card title={localText(workshop.title, reader.language)}>
      <p>{whenText(session.start, session.end, place)}</p>
      <OwnReply reader={reader} session={session.id} />
    </Card>
  )
}

/** What an organizer does next where nothing else is under way. */
function Beginning({ reader: { t }, today }: { reader: Reader; today: Today }) {
  if (!today.organizes) return null
  return (
    <div class="actions">
      <ButtonLink href={schoolRoutes.newWorkshop()}>{t('today.workshopButton')}</ButtonLink>
    </div>
  )
}

/** The page of a parent on the team: links to teaching and to their family's page. */
function Leads({ reader: { t } }: { reader: Reader }) {
  return (
    <Card tone="first" title={t('today.leads')}>
      <p>{t('today.leadsText')}</p>
      <div class="actions">
        <ButtonLink href={familyRoutes.teach()}>{t('today.teachButton')}</ButtonLink>
        <ButtonLink kind="quiet" href={familyRoutes.home()}>
          {t('today.familyButton')}
        </ButtonLink>
      </div>
    </Card>
  )
}

/** What is under way in a workshop; a helper sees checklists only. */
async function workIn(
  context: Context,
  workshop: Workshop,
  organizes: boolean,
): Promise<Pick<Work, 'checklists' | 'votes' | 'drafts'>> {
  const { status, poll, sessions = [] } = workshop
  const nothing = { checklists: [], votes: [], drafts: [] }
  if (status === 'scheduled') {
    const live = sessions.filter(({ cancelled }) => !cancelled)
    const look = { workshop, reading: 'recent' } as const
    return {
      ...nothing,
      checklists: await Promise.all(live.map(({ id }) => readLogistics(context, id, look))),
    }
  }
  if (!organizes) return nothing
  if (status === 'draft') return { ...nothing, drafts: [workshop] }
  if (status !== 'voting' || !poll) return nothing
  const isOver = !isInTime(poll, instantOf(context.now()))
  const results = await readPoll(context, workshop.id)
  return { ...nothing, votes: [{ workshop, closesAt: poll.closesAt, isOver, results }] }
}

async function todayOf(c: Visit): Promise<Today> {
  const { member, school } = memberOf(c)
  const context = c.get('context')
  const organizes = member.role === 'organizer'
  const workInAll = async () => {
    const workshops = member.role === 'parentLeader' ? [] : await listWorkshops(context, school.id)
    return Promise.all(workshops.map((workshop) => workIn(context, workshop, organizes)))
  }
  const tie = c.req.query('tie')
  const [work, unsent, proposals, families, otherSchools, calls, staff, ties, answered] = await Promise.all([
    workInAll(),
    organizes ? readUnsent(context, school.id) : undefined,
    organizes ? listProposals(context, school.id) : [],
    organizes ? listFamilies(context, school.id, { limit: 1 }) : { items: [] },
    otherSchoolsOf(c),
    member.role === 'parentLeader' ? [] : listCalls(context, school.id),
    listStaffSessions(context, school.id),
    organizes ? listOpenTies(context, school.id) : [],
    organizes && tie ? justAnswered(context, school.id, tie) : undefined,
  ])
  const hasFamilies = families.items.length > 0
  return {
    ...{ organizes, otherSchools, unsent, staff, ties, answered },
    day: timeAt(instantOf(context.now()), school.timeZone).toISODate() ?? '',
    leads: member.family !== undefined,
    calls: byFamily(calls).length,
    proposals: proposals.filter(({ status }) => status === 'proposed').length,
    hasFamilies,
    isNew: organizes && (!hasFamilies || work.every(({ drafts }) => drafts.length > 0)),
    checklists: work.flatMap((one) => one.checklists).sort(byStart),
    votes: work.flatMap((one) => one.votes),
    drafts: work.flatMap((one) => one.drafts),
  }
}

const byStart = (one: Work['checklists'][number], other: Work['checklists'][number]) =>
  one.session.start < other.session.start ? -1 : 1

/** Registers the page of the day. */
export function registerToday(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.today(), async (c) =>
    show(c, <TodayPage reader={c.get('reader')} today={await todayOf(c)} />),
  )
}
