import type { Hono } from 'hono'
import { refuse } from '../../shared/access/refusal.ts'
import { listMessages } from '../../shared/delivery/message-list.operations.ts'
import { withdrawNotice } from '../../shared/delivery/notice.operations.ts'
import { listWordings } from '../../shared/delivery/wording.operations.ts'
import type { NoticeKind } from '../../shared/message/notice.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { ButtonLink, Notice } from '../components/parts.tsx'
import { WorkshopTitle } from '../components/workshop.tsx'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'
import { MessageGroups } from './message-list.tsx'
import { WithdrawForm } from './message-open.tsx'
import { type MessageView, messageQuery } from './message-view.ts'

type NoticesProps = { reader: Reader; workshop: Workshop; view: MessageView }

/** What families are told of one workshop: when, by which channels, and in which words. */
export function NoticesPage({ reader, workshop, view }: NoticesProps) {
  const { t } = reader
  return (
    <SchoolPage look="desk" reader={reader} title={t('notices.title')}>
      <div class="heading">
        <div>
          <WorkshopTitle reader={reader} workshop={workshop} />
        </div>
        <div class="actions no-print">
          <ButtonLink href={schoolRoutes.broadcast(workshop.id)}>{t('tell.title')}</ButtonLink>
        </div>
      </div>
      <h2>{t('notices.title')}</h2>
      {view.withdrawn !== undefined && <WithdrawnNotice reader={reader} view={view} />}
      <p>{t('notices.text')}</p>
      {view.list.summaries.length === 0 ? (
        <Notice>{t('notices.none')}</Notice>
      ) : (
        <MessageGroups reader={reader} view={view} />
      )}
      <p class="actions">
        <a href={schoolRoutes.reach(workshop.id)}>{t('reach.link')}</a>
        <a href={schoolRoutes.calls()}>{t('calls.title')}</a>
        <a href={schoolRoutes.wordings()}>{t('wording.title')}</a>
      </p>
    </SchoolPage>
  )
}

// What is not due yet can be sent after all.
function WithdrawnNotice({ reader, view }: Omit<NoticesProps, 'workshop'>) {
  const withdrawn = view.list.summaries.find(
    ({ notice, state, isWithdrawn }) => notice === view.withdrawn && state === 'planned' && isWithdrawn,
  )
  return (
    <Notice tone="done">
      <p>{reader.t('done.withdrawn')}</p>
      {withdrawn && <WithdrawForm t={reader.t} summary={withdrawn} />}
    </Notice>
  )
}

const KINDS: readonly NoticeKind[] = [
  'voteInvitation',
  'voteReminder',
  'timeChosen',
  'replyReminder',
  'reminder',
  'dayBefore',
  'moved',
  'changed',
  'seated',
  'cancelled',
  'thanks',
  'hostMessage',
  'broadcast',
  'answered',
]

/** The kind of that name, or undefined. */
export const noticeKindOf = (text: string) => KINDS.find((kind) => kind === text)

/** Registers the messages of a workshop. */
export function registerNotices(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.notices(':workshop'), async (c) => {
    const { school } = organizerOf(c)
    const context = c.get('context')
    const id = c.req.param('workshop')
    const query = messageQuery((name) => c.req.query(name))
    const [list, wordings] = await Promise.all([
      listMessages(context, school.id, { workshop: id }),
      query.open ? listWordings(context, school.id) : [],
    ])
    const workshop = list.workshops.get(id) ?? refuse('not-found')
    const view = { list, wordings, workshop: id, ...query, origin: c.get('origin') }
    return show(c, <NoticesPage reader={c.get('reader')} workshop={workshop} view={view} />)
  })
  onPost(app, schoolRoutes.notices(':workshop'), {
    by: organizerOf,
    run: async ({ context, params, form }) => {
      const kind = noticeKindOf(form.text('kind'))
      if (kind) await withdrawNotice(context, params.workshop, { id: form.text('id'), kind })
    },
    done: ({ params, form }) => {
      const said = new URLSearchParams({ done: 'withdrawn', notice: form.text('id') })
      return `${schoolRoutes.notices(params.workshop)}?${said}`
    },
  })
}
