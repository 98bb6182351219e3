import type { Hono } from 'hono'
import { countMessages } from '../../shared/delivery/message-count.operations.ts'
import { listNotices, withdrawNotice } from '../../shared/delivery/notice.operations.ts'
import type { Topic } from '../../shared/delivery/topic.ts'
import { SHOWN_STATES } from '../../shared/message/message.ts'
import { type StateCounts, topicKey } from '../../shared/message/message-count.ts'
import {
  type Notice as FamilyNotice,
  type NoticeKind,
  type NoticeStep,
  stillHolds,
} from '../../shared/message/notice.ts'
import { segmentsOf } from '../../shared/message/segment.ts'
import { readSession } from '../../shared/session/session.operations.ts'
import type { Session } from '../../shared/session/session.ts'
import { instantOf } from '../../shared/time/instant.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Button, Form, Hidden } from '../components/form.tsx'
import { ButtonLink, Notice, Table } from '../components/parts.tsx'
import { WorkshopTitle } from '../components/workshop.tsx'
import { direction, pageLanguageOf } from '../messages/catalogue.ts'
import { momentText, ownLanguageName } from '../messages/format.ts'
import { noticeWords } from '../messages/notice-words.ts'
import { textWords } from '../messages/outgoing.tsx'
import { onPost } from '../post.ts'
import { routes, schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

// The length of a link in a text message.
const LINK_SIGNS = 32

type View = {
  workshop: Workshop
  notices: readonly FamilyNotice[]
  sessions: ReadonlyMap<string, Session>
  /** The states of the messages, by `topicKey`. */
  counts: ReadonlyMap<string, StateCounts>
  now: string
  /** Whether a message was just withdrawn. */
  done: boolean
  origin: string
}

type Row = { notice: FamilyNotice; step: NoticeStep; place: number }

/** The notices of a workshop: when, by which channels, and in which words. */
export function NoticesPage({ reader, view }: { reader: Reader; view: View }) {
  const { t } = reader
  const { workshop, notices } = view
  const rows = notices
    .flatMap((notice) => notice.steps.map((step, place) => ({ notice, step, place })))
    .sort((one, other) => one.step.due.localeCompare(other.step.due))
  const unsent = rows.filter((row) => isUnsent(row, view))
  return (
    <SchoolPage reader={reader} title={t('notices.title')}>
      <WorkshopTitle reader={reader} workshop={workshop} />
      <h2>{t('notices.title')}</h2>
      {view.done && <Notice tone="done">{t('done.withdrawn')}</Notice>}
      <p>{t('notices.text')}</p>
      <p class="actions">
        <ButtonLink href={schoolRoutes.broadcast(workshop.id)}>{t('tell.title')}</ButtonLink>
        <ButtonLink kind="quiet" href={schoolRoutes.wordings()}>
          {t('wording.title')}
        </ButtonLink>
      </p>
      {rows.length === 0 ? (
        <Notice>{t('notices.none')}</Notice>
      ) : (
        <Rows reader={reader} view={view} rows={rows.filter((row) => !isUnsent(row, view))} />
      )}
      {unsent.length > 0 && (
        <details>
          <summary>{t('notices.unsent', { count: unsent.length })}</summary>
          <Rows reader={reader} view={view} rows={unsent} />
        </details>
      )}
      <p>
        <a href={schoolRoutes.reach(workshop.id)}>{t('reach.link')}</a> ·{' '}
        <a href={schoolRoutes.calls()}>{t('calls.title')}</a>
      </p>
    </SchoolPage>
  )
}

function Rows({ reader, view, rows }: { reader: Reader; view: View; rows: readonly Row[] }) {
  const { t } = reader
  if (rows.length === 0) return null
  return (
    <Table
      caption={t('notices.title')}
      heads={[t('notices.what'), t('notices.when'), t('notices.state'), t('notices.words')]}
      rows={rows.map((row) => [
        t(`notices.kind.${row.step.kind}`),
        momentText(row.step.due, placeOf(reader)),
        <State reader={reader} view={view} row={row} />,
        <Words reader={reader} view={view} row={row} />,
      ])}
    />
  )
}

const placeOf = ({ language, school }: Reader) => ({ language, timeZone: school?.timeZone ?? 'UTC' })

function State({ reader, view, row }: RowProps) {
  const { t } = reader
  const { notice, step, place } = row
  if (isReached(row)) return <States reader={reader} view={view} row={row} />
  if (place < notice.at) return <>{t('notices.nobody')}</>
  const isWithdrawn = notice.withdrawn.includes(step.kind)
  if (isUnsent(row, view))
    return <>{t(isWithdrawn && step.due <= view.now ? 'notices.withdrawn' : 'notices.over')}</>
  const { id } = view.workshop
  return (
    <>
      {isWithdrawn && <p>{t('notices.withdrawn')}</p>}
      <Form action={isWithdrawn ? schoolRoutes.undoWithdraw(id) : schoolRoutes.notices(id)}>
        <Hidden name="id" value={notice.id} />
        <Hidden name="kind" value={step.kind} />
        <Button kind="quiet">{t(isWithdrawn ? 'undo.button' : 'notices.withdraw')}</Button>
      </Form>
    </>
  )
}

function isReached({ notice, place }: Row): boolean {
  const { email = 0, sms = 0, call = 0 } = notice.reached[place] ?? {}
  return email + sms + call > 0
}

// What was withdrawn in time, or overtaken by a change, reaches nobody any more.
function isUnsent(row: Row, view: View): boolean {
  const { notice, step, place } = row
  if (isReached(row) || place < notice.at) return false
  const isWithdrawn = notice.withdrawn.includes(step.kind) && step.due <= view.now
  return isWithdrawn || !isStillDue(notice, step, view)
}

// The number of messages in each state; those handed to a person are calls.
function States({ reader: { t }, view, row: { notice, step, place } }: RowProps) {
  const { email = 0, sms = 0, call = 0 } = notice.reached[place] ?? {}
  const counts = view.counts.get(topicKey({ ...notice, kind: step.kind }))
  const states = SHOWN_STATES.map((state) => [t(`outbox.state.${state}`), counts?.[state] ?? 0] as const)
  const listed = states.reduce((sum, [, count]) => sum + count, 0)
  const parts = [
    ...states,
    [t('tell.call'), call] as const,
    [t('notices.unlisted'), Math.max(0, email + sms - listed)] as const,
  ]
  const shown = parts.filter(([, count]) => count > 0)
  return <>{shown.map(([state, count]) => t('notices.count', { state, count })).join(' · ')}</>
}

function isStillDue(notice: FamilyNotice, step: NoticeStep, { workshop, sessions, now }: View): boolean {
  const { session: id, stand } = notice
  const about = { ...step, workshop: workshop.id, stand, ...(id && { session: id }) }
  return stillHolds(about, { workshop, session: sessions.get(id ?? '') }, now)
}

type RowProps = { reader: Reader; view: View; row: Row }

/** The words in each of the school's languages, and their length in text messages. */
function Words({ reader: { t, school }, view, row: { notice, step } }: RowProps) {
  if (!school) return null
  const session = view.sessions.get(notice.session ?? '')
  const about = { ...step, workshop: view.workshop.id, stand: notice.stand }
  const topic: Topic = { about, workshop: view.workshop, ...(session && { session }) }
  return (
    <details>
      <summary>{t('notices.read')}</summary>
      {[...new Set(school.languages.flatMap((one) => pageLanguageOf(one) ?? []))].map((language) => {
        const words = noticeWords(topic, { school, language })
        const link = view.origin + routes.familyLink('0'.repeat(LINK_SIGNS))
        const { segments } = segmentsOf(textWords([topic], { school, language, link }))
        return (
          <>
            <p>
              <strong>{ownLanguageName(language)}</strong> · {t('notices.segments', { segments })}
            </p>
            <p lang={language} dir={direction(language)}>
              {words.lines.join(' ')}
            </p>
          </>
        )
      })}
    </details>
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
]

/** The kind of that name, or undefined. */
export const noticeKindOf = (text: string) => KINDS.find((kind) => kind === text)

/** Registers the notices of a workshop. */
export function registerNotices(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.notices(':workshop'), async (c) => {
    organizerOf(c)
    const context = c.get('context')
    const workshop = await readWorkshop(context, c.req.param('workshop'))
    const [notices, counts, sessions] = await Promise.all([
      listNotices(context, workshop.id),
      countMessages(context, workshop.id),
      Promise.all((workshop.sessions ?? []).map(({ id }) => readSession(context, id))),
    ])
    const view = {
      workshop,
      notices,
      counts,
      sessions: new Map(sessions.map((session) => [session.id, session])),
      now: instantOf(context.now()),
      done: c.req.query('done') === 'withdrawn',
      origin: c.get('origin'),
    }
    return show(c, <NoticesPage reader={c.get('reader')} view={view} />)
  })
  onPost(app, schoolRoutes.notices(':workshop'), {
    by: organizerOf,
    run: async ({ context, params, form }) => {
      const kind = noticeKindOf(form.text('kind'))
      if (kind) await withdrawNotice(context, params.workshop, { id: form.text('id'), kind })
    },
    done: ({ params }) => `${schoolRoutes.notices(params.workshop)}?done=withdrawn`,
  })
}
