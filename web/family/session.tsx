import type { Hono } from 'hono'
import * as z from 'zod'
import { accept } from '../../shared/access/accept.ts'
import { sayThanks } from '../../shared/attendance/attendance.operations.ts'
import { ThanksInput } from '../../shared/attendance/attendance.ts'
import { cancelReply, putReply } from '../../shared/session/reply.operations.ts'
import { ReplyInput } from '../../shared/session/reply.ts'
import { isOutdated } from '../../shared/session/session.ts'
import { takePlaces } from '../../shared/session/sign-up.operations.ts'
import { TakingInput } from '../../shared/session/sign-up.ts'
import { FamilyPage } from '../components/family-page.tsx'
import { Button, ErrorSummary, Form, TextArea } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { ButtonLink, Notice } from '../components/parts.tsx'
import { WorkshopTitle } from '../components/workshop.tsx'
import type { FormState } from '../form.ts'
import { localText } from '../messages/catalogue.ts'
import { letScriptsRun } from '../policy.ts'
import { onPost } from '../post.ts'
import { familyRoutes } from '../routes.ts'
import { familyOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { QuestionsSection } from './ask.tsx'
import { nextMatter } from './home-view.ts'
import { NameQuestion } from './namings.tsx'
import { RepliedPage } from './replied.tsx'
import { REPLY_FORM, ReplyForm } from './reply.tsx'
import { childrenTogether, replyInput } from './reply-input.ts'
import { BRING, type Bringing, BringSection } from './session-bring.tsx'
import { SessionFacts } from './session-facts.tsx'
import { type SessionView, sessionView } from './session-view.ts'
import { KeptReply } from './unsent-answer.tsx'

type Props = { reader: Reader; form: FormState; data: SessionView; bringing?: Bringing }

/** A session for a family: when, where, what is there for it, and its reply. */
export function SessionPage({ reader, form, data, bringing }: Props) {
  const { t, language, familyName } = reader
  const { workshop, session, reply, isOver } = data
  const isOpen = session.status === 'scheduled' && !isOver
  const isSentElsewhere = reader.sent && reader.path !== familyRoutes.session(session.id)
  const showsLists = isOpen && mayBring(data)
  // A page that was opened before the session was cancelled sends forms whose lists are no longer shown.
  const refused = showsLists ? form : (bringing?.form ?? form)
  return (
    <FamilyPage
      reader={reader}
      title={localText(workshop.title, language)}
      {...(isOpen && !isSentElsewhere && { form: REPLY_FORM })}
    >
      {isOpen && <Standing reader={reader} data={data} />}
      <WorkshopTitle reader={reader} workshop={workshop} />
      {familyName && <p class="lead">{t('page.forFamily', { name: familyName })}</p>}
      <KeptReply reader={reader} workshop={workshop} session={session} />
      <ErrorSummary t={t} form={refused} />
      <SessionFacts reader={reader} data={data} />
      {session.status === 'cancelled' && <Notice tone="warning">{t('session.cancelled')}</Notice>}
      {session.status === 'scheduled' && isOver && (
        <>
          <Notice>{t('session.past')}</Notice>
          {reply?.attending && <ThanksForm reader={reader} form={form} data={data} />}
        </>
      )}
      {isOpen && <Reply reader={reader} form={form} data={data} />}
      {showsLists && <BringSection reader={reader} data={data} bringing={bringing} />}
      {session.status === 'scheduled' && <Asking reader={reader} data={data} />}
    </FamilyPage>
  )
}

/** A family that comes, or asked before, has the box to ask at hand; others ask from the workshop's own page. */
function Asking({ reader, data: { workshop, reply, questions } }: Omit<Props, 'form'>) {
  if (!reply?.attending && questions.own.length === 0) return null
  return <QuestionsSection reader={reader} workshop={workshop.id} questions={questions} />
}

/** A family that comes is shown what it could bring; one that does not, what it took before. */
function mayBring({ session, reply, lines }: SessionView): boolean {
  const comes = reply?.attending === true && !isOutdated(session, reply)
  return comes || lines.some(({ own }) => own)
}

/** How the family's reply stands, above the title. */
function Standing({ reader: { t }, data: { session, reply } }: Omit<Props, 'form'>) {
  if (!reply) return null
  if (isOutdated(session, reply)) return <Notice tone="warning">{t('session.moved')}</Notice>
  if (!reply.attending) return <Notice>{t('session.notComing')}</Notice>
  if (reply.waiting)
    return <Notice tone="warning">{t('session.waiting', { position: reply.position ?? 1 })}</Notice>
  return (
    <p class="tag done">
      <Icon name="confirmed" />
      {t(reply.seatedAt ? 'session.seated' : 'session.coming')}
    </p>
  )
}

/** The reply: asked for, or folded away once the family comes. */
function Reply({ reader, form, data }: Props) {
  const { t } = reader
  const { session, reply } = data
  if (!reply?.attending || isOutdated(session, reply)) {
    return <ReplyForm reader={reader} form={form} data={data} />
  }
  return (
    <>
      <p class="actions">
        <ButtonLink href={familyRoutes.calendar(session.id)} kind="quiet">
          <Icon name="calendar" />
          {t('session.calendar')}
        </ButtonLink>
      </p>
      <NameQuestion reader={reader} data={data} />
      <details class="fold" open={form.typed !== undefined}>
        <summary>{t('replied.change')}</summary>
        <ReplyForm reader={reader} form={form} data={data} />
      </details>
      <Form action={familyRoutes.cancelReply(session.id)}>
        <Button kind="danger">{t('session.cancel')}</Button>
      </Form>
    </>
  )
}

function ThanksForm({ reader: { t }, data: { session }, form }: Props) {
  return (
    <Form action={familyRoutes.thank(session.id)}>
      <h2>{t('thanks.title')}</h2>
      <p>{t('thanks.text')}</p>
      <TextArea t={t} form={form} name="text" required rows={3} maxlength={280} label={t('thanks.words')} />
      <Button>{t('thanks.send')}</Button>
    </Form>
  )
}

/** After thanks. */
export function ThankedPage({ reader }: { reader: Reader }) {
  const { t } = reader
  return (
    <FamilyPage reader={reader} title={t('thanks.title')}>
      <h1>{t('thanks.title')}</h1>
      <Notice tone="done">{t('thanks.sent')}</Notice>
      <ButtonLink href={familyRoutes.home()} kind="quiet">
        {t('voted.home')}
      </ButtonLink>
    </FamilyPage>
  )
}

async function answer(c: Visit, session: string, form: FormState, bringing?: Bringing): Promise<Response> {
  letScriptsRun(c)
  const page = { reader: c.get('reader'), form, data: await sessionView(c, session) }
  return show(c, <SessionPage {...page} {...(bringing && { bringing })} />)
}

/** Registers a family's pages of a session. */
export function registerReply(app: Hono<WebEnv>): void {
  const path = familyRoutes.session(':session')
  app.get(path, (c) => answer(c, c.req.param('session'), {}))
  onPost(app, path, {
    by: familyOf,
    run: async ({ c, context, family, params: { session }, form }) => {
      const { reply } = await sessionView(c, session)
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
  app.get(familyRoutes.replied(':session'), async (c) => {
    const data = await sessionView(c, c.req.param('session'))
    const next = await nextMatter(c, data.workshop.id)
    const hasNamed = c.req.query('named') !== undefined
    return show(c, <RepliedPage reader={c.get('reader')} {...{ data, next, hasNamed }} />)
  })
  registerSignUps(app)
  registerCalendarFile(app)
}

// The fields carry the line in their names, as a page holds a form for each.
function registerSignUps(app: Hono<WebEnv>): void {
  onPost(app, familyRoutes.signUp(':session', ':signup'), {
    by: familyOf,
    run: ({ context, family, params: { session, signup: line }, form }) => {
      const { [line]: input } = accept(z.strictObject({ [line]: TakingInput }), form.values)
      return takePlaces(context, session, { line, family }, input as TakingInput) // the schema asks for it
    },
    done: ({ params }) => `${familyRoutes.session(params.session)}#${BRING}`,
    again: ({ c, params }, form) => answer(c, params.session, {}, { line: params.signup, form }),
  })
}

function registerCalendarFile(app: Hono<WebEnv>): void {
  app.get(familyRoutes.calendar(':session'), async (c) => {
    const { session, workshop } = await sessionView(c, c.req.param('session'))
    const { calendarOf } = await import('../messages/calendar.ts') // few ask for it
    c.header('Content-Type', 'text/calendar; charset=utf-8')
    c.header('Content-Disposition', 'inline; filename="convite.ics"')
    return c.body(calendarOf(session, workshop, c.get('reader').language))
  })
}
