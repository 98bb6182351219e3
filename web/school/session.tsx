import type { Hono } from 'hono'
import { listNotices } from '../../shared/delivery/notice.operations.ts'
import { allFamilies } from '../../shared/family/family.operations.ts'
import type { Family } from '../../shared/family/family.ts'
import type { Notice as FamilyNotice } from '../../shared/message/notice.ts'
import { listReplies } from '../../shared/session/reply.operations.ts'
import { isStaff, staffName } from '../../shared/session/reply.ts'
import type { Answered } from '../../shared/session/session.operations.ts'
import { isOutdated, type Session } from '../../shared/session/session.ts'
import { listTeam } from '../../shared/team/member.operations.ts'
import { instantOf } from '../../shared/time/instant.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Button, ErrorSummary, Form, Select } from '../components/form.tsx'
import { ButtonLink, Notice, Table } from '../components/parts.tsx'
import { WallTimeField } from '../components/wall-time-field.tsx'
import { WorkshopFacts, WorkshopTitle } from '../components/workshop.tsx'
import type { FormState } from '../form.ts'
import { localText, type Translator } from '../messages/catalogue.ts'
import { schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { familyLabel } from './family.tsx'
import { SchoolPage } from './frame.tsx'
import { OverSeats } from './over-seats.tsx'
import { registerSessionActs } from './session-acts.tsx'
import { UndoNotices } from './undo.tsx'

/** A session with its replies, each with the family's name, who has not replied, who just did, and a form in trouble. */
export type SessionView = {
  session: Session
  workshop: Workshop
  replies: (Answered & { name: string })[]
  silent: readonly Family[]
  seatsTaken: number
  /** The session's own notices, some of which may not have left yet. */
  notices: readonly FamilyNotice[]
  now: string
  done: string | undefined
  form: FormState
}

/** The replies of a session, its waiting list, and a link to its checklist. */
export function TeamSessionPage({ reader, view }: { reader: Reader; view: SessionView }) {
  const { t, language } = reader
  const { session, workshop, replies, seatsTaken } = view
  const coming = replies.filter((reply) => reply.attending && !reply.waiting)
  const adults = coming.reduce((sum, reply) => sum + reply.adults, 0)
  const children = coming.reduce((sum, reply) => sum + reply.children.length, 0)
  return (
    <SchoolPage reader={reader} title={localText(workshop.title, language)}>
      <WorkshopTitle reader={reader} workshop={workshop} />
      <ErrorSummary t={t} form={view.form} />
      <JustDone reader={reader} view={view} />
      <WorkshopFacts reader={reader} workshop={workshop} times={[session]} />
      <p class="actions">
        <ButtonLink href={schoolRoutes.checklist(session.id)}>{t('today.checklistButton')}</ButtonLink>
        <ButtonLink kind="quiet" href={schoolRoutes.checkIn(session.id)}>
          {t('door.button')}
        </ButtonLink>
        <ButtonLink kind="quiet" href={schoolRoutes.printSession(session.id)}>
          {t('print.title')}
        </ButtonLink>
        <ButtonLink kind="quiet" href={schoolRoutes.survey(session.id)}>
          {t('survey.team')}
        </ButtonLink>
      </p>
      <h2>{t('session.team.replies')}</h2>
      <p>{t('session.team.summary', { families: coming.length, adults, children })}</p>
      {workshop.seats !== undefined && (
        <p>{t('session.team.seats', { taken: seatsTaken, seats: workshop.seats })}</p>
      )}
      {session.status === 'scheduled' && (
        <OverSeats reader={reader} seats={workshop.seats} taken={seatsTaken} />
      )}
      {replies.length === 0 ? (
        <Notice>{t('session.team.none')}</Notice>
      ) : (
        <Table
          caption={t('session.team.replies')}
          heads={[
            t('session.team.family'),
            t('session.team.answer'),
            t('session.team.adults'),
            t('session.team.children'),
          ]}
          numbers={[2, 3]}
          rows={replies.map((reply) => [
            isStaff(reply) ? (
              reply.name
            ) : (
              <a href={schoolRoutes.sessionReply(session.id, reply.family)}>{reply.name}</a>
            ),
            answerText(t, session, reply),
            String(reply.attending ? reply.adults : 0),
            String(reply.attending ? reply.children.length : 0),
          ])}
        />
      )}
      {session.status === 'scheduled' && (
        <>
          <Silent reader={reader} session={session} families={view.silent} />
          <ChangeSession reader={reader} session={session} form={view.form} />
        </>
      )}
    </SchoolPage>
  )
}

/** The act that was just done to a session, and its undo button. */
function JustDone({ reader, view }: { reader: Reader; view: SessionView }) {
  const { t } = reader
  const { session, workshop, notices, now, done } = view
  return (
    <>
      {done && <Notice tone="done">{t('record.done', { family: done })}</Notice>}
      {session.status === 'cancelled' && <Notice tone="warning">{t('session.team.cancelled')}</Notice>}
      <UndoNotices {...{ reader, workshop, notices, now }} done={undefined} />
    </>
  )
}

type ChangeProps = { reader: Reader; session: Session; form: FormState }

function ChangeSession({ reader, session, form }: ChangeProps) {
  const { t } = reader
  return (
    <section class="no-print">
      <h2>{t('session.team.change')}</h2>
      {session.moveReason && <p>{t('times.kept', { reason: session.moveReason })}</p>}
      <details open={form.trouble !== undefined}>
        <summary>{t('session.team.move')}</summary>
        <p>{t('session.team.moveText')}</p>
        <Form action={schoolRoutes.moveSession(session.id)}>
          <WallTimeField
            reader={reader}
            form={form}
            name="startLocal"
            required
            label={t('session.team.newStart')}
            value={session.start}
          />
          <Button kind="quiet">{t('session.team.moveButton')}</Button>
        </Form>
      </details>
      <p>
        <ButtonLink kind="quiet" href={schoolRoutes.cancelSession(session.id)}>
          {t('session.team.cancel')}
        </ButtonLink>
      </p>
    </section>
  )
}

type SilentProps = { reader: Reader; session: Session; families: readonly Family[] }

function Silent({ reader: { t }, session, families }: SilentProps) {
  if (families.length === 0) return null
  return (
    <section class="no-print">
      <h2>{t('reply.record')}</h2>
      <p>{t('reply.silent', { count: families.length })}</p>
      <form method="get" action={schoolRoutes.sessionReplies(session.id)}>
        <Select
          t={t}
          form={{}}
          name="family"
          required
          label={t('record.family')}
          options={families.map((family) => ({ value: family.id, label: familyLabel(family) }))}
          empty={t('record.choose')}
        />
        <Button kind="quiet">{t('reply.open')}</Button>
      </form>
    </section>
  )
}

function answerText(t: Translator, session: Session, reply: Answered): string {
  if (isOutdated(session, reply)) return t('session.team.confirm')
  if (!reply.attending) return t('session.team.away')
  if (!reply.waiting) return t('session.team.comes')
  return t('session.team.waits', { position: reply.position ?? '' })
}

async function answer(c: Visit, id: string, form: FormState = {}) {
  const { school } = organizerOf(c)
  const context = c.get('context')
  const { session, replies, seatsTaken } = await listReplies(context, id)
  const [workshop, notices, families, team] = await Promise.all([
    readWorkshop(context, session.workshop),
    listNotices(context, session.workshop),
    allFamilies(context, school.id),
    replies.some(isStaff) ? listTeam(context, school.id) : [],
  ])
  const names = new Map([
    ...families.map((family) => [family.id, family.name] as const),
    ...team.map((member) => [staffName(member.id), member.name] as const),
  ])
  const named = replies.map((reply) => ({ ...reply, name: names.get(reply.family) ?? '—' }))
  const silent = families.filter((one) => !replies.some(({ family }) => family === one.id))
  const done = names.get(c.req.query('done') ?? '')
  const own = notices.filter((notice) => notice.session === id)
  const now = instantOf(context.now())
  const view = { session, workshop, replies: named, silent, seatsTaken, notices: own, now, done, form }
  return show(c, <TeamSessionPage reader={c.get('reader')} view={view} />)
}

/** Registers the team's page of a session. */
export function registerTeamSession(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.session(':session'), (c) => answer(c, c.req.param('session')))
  registerSessionActs(app, answer)
}
