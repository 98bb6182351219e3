import type { Hono } from 'hono'
import { listNotices } from '../../shared/delivery/notice.operations.ts'
import { searchFamilies } from '../../shared/family/directory.operations.ts'
import type { Listed } from '../../shared/family/directory.ts'
import { type Logistics, readLogistics } from '../../shared/logistics/logistics.operations.ts'
import type { Notice as FamilyNotice } from '../../shared/message/notice.ts'
import { dayAt, instantOf } from '../../shared/time/instant.ts'
import { isForFamilies } from '../../shared/workshop/workshop.ts'
import { ErrorSummary } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { type MenuLink, MenuLinks, MoreMenu } from '../components/menu.tsx'
import { PageHead } from '../components/page-head.tsx'
import { ButtonLink, Notice } from '../components/parts.tsx'
import { Stepper } from '../components/stepper.tsx'
import { otherLanguage } from '../components/workshop.tsx'
import type { FormState } from '../form.ts'
import { localText } from '../messages/catalogue.ts'
import { languageName, nearWhenText, zoneName } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { crumbsOf } from './crumbs.ts'
import { familyLabel } from './family.tsx'
import { SchoolPage } from './frame.tsx'
import { ReadinessTiles } from './readiness.tsx'
import { registerSessionActs } from './session-acts.tsx'
import { DoorCard, type Found, MoveCard, PrintCard, RecordCard } from './session-cards.tsx'
import { ComingCard, People } from './session-people.tsx'
import { readNamedReplies } from './session-replies.ts'
import { type Named, summaryOf } from './session-summary.ts'
import { UndoNotices } from './undo.tsx'
import { noteAmong, repliedIn } from './viewed.ts'
import { stagesOf } from './workshop-stages.ts'

/** A session with its needs, its replies by name, and what was just asked or done. */
export type SessionView = {
  logistics: Logistics
  replies: readonly Named[]
  seatsTaken: number
  /** How many families the school has, and how many of them have not replied. */
  families: number
  silent: number
  find: string
  found: readonly Found[]
  /** The session's own notices, some of which may not have left yet. */
  notices: readonly FamilyNotice[]
  now: string
  done: string | undefined
  /** Whether the form that moves the session is open. */
  moves: boolean
  form: FormState
}

/** How ready a session is, who comes, and what to do with it. */
export function TeamSessionPage({ reader, view }: { reader: Reader; view: SessionView }) {
  const { session, workshop, readiness, items, interpretation } = view.logistics
  const { families, seatsTaken } = view
  const isOn = session.status === 'scheduled'
  const summary = summaryOf(view.replies, reader.language)
  const shared = { reader, session, workshop }
  return (
    <SchoolPage look="desk" reader={reader} title={localText(workshop.title, reader.language)}>
      <Head reader={reader} logistics={view.logistics} />
      <ErrorSummary t={reader.t} form={view.form} />
      <JustDone reader={reader} view={view} />
      <Stepper label={reader.t('workshop.stage')} stages={stagesOf(reader, workshop)} />
      {isOn && (
        <ReadinessTiles t={reader.t} {...{ readiness, items }} path={schoolRoutes.checklist(session.id)} />
      )}
      {isOn && (view.moves || view.form.trouble) && <MoveCard {...shared} form={view.form} />}
      <div class="beside">
        <div>
          <ComingCard {...{ ...shared, summary, families, seatsTaken, interpretation }} />
          <People {...{ reader, session, summary }} />
        </div>
        <div>
          {isOn && <RecordCard {...view} reader={reader} session={session} />}
          <DoorCard reader={reader} session={session} />
          <PrintCard {...shared} />
        </div>
      </div>
    </SchoolPage>
  )
}

function Head({ reader, logistics }: { reader: Reader; logistics: Logistics }) {
  const { t, language } = reader
  const { session, workshop, interpretation } = logistics
  const other = otherLanguage(workshop.title, language)
  const spoken = languageName(workshop.presentationLanguage, language)
  const count = Object.keys(interpretation.byLanguage).length
  return (
    <PageHead
      t={t}
      title={localText(workshop.title, language)}
      lang={other}
      crumbs={crumbsOf(reader, workshop)}
      answer={
        <p class="meta">
          <When reader={reader} logistics={logistics} />
          <span>
            <Icon name="pin" />
            {workshop.place ?? t('workshop.whereTeam')}
          </span>
          <span>
            <Icon name="voices" />
            {workshop.offers.interpretation
              ? t('session.team.languages', { language: spoken, count })
              : spoken}
          </span>
        </p>
      }
      actions={
        <>
          <ButtonLink href={schoolRoutes.checklist(session.id)}>{t('today.checklistButton')}</ButtonLink>
          <MoreMenu name={t('session.team.more')}>
            <MenuLinks links={rareLinks(reader, logistics)} />
          </MoreMenu>
        </>
      }
    />
  )
}

