import type { Hono } from 'hono'
import { accept } from '../../shared/access/accept.ts'
import { ReplyInput } from '../../shared/session/reply.ts'
import { putStaffReply, readStaffSession, type StaffSession } from '../../shared/session/staff.operations.ts'
import { Button, ErrorSummary, Form } from '../components/form.tsx'
import { OWN_FORM } from '../components/form-context.ts'
import { Notice } from '../components/parts.tsx'
import { WorkshopFacts, WorkshopTitle } from '../components/workshop.tsx'
import { ReplyFields } from '../family/reply-form.tsx'
import { childrenTogether, replyInput } from '../family/reply-input.ts'
import type { FormState } from '../form.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { memberOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

type StaffProps = { reader: Reader; view: StaffSession; form: FormState; saved: boolean }

/** The form in which a member replies to a workshop for the staff. */
export function StaffReplyPage({ reader, view, form, saved }: StaffProps) {
  const { t } = reader
  const { session, workshop, reply } = view
  const answers = reply ?? { adults: 1 }
  const isOff = session.status === 'cancelled'
  return (
    <SchoolPage form={isOff ? undefined : OWN_FORM} reader={reader} title={t('staff.title')}>
      <WorkshopTitle reader={reader} workshop={workshop} />
      <ErrorSummary t={t} form={form} />
      {saved && <Notice tone="done">{t('staff.saved')}</Notice>}
      <WorkshopFacts reader={reader} workshop={workshop} times={[session]} />
      {isOff ? (
        <Notice tone="warning">{t('session.cancelled')}</Notice>
      ) : (
        <>
          <p>{t('staff.text')}</p>
          <Form action={schoolRoutes.ownReply(session.id)}>
            <ReplyFields reader={reader} form={form} workshop={workshop} answers={answers} />
            <Button>{t('session.send')}</Button>
          </Form>
          <p>
            <a href={schoolRoutes.ownSurvey(session.id)}>{t('survey.staffLink')}</a>
          </p>
        </>
      )}
    </SchoolPage>
  )
}

async function answer(c: Visit, id: string, form: FormState = {}): Promise<Response> {
  const { member } = memberOf(c)
  const view = await readStaffSession(c.get('context'), id, member.id)
  const saved = c.req.query('saved') !== undefined
  const page = <StaffReplyPage reader={c.get('reader')} view={view} form={form} saved={saved} />
  return show(c, page)
}

/** Registers the replies of the team. */
export function registerStaffReply(app: Hono<WebEnv>): void {
  const path = schoolRoutes.ownReply(':session')
  app.get(path, (c) => answer(c, c.req.param('session')))
  onPost(app, path, {
    by: memberOf,
    run: async ({ context, member, params: { session }, form }) => {
      const { reply } = await readStaffSession(context, session, member.id)
      const input = accept(ReplyInput, replyInput(form.values, reply))
      return putStaffReply(context, session, member.id, input)
    },
    done: ({ params }) => `${schoolRoutes.ownReply(params.session)}?saved`,
    relocate: childrenTogether,
    again: ({ c, params }, form) => answer(c, params.session, form),
  })
}
