import type { Hono } from 'hono'
import { listFamilies } from '../../shared/family/family.operations.ts'
import { listStaffSessions } from '../../shared/session/staff.operations.ts'
import { dayAt, instantOf } from '../../shared/time/instant.ts'
import { readPoll } from '../../shared/workshop/results.operations.ts'
import { nearTime } from '../components/near-time.ts'
import { PageHead } from '../components/page-head.tsx'
import { ButtonLink, Card } from '../components/parts.tsx'
import { localText } from '../messages/catalogue.ts'
import { weekdayText } from '../messages/format.ts'
import { familyRoutes } from '../routes.ts'
import { schoolRoutes } from '../school-routes.ts'
import { memberOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { FirstSteps } from './first-steps.tsx'
import { SchoolPage } from './frame.tsx'
import { type OtherSchool, OtherSchools, otherSchoolsOf } from './other-school.tsx'
import { AnsweredTieNotice, type JustAnswered, justAnswered, TieList } from './ties.tsx'
import { daysOf } from './today-days.ts'
import { OwnReply, SessionSummary, TaskList, TwoWeeks, VoteCard } from './today-parts.tsx'
import { isPast, type Task, tasksOf, type Work } from './today-tasks.ts'
import { readWork } from './today-work.ts'
import { waitingIn } from './waiting.ts'

type StaffSessions = Awaited<ReturnType<typeof listStaffSessions>>

/** The page of the day: the work, the day and its two weeks, whether there are families at all, and other schools. */
export type Today = Work & {
  /** YYYY-MM-DD at the school. */
  day: string
  /** Workshops for the staff to which the member has not replied. */
  staff: StaffSessions
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
  const { t } = reader
  const tasks = tasksOf(reader, today)
  const hasWork = today.checklists.length + today.votes.length > 0
  return (
    <SchoolPage
      reader={reader}
      title={t('today.title')}
      look={today.isNew ? 'desk' : 'plain'}
      waiting={waitingIn(today, tasks)}
    >
      {today.isNew ? (
        <FirstSteps reader={reader} begun={today} />
      ) : (
        <TodayHead reader={reader} today={today} tasks={tasks} />
      )}
      <AnsweredTieNotice reader={reader} answered={today.answered} />
      <TieList reader={reader} ties={today.ties} />
      <div class="beside">
        {tasks.length > 0 && <TaskList reader={reader} tasks={tasks} />}
        <OpenVotes reader={reader} votes={today.votes} />
      </div>
      <Sessions reader={reader} today={today} />
      {hasWork && <TwoWeeks reader={reader} days={daysOf(reader, today, today.day, schoolDay(reader))} />}
      {today.leads && <Leads reader={reader} />}
      <OtherSchools reader={reader} schools={today.otherSchools} />
    </SchoolPage>
  )
}

function OpenVotes({ reader, votes }: { reader: Reader; votes: Today['votes'] }) {
  const open = votes.filter(({ isOver }) => !isOver)
  if (open.length === 0) return null
  return (
    <div>
      {open.map((vote) => (
        <VoteCard reader={reader} vote={vote} />
      ))}
    </div>
  )
}

// The day at the school of an instant.
const schoolDay =
  ({ school }: Reader) =>
  (at: string) =>
    dayAt(at, school?.timeZone ?? 'UTC')

/** The sessions to come; of those for the staff that are not listed, the question whether one comes. */
function Sessions({ reader, today }: { reader: Reader; today: Today }) {
  const asked = new Set(today.staff.map(({ session }) => session.id))
  const listed = new Set(today.checklists.map(({ session }) => session.id))
  return (
    <>
      {today.checklists
        .filter((checklist) => !isPast(checklist))
        .map((checklist) => (
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
  return (
    <Card title={localText(workshop.title, reader.language)}>
      <p>{nearTime(reader, session)}</p>
      <OwnReply reader={reader} session={session.id} />
    </Card>
  )
}

/** The day, what needs somebody, and the way to the next workshop for whoever plans one. */
function TodayHead({ reader, today, tasks }: { reader: Reader; today: Today; tasks: readonly Task[] }) {
  const { t, language } = reader
  const late = tasks.filter(({ tone }) => tone === 'late').length
  return (
    <PageHead
      title={weekdayText(today.day, language)}
      t={t}
      actions={
        today.organizes && (
          <ButtonLink href={schoolRoutes.newWorkshop()}>{t('today.workshopButton')}</ButtonLink>
        )
      }
      answer={
        <p class="soft">
          {t('today.needs', { count: tasks.length + today.ties.length })}{' '}
          {late > 0 && t('today.late', { count: late })}
        </p>
      }
    />
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

async function todayOf(c: Visit): Promise<Today> {
  const { member, school } = memberOf(c)
  const context = c.get('context')
  const organizes = member.role === 'organizer'
  const tie = c.req.query('tie')
  const [work, families, otherSchools, staff, answered] = await Promise.all([
    readWork(context, school.id, readPoll),
    organizes ? listFamilies(context, school.id, { limit: 1 }) : { items: [] },
    otherSchoolsOf(c),
    listStaffSessions(context, school.id),
    organizes && tie ? justAnswered(context, school.id, tie) : undefined,
  ])
  const hasFamilies = families.items.length > 0
  return {
    ...work,
    ...{ organizes, otherSchools, staff, answered },
    day: dayAt(instantOf(context.now()), school.timeZone),
    leads: member.family !== undefined,
    hasFamilies,
    isNew: organizes && !(hasFamilies && work.hasBegun),
  }
}

/** Registers the page of the day. */
export function registerToday(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.today(), async (c) =>
    show(c, <TodayPage reader={c.get('reader')} today={await todayOf(c)} />),
  )
}
