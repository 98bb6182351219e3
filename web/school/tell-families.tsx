import type { Child, PropsWithChildren } from 'hono/jsx'
import type { Context } from '../../shared/access/context.ts'
import {
  type AudienceToConfirm,
  type NewsToConfirm,
  previewAudience,
} from '../../shared/delivery/audience.operations.ts'
import { waitingIn } from '../../shared/delivery/audience.ts'
import type { Topic } from '../../shared/delivery/topic.ts'
import type { NoticeStep, WorkshopChanges } from '../../shared/message/notice.ts'
import type { School } from '../../shared/school/school.ts'
import type { Session } from '../../shared/session/session.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { CONFIRMED, ConfirmForm, type SentFields } from '../components/confirm-form.tsx'
import { Crumbs } from '../components/page-head.tsx'
import { Notice } from '../components/parts.tsx'
import { WorkshopTitle } from '../components/workshop.tsx'
import { momentText } from '../messages/format.ts'
import { noticeWords } from '../messages/notice-words.ts'
import type { Reader } from '../visit.ts'
import { crumbsOf } from './crumbs.ts'
import { SchoolPage } from './frame.tsx'
import { ReachAnswer, Samples, Unread, WaysAndLanguages } from './tell-reach.tsx'

/** News before it is confirmed: about which workshop and sessions, as they would be, and whom it would reach. */
export type PreparedNews = {
  kind: NewsToConfirm['kind'] | 'broadcast'
  workshop: Workshop
  sessions: readonly Session[]
  /** What changes of the workshop, where that is the news. */
  changes?: WorkshopChanges | undefined
  /** What an organizer wrote, where that is the news. */
  written?: Pick<NoticeStep, 'words' | 'machine'> | undefined
  audience: AudienceToConfirm
}

/** News and whom it would reach; writes nothing. `known` are the sessions whose replies decide who hears of it. */
export async function prepareNews(
  context: Context,
  news: Omit<PreparedNews, 'audience' | 'kind'> & Pick<NewsToConfirm, 'kind'>,
  known: readonly string[] = [],
): Promise<PreparedNews> {
  const { workshop, kind } = news
  const audience = await previewAudience(context, workshop.id, workshop, { kind, sessions: [...known] })
  return { ...news, audience }
}

type TellProps = PropsWithChildren<{
  reader: Reader
  news: PreparedNews
  title: string
  /** What it is about, under the title. */
  about?: Child
  action: string
  fields?: SentFields
  back?: string
  /** What the button says; it names the number of families. */
  button?: Child
  /** What goes back to what was typed. */
  edit?: Child
  /** More to fill in, above the buttons. */
  inForm?: Child
  /** The consequences besides the messages. */
  warnings?: readonly Child[]
}>

/**
 * Asks for confirmation before families are notified: how many, in which languages, by which channels, when, and the
 * real text in each language.
 */
export function TellPage({ reader, news, title, about, warnings = [], children, ...form }: TellProps) {
  const textIn = (given: { school: School; language: string }) =>
    topicsOf(news).flatMap((topic) => noticeWords(topic, given).lines)
  return (
    <SchoolPage look="plan" reader={reader} title={title}>
      <Crumbs t={reader.t} crumbs={crumbsOf(reader, news.workshop)} />
      <h1>{title}</h1>
      {about ? (
        <p class="meta">{about}</p>
      ) : (
        <WorkshopTitle reader={reader} workshop={news.workshop} level={2} />
      )}
      <div class="plan beside">
        <div>
          <ReachAnswer reader={reader} audience={news.audience} />
          {news.audience.families > 0 && (
            <div class="halves">
              <Samples {...{ reader, news, textIn }} />
              <WaysAndLanguages reader={reader} news={news} />
            </div>
          )}
        </div>
        <SendCard {...{ reader, news, warnings, ...form }}>{children}</SendCard>
      </div>
    </SchoolPage>
  )
}

/** What is not read over yet, and the button. */
function SendCard({
  reader,
  news,
  action,
  fields = [],
  back,
  button,
  edit,
  inForm,
  warnings = [],
  children,
}: Omit<TellProps, 'title' | 'about'>) {
  const { t, language, school } = reader
  const { families, leaves, reached } = news.audience
  const told = families - waitingIn(reached)
  const sends = reached.ways.sms + reached.ways.email > 0
  const when = momentText(leaves, { language, timeZone: school?.timeZone ?? 'UTC' })
  return (
    <section class="card decide">
      <h2>{t('send.ready')}</h2>
      <Unread reader={reader} news={news} />
      {warnings.map((warning) => (
        <Notice tone="warning">{warning}</Notice>
      ))}
      {children}
      <ConfirmForm
        {...{ t, action, back, edit }}
        kind={news.kind === 'cancelled' ? 'danger' : 'main'}
        fields={[...fields.filter(([name]) => name !== CONFIRMED), [CONFIRMED, 'yes']]}
        button={button ?? t('send.confirm', { families: told })}
      >
        {inForm}
      </ConfirmForm>
      {families > 0 && <p class="soft small">{t(sends ? 'send.leaves' : 'send.stops', { when })}</p>}
    </section>
  )
}

function topicsOf({ kind, workshop, sessions, changes, written, audience }: PreparedNews): Topic[] {
  const subject = { workshop: workshop.id, stand: '', ...written, ...(changes && { changes }) }
  const about = { kind, due: audience.leaves, until: audience.leaves, ...subject }
  // Of several chosen times the first is announced, and a change is announced once.
  const told = kind === 'timeChosen' || kind === 'changed' ? sessions.slice(0, 1) : sessions
  if (told.length === 0) return [{ about, workshop }]
  return told.map((session) => ({ about: { ...about, session: session.id }, workshop, session }))
}
