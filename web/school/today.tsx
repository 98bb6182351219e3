import type { Hono } from 'hono'
import type { Context } from '../../shared/access/context.ts'
import { listCalls } from '../../shared/delivery/call.operations.ts'
import { readUnsent } from '../../shared/delivery/message-count.operations.ts'
import { listFamilies } from '../../shared/family/family.operations.ts'
import { listOpenTies, type OpenTie } from '../../shared/household/tie.operations.ts'
import { readLogistics } from '../../shared/logistics/logistics.operations.ts'
import { byFamily } from '../../shared/message/call.ts'
import type { UnsentMessages } from '../../shared/message/message-count.ts'
import { listStaffSessions } from '../../shared/session/staff.operations.ts'
import { instantOf } from '../../shared/time/instant.ts'
import { isInTime } from '../../shared/workshop/poll.ts'
import { listProposals } from '../../shared/workshop/proposal.operations.ts'
import { listWorkshops } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { ButtonLink, Card, Notice } from '../components/parts.tsx'
import { localText } from '../messages/catalogue.ts'
import { momentText, whenText } from '../messages/format.ts'
import { familyRoutes, schoolRoutes } from '../routes.ts'
import { memberOf, type Reader, show, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'
import { type OtherSchool, OtherSchools, otherSchoolsOf } from './other-school.tsx'
import { AnsweredTieNotice, type JustAnswered, justAnswered, TieList } from './ties.tsx'

/** Something that waits for a person: a time to choose, a checklist, a proposal. */
export type Waiting =
  | { kind: 'decide' | 'voting' | 'draft'; workshop: Workshop; closesAt: string }
  | {
      kind: 'checklist'
      workshop: Workshop
      session: { id: string; start: string; end: string }
      open: number
    }

/**
 * The tasks of the day: the numbers of proposals and calls, waiting work, whether there are families at all, and other
 * schools.
 */
export type Today = {
  proposals: number
  calls: number
  /** For organizers. */
  unsent?: UnsentMessages | undefined
  /** Workshops for the staff to which the member has not replied. */
  staff: Awaited<ReturnType<typeof listStaffSessions>>
  waiting: Waiting[]
  /** Where a roster differs from the families. */
  ties: OpenTie[]
  answered: JustAnswered
  hasFamilies: boolean
  organizes: boolean
  otherSchools: OtherSchool[]
  /** A parent, who acts for their family too. */
  leads: boolean
}

/** The work that needs a person now, most urgent first. */
export function TodayPage({ reader, today }: { reader: Reader; today: Today }) {
  const { t } = reader
  const isEmpty =
    [today.waiting, today.staff, today.ties].every(({ length }) => length === 0) &&
    today.proposals === 0 &&
    today.calls === 0
  return (
    <SchoolPage reader={reader} title={t('today.title')}>
      <h1>{t('today.title')}</h1>
      {today.organizes && !today.hasFamilies && (
        <Card tone="first">
          <p>{t('today.noFamilies')}</p>
          <ButtonLink href={schoolRoutes.roster()}>{t('today.importButton')}</ButtonLink>
        </Card>
      )}
      <AnsweredTieNotice reader={reader} answered={today.answered} />
      <TieList reader={reader} ties={today.ties} />
      {today.proposals > 0 && (
        <Card tone="first">
          <p>{t('today.proposals', { count: today.proposals })}</p>
          <ButtonLink href={schoolRoutes.proposals()}>{t('today.proposalsButton')}</ButtonLink>
        </Card>
      )}
      {today.calls > 0 && (
        <Card>
          <p>{t('today.calls', { count: today.calls })}</p>
          <ButtonLink href={schoolRoutes.calls()}>{t('today.callsButton')}</ButtonLink>
        </Card>
      )}
      <Unsent reader={reader} unsent={today.unsent} />
      {today.waiting.map((waiting) => (
        <WaitingCard reader={reader} waiting={waiting} />
      ))}
      {today.staff.map(({ workshop, session }) => (
        <Card title={localText(workshop.title, reader.language)}>
          <p>{t('today.staff', { when: whenText(session.start, session.end, placeOf(reader)) })}</p>
          <ButtonLink kind="quiet" href={schoolRoutes.ownReply(session.id)}>
            {t('staff.button')}
          </ButtonLink>
        </Card>
      ))}
      {today.leads && <Leads reader={reader} />}
      {isEmpty && !today.leads && <Empty reader={reader} today={today} />}
      <OtherSchools reader={reader} schools={today.otherSchools} />
    </SchoolPage>
  )
}

/** Messages that should have left and wait, and why. */
function Unsent({ reader: { t }, unsent }: { reader: Reader; unsent: UnsentMessages | undefined }) {
  if (!unsent || unsent.messages === 0) return null
  const { messages, families, why } = unsent
  return (
    <Card>
      <p>
        <strong>{t('today.unsent', { messages, families })}</strong> {t(`today.unsent.${why}`)}
      </p>
      <ButtonLink kind="quiet" href={schoolRoutes.outbox()}>
        {t('today.unsentButton')}
      </ButtonLink>
    </Card>
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

function Empty({ reader: { t }, today }: { reader: Reader; today: Today }) {
  if (!today.organizes) return <Notice>{t('today.nothing')}</Notice>
  if (!today.hasFamilies) return null
  return (
    <Card tone="first">
      <p>{t('today.firstWorkshop')}</p>
      <ButtonLink href={schoolRoutes.newWorkshop()}>{t('today.workshopButton')}</ButtonLink>
    </Card>
  )
}

const placeOf = ({ language, school }: Reader) => ({ language, timeZone: school?.timeZone ?? 'UTC' })

function WaitingCard({ reader, waiting }: { reader: Reader; waiting: Waiting }) {
  const { t, language } = reader
  const place = placeOf(reader)
  const title = localText(waiting.workshop.title, language)
  if (waiting.kind === 'checklist') {
    const { session, open } = waiting
    return (
      <Card title={title}>
        <p>{whenText(session.start, session.end, place)}</p>
        <p>{t('today.checklist', { count: open })}</p>
        <ButtonLink href={schoolRoutes.checklist(session.id)}>{t('today.checklistButton')}</ButtonLink>
      </Card>
    )
  }
  const { kind, workshop, closesAt } = waiting
  const href = kind === 'draft' ? schoolRoutes.workshop(workshop.id) : schoolRoutes.results(workshop.id)
  return (
    <Card title={title}>
      <p>{t(`today.${kind}`, { until: closesAt && momentText(closesAt, place) })}</p>
      <ButtonLink href={href}>{t(`today.${kind}Button`)}</ButtonLink>
    </Card>
  )
}

/** The waiting work of a workshop; a helper sees checklists only. */
async function waitingIn(context: Context, workshop: Workshop, organizes: boolean): Promise<Waiting[]> {
  const { status, poll, sessions = [] } = workshop
  if (status === 'scheduled') {
    return Promise.all(
      sessions
        .filter(({ cancelled }) => !cancelled)
        .map(async (session) => {
          const { items } = await readLogistics(context, session.id, { workshop, reading: 'recent' })
          const open = items.filter(
            (item) => !['confirmed', 'done', 'notNeeded'].includes(item.status),
          ).length
          return { kind: 'checklist' as const, workshop, session, open }
        }),
    )
  }
  if (!organizes) return []
  const closesAt = poll?.closesAt ?? ''
  if (status === 'draft') return [{ kind: 'draft', workshop, closesAt }]
  if (status !== 'voting') return []
  const isOver = !poll || !isInTime(poll, instantOf(context.now()))
  return [{ kind: isOver ? 'decide' : 'voting', workshop, closesAt }]
}

const URGENCY: readonly Waiting['kind'][] = ['decide', 'checklist', 'voting', 'draft']

/** Registers the page of the day. */
export function registerToday(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.today(), async (c) => {
    const { member, school } = memberOf(c)
    const context = c.get('context')
    const organizes = member.role === 'organizer'
    const tie = c.req.query('tie')
    const waitingInAll = async () => {
      const workshops = member.role === 'parentLeader' ? [] : await listWorkshops(context, school.id)
      return Promise.all(workshops.map((workshop) => waitingIn(context, workshop, organizes)))
    }
    const [waiting, unsent, proposals, families, otherSchools, calls, staff, ties, answered] =
      await Promise.all([
        waitingInAll(),
        organizes ? readUnsent(context, school.id) : undefined,
        organizes ? listProposals(context, school.id) : [],
        organizes ? listFamilies(context, school.id, { limit: 1 }) : { items: [] },
        otherSchoolsOf(c),
        member.role === 'parentLeader' ? [] : listCalls(context, school.id),
        listStaffSessions(context, school.id),
        organizes ? listOpenTies(context, school.id) : [],
        organizes && tie ? justAnswered(context, school.id, tie) : undefined,
      ])
    const today: Today = {
      organizes,
      otherSchools,
      leads: member.family !== undefined,
      calls: byFamily(calls).length,
      unsent,
      staff,
      ties,
      answered,
      proposals: proposals.filter(({ status }) => status === 'proposed').length,
      hasFamilies: families.items.length > 0,
      waiting: waiting.flat().sort((one, other) => URGENCY.indexOf(one.kind) - URGENCY.indexOf(other.kind)),
    }
    return show(c, <TodayPage reader={c.get('reader')} today={today} />)
  })
}
