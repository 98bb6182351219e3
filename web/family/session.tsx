import type { Hono } from 'hono'
import { sayThanks } from '../../shared/attendance/attendance.operations.ts'
import { ThanksInput } from '../../shared/attendance/attendance.ts'
import { cancelReply, putReply, readReply } from '../../shared/session/reply.operations.ts'
import { ReplyInput } from '../../shared/session/reply.ts'
import type { Answered } from '../../shared/session/session.operations.ts'
import { isOutdated, type Session } from '../../shared/session/session.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Button, ErrorSummary, Form, TextArea } from '../components/form.tsx'
import { Page } from '../components/layout.tsx'
import { ButtonLink, Facts, Notice } from '../components/parts.tsx'
import { WorkshopFacts, WorkshopTitle } from '../components/workshop.tsx'
import { accept, type FormState } from '../form.ts'
import { localText } from '../messages/catalogue.ts'
import { whenText } from '../messages/format.ts'
import { webCalendars } from '../messages/web-calendars.ts'
import { letScriptsRun } from '../policy.ts'
import { onPost } from '../post.ts'
import { familyRoutes } from '../routes.ts'
import { familyOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { ForFamily } from './for-family.tsx'
import { type Answers, childrenTogether, ReplyFields, replyInput } from './reply-form.tsx'
import { KeptReply } from './unsent-answer.tsx'

type SessionView = {
  workshop: Workshop
  session: Session
  reply?: Answered
  /** What the form starts from. */
  answers: Answers
  isOver: boolean
}

async function view(c: Visit, sessionId: string): Promise<SessionView> {
  const { family } = familyOf(c)
  const context = c.get('context')
  const { session, reply, suggested } = await readReply(context, sessionId, family)
  const workshop = await readWorkshop(context, session.workshop)
  const isOver = Date.parse(session.end) <= context.now().toMillis()
  // A family that said no and thinks again starts from what is remembered, not from nothing.
  const answers = reply?.attending ? reply : { ...suggested, ...(reply && { attending: false }) }
  return { session, workshop, answers, isOver, ...(reply && { reply }) }
}

/** A session for a family: when, where, what is there for it, and its reply. */
export function SessionPage({ reader, form, data }: { reader: Reader; form: FormState; data: SessionView }) {
  const { t, language } = reader
  const { workshop, session, reply, answers, isOver } = data
  const isOpen = session.status === 'scheduled' && !isOver
  return (
    <Page reader={reader} title={localText(workshop.title, language)}>
      <WorkshopTitle reader={reader} workshop={workshop} />
      <ForFamily reader={reader} />
      <KeptReply reader={reader} workshop={workshop} session={session} />
      <ErrorSummary t={t} form={form} />
      <WorkshopFacts reader={reader} workshop={workshop} times={[session]} />
      {session.status === 'cancelled' && <Notice tone="warning">{t('session.cancelled')}</Notice>}
      {session.status === 'scheduled' && isOver && <Notice>{t('session.past')}</Notice>}
      {session.status === 'scheduled' && isOver && reply?.attending && (
        <ThanksForm reader={reader} session={session} form={form} />
      )}
      {isOpen && (
        <>
          <h2>{t('session.reply')}</h2>
          {reply && isOutdated(session, reply) ? (
            <Notice tone="warning">{t('session.moved')}</Notice>
          ) : (
            reply && <Standing reader={reader} reply={reply} />
          )}
          <Form action={familyRoutes.session(session.id)}>
            <ReplyFields reader={reader} form={form} workshop={workshop} answers={answers} />
            <Button>{t('session.send')}</Button>
          </Form>
        </>
      )}
      {isOpen && reply?.attending && <CancelForm reader={reader} session={session} />}
    </Page>
  )
}

function ThanksForm({ reader: { t }, session, form }: { reader: Reader; session: Session; form: FormState }) {
  return (
    <Form action={familyRoutes.thank(session.id)}>
      <h2>{t('thanks.title')}</h2>
      <p>{t('thanks.text')}</p>
      <TextArea t={t} form={form} name="text" required rows={3} maxlength={280} label={t('thanks.words')} />
      <Button>{t('thanks.send')}</Button>
    </Form>
  )
}

function CancelForm({ reader: { t }, session }: { reader: Reader; session: Session }) {
  return (
    <Form action={familyRoutes.cancelReply(session.id)}>
      <Button kind="danger">{t('session.cancel')}</Button>
    </Form>
  )
}

function Standing({ reader: { t }, reply }: { reader: Reader; reply: Answered }) {
  if (!reply.attending) return <Notice>{t('session.notComing')}</Notice>
  if (reply.waiting)
    return <Notice tone="warning">{t('session.waiting', { position: reply.position ?? 1 })}</Notice>
  return <Notice tone="done">{t(reply.seatedAt ? 'session.seated' : 'session.coming')}</Notice>
}

/** What was recorded after a reply, and how to change it. */
export function RepliedPage({ reader, data }: { reader: Reader; data: SessionView }) {
  const { workshop, session, reply } = data
  const { t, language } = reader
  const comes = reply?.attending ?? false
  const title = t(reply?.waiting ? 'replied.waiting' : comes ? 'replied.yes' : 'replied.no')
  const place = { language, timeZone: session.timeZone }
  const people = t('replied.people', { adults: reply?.adults ?? 0, children: reply?.children.length ?? 0 })
  return (
    <Page reader={reader} title={title}>
      <h1>{title}</h1>
      {reply?.waiting && (
        <Notice tone="warning">{t('session.waiting', { position: reply.position ?? 1 })}</Notice>
      )}
      <WorkshopTitle reader={reader} workshop={workshop} level={2} />
      <Facts
        facts={[
          [t('workshop.when'), whenText(session.start, session.end, place)],
          ...(comes ? ([[t('replied.who'), people]] as const) : []),
        ]}
      />
      {!comes && <p>{t('replied.noText')}</p>}
      <p class="actions">
        {comes && <CalendarLinks reader={reader} data={data} />}
        <ButtonLink href={familyRoutes.session(session.id)} kind="quiet">
          {t('replied.change')}
        </ButtonLink>
        <ButtonLink href={familyRoutes.home()}>{t('voted.home')}</ButtonLink>
      </p>
    </Page>
  )
}

function CalendarLinks({ reader: { t, language }, data }: { reader: Reader; data: SessionView }) {
  const { workshop, session } = data
  return (
    <>
      <a href={familyRoutes.calendar(session.id)}>{t('session.calendar')}</a>
      {webCalendars(session, workshop, language).map(({ name, href }) => (
        <a href={href} rel="noreferrer">
          {t('session.calendarOn', { name })}
        </a>
      ))}
    </>
  )
}

/** After thanks. */
export function ThankedPage({ reader }: { reader: Reader }) {
  const { t } = reader
  return (
    <Page reader={reader} title={t('thanks.title')}>
      <h1>{t('thanks.title')}</h1>
      <Notice tone="done">{t('thanks.sent')}</Notice>
      <ButtonLink href={familyRoutes.home()}>{t('voted.home')}</ButtonLink>
    </Page>
  )
}

async function answer(c: Visit, session: string, form: FormState): Promise<Response> {
  letScriptsRun(c)
  return show(c, <SessionPage reader={c.get('reader')} form={form} data={await view(c, session)} />)
}

/** Registers a family's pages of a session. */
export function registerReply(app: Hono<WebEnv>): void {
  const path = familyRoutes.session(':session')
  app.get(path, (c) => answer(c, c.req.param('session'), {}))
  onPost(app, path, {
    by: familyOf,
    run: async ({ c, context, family, params: { session }, form }) => {
      const { reply } = await view(c, session)
      return putReply(context, session, family, accept(ReplyInput, replyInput(form.values, reply)))
    },
    done: ({ params }) => familyRoutes.replied(params.session),
    relocate: childrenTogether,
    again: ({ c, params }, form) => answer(c, params.session, form),
  })
  onPost(app, familyRoutes.thank(':session'), {
    by: familyOf,
    schema: ThanksInput,
    run: ({ context, family, params }, thanks) => sayThanks(context, params.session, family, thanks),
    done: ({ c }) => show(c, <ThankedPage reader={c.get('reader')} />),
    again: ({ c, params }, form) => answer(c, params.session, form),
  })
  onPost(app, familyRoutes.cancelReply(':session'), {
    by: familyOf,
    run: ({ context, family, params }) => cancelReply(context, params.session, family),
    done: ({ params }) => familyRoutes.replied(params.session),
  })
  app.get(familyRoutes.replied(':session'), async (c) =>
    show(c, <RepliedPage reader={c.get('reader')} data={await view(c, c.req.param('session'))} />),
  )
  registerCalendarFile(app)
}

function registerCalendarFile(app: Hono<WebEnv>): void {
  app.get(familyRoutes.calendar(':session'), async (c) => {
    const { session, workshop } = await view(c, c.req.param('session'))
    const { calendarOf } = await import('../messages/calendar.ts') // few ask for it
    c.header('Content-Type', 'text/calendar; charset=utf-8')
    c.header('Content-Disposition', 'inline; filename="convite.ics"')
    return c.body(calendarOf(session, workshop, c.get('reader').language))
  })
}
