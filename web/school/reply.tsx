import type { Hono } from 'hono'
import { accept } from '../../shared/access/accept.ts'
import { readFamily } from '../../shared/family/family.operations.ts'
import type { Family } from '../../shared/family/family.ts'
import { putReply, readReply } from '../../shared/session/reply.operations.ts'
import { ReplyInput } from '../../shared/session/reply.ts'
import type { Answered } from '../../shared/session/session.operations.ts'
import type { Session } from '../../shared/session/session.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Button, ErrorSummary, Form } from '../components/form.tsx'
import { OWN_FORM } from '../components/form-context.ts'
import { Notice } from '../components/parts.tsx'
import { WorkshopFacts, WorkshopTitle } from '../components/workshop.tsx'
import { type Answers, ReplyFields } from '../family/reply-form.tsx'
import { childrenTogether, replyInput } from '../family/reply-input.ts'
import { type FormState, ofRecorder } from '../form.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'
import { noteRead } from './viewed.ts'

/** A family's current reply, and the form's initial values. */
export type ReplyView = {
  family: Family
  session: Session
  workshop: Workshop
  reply: Answered | undefined
  answers: Answers
}

/** The page on which the team records a family's reply. */
export function RecordReplyPage({
  reader,
  view,
  form,
}: {
  reader: Reader
  view: ReplyView
  form: FormState
}) {
  const { t } = reader
  const { family, session, workshop, reply, answers } = view
  const title = t('reply.title', { family: family.name })
  const isOff = session.status === 'cancelled'
  return (
    <SchoolPage form={isOff ? undefined : OWN_FORM} reader={reader} title={title}>
      <p>
        <a href={schoolRoutes.session(session.id)}>{t('reply.back')}</a>
      </p>
      <h1>{title}</h1>
      <WorkshopTitle reader={reader} workshop={workshop} level={2} />
      <WorkshopFacts reader={reader} workshop={workshop} times={[session]} />
      <ErrorSummary t={t} form={form} />
      {isOff ? (
        <Notice tone="warning">{t('session.team.cancelled')}</Notice>
      ) : (
        <>
          {reply?.waiting && (
            <Notice tone="warning">{t('session.team.waits', { position: reply.position ?? '' })}</Notice>
          )}
          {reply?.repliedBy && <p class="soft">{t('answer.by', { name: reply.repliedBy })}</p>}
          <Form action={schoolRoutes.sessionReply(session.id, family.id)}>
            <ReplyFields reader={reader} form={form} workshop={workshop} answers={answers} />
            <Button>{t('reply.button')}</Button>
          </Form>
        </>
      )}
    </SchoolPage>
  )
}

async function viewOf(c: Visit, sessionId: string, familyId: string): Promise<ReplyView> {
  const { school } = organizerOf(c)
  const context = c.get('context')
  const [family, { session, reply, suggested }] = await Promise.all([
    noteRead(c, 'page', readFamily(context, school.id, familyId)),
    readReply(context, sessionId, familyId),
  ])
  const workshop = await readWorkshop(context, session.workshop)
  const answers = reply?.attending ? reply : { ...suggested, ...(reply && { attending: false }) }
  return { family, session, workshop, reply, answers }
}

/** Registers the replies that the team records. */
export function registerRecordReply(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.sessionReplies(':session'), (c) => {
    organizerOf(c)
    const session = c.req.param('session')
    const family = c.req.query('family')
    return c.redirect(
      family ? schoolRoutes.sessionReply(session, encodeURIComponent(family)) : schoolRoutes.session(session),
      303,
    )
  })
  const path = schoolRoutes.sessionReply(':session', ':family')
  app.get(path, (c) => answer(c, c.req.param('session'), c.req.param('family'), {}))
  onPost(app, path, {
    by: organizerOf,
    run: async ({ c, context, params: { session, family }, form }) => {
      const { reply } = await viewOf(c, session, family)
      return putReply(context, session, family, accept(ReplyInput, replyInput(form.values, reply)))
    },
    done: ({ params }) => `${schoolRoutes.session(params.session)}?done=${params.family}`,
    relocate: (trouble) => ofRecorder(childrenTogether(trouble)),
    again: ({ c, params }, form) => answer(c, params.session, params.family, form),
  })
}

async function answer(c: Visit, session: string, family: string, form: FormState): Promise<Response> {
  const view = await viewOf(c, session, family)
  return show(c, <RecordReplyPage reader={c.get('reader')} view={view} form={form} />)
}