function When({ reader: { language }, logistics }: { reader: Reader; logistics: Logistics }) {
  const { timeZone, today } = logistics
  const { start, end } = logistics.session
  const day = dayAt(start, timeZone)
  return (
    <>
      <span>
        <Icon name="calendar" />
        {nearWhenText(start, end, { language, timeZone, today, day })}
      </span>
      <small>{zoneName(start, { language, timeZone })}</small>
    </>
  )
}

function rareLinks({ t }: Reader, { session, workshop }: Logistics): MenuLink[] {
  const changes = [
    { label: t('session.team.move'), href: `${schoolRoutes.session(session.id)}?move=yes#move` },
    { label: t('session.team.edit'), href: schoolRoutes.editWorkshop(workshop.id) },
  ]
  const cancel = {
    label: t('session.team.cancel'),
    href: schoolRoutes.cancelSession(session.id),
    danger: true,
  }
  const isOn = session.status === 'scheduled'
  const list = { label: t('signups.link'), href: schoolRoutes.signUps(session.id) }
  return [
    ...(isForFamilies(workshop) ? [list] : []),
    ...(isOn ? changes : []),
    { label: t('notices.link'), href: schoolRoutes.notices(workshop.id) },
    { label: t('survey.team'), href: schoolRoutes.survey(session.id) },
    ...(isOn ? [cancel] : []),
  ]
}

/** The act that was just done to a session, and its undo button. */
function JustDone({ reader, view }: { reader: Reader; view: SessionView }) {
  const { t } = reader
  const { logistics, notices, now, done } = view
  return (
    <>
      {done && <Notice tone="done">{t('record.done', { family: done })}</Notice>}
      {logistics.session.status === 'cancelled' && (
        <Notice tone="warning">{t('session.team.cancelled')}</Notice>
      )}
      <UndoNotices {...{ reader, notices, now }} workshop={logistics.workshop} done={undefined} />
    </>
  )
}

async function answer(c: Visit, id: string, form: FormState = {}) {
  const { school } = organizerOf(c)
  const context = c.get('context')
  const named = noteAmong(c, 'list', readNamedReplies(context, school.id, id), repliedIn)
  const [read, { replies, seatsTaken, families, names }, sought, notices] = await Promise.all([
    readLogistics(context, id),
    named,
    soughtIn(c) ? noteAmong(c, 'search', searchFamilies(context, school.id, soughtIn(c)), idsOf) : [],
    named.then(({ session }) => listNotices(context, session.workshop)),
  ])
  const byFamily = new Map(replies.map((reply) => [reply.family, reply]))
  const view = {
    logistics: read,
    replies,
    seatsTaken,
    families: families.length,
    silent: families.filter((family) => !byFamily.has(family.id)).length,
    ...foundIn(c, sought, byFamily),
    notices: notices.filter((notice) => notice.session === id),
    now: instantOf(context.now()),
    done: names.get(c.req.query('done') ?? ''),
    moves: c.req.query('move') !== undefined,
    form,
  }
  return show(c, <TeamSessionPage reader={c.get('reader')} view={view} />)
}

const idsOf = (found: readonly Listed[]) => found.map(({ id }) => id)

const soughtIn = (c: Visit) => c.req.query('find')?.trim() ?? ''

// Who has not replied comes first: most often somebody records a first answer.
function foundIn(c: Visit, families: readonly Listed[], replies: ReadonlyMap<string, Named>) {
  const listed = families.map((family) => ({
    id: family.id,
    label: familyLabel(family),
    reply: replies.get(family.id),
  }))
  return {
    find: soughtIn(c),
    found: listed.sort((one, other) => Number(!!one.reply) - Number(!!other.reply)),
  }
}

/** Registers the team's page of a session. */
export function registerTeamSession(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.session(':session'), (c) => answer(c, c.req.param('session')))
  registerSessionActs(app, answer)
}
