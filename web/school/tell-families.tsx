import type { Child, PropsWithChildren } from 'hono/jsx'
import type { Context } from '../../shared/access/context.ts'
import { type NewsToConfirm, previewAudience } from '../../shared/delivery/audience.operations.ts'
import type { Topic } from '../../shared/delivery/topic.ts'
import type { NoticeStep, WorkshopChanges } from '../../shared/message/notice.ts'
import type { Session } from '../../shared/session/session.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { CONFIRMED, type SentFields } from '../components/confirm-form.tsx'
import { Notice } from '../components/parts.tsx'
import { ReachedFamilies } from '../components/reached-families.tsx'
import { WorkshopTitle } from '../components/workshop.tsx'
import { noticeWords } from '../messages/notice-words.ts'
import type { Reader } from '../visit.ts'
import { ConfirmPage } from './confirm.tsx'

type Audience = Awaited<ReturnType<typeof previewAudience>>

/** News before it is confirmed: about which workshop and sessions, as they would be, and whom it would reach. */
export type PreparedNews = {
  kind: NewsToConfirm['kind'] | 'broadcast'
  workshop: Workshop
  sessions: readonly Session[]
  /** What changes of the workshop, where that is the news. */
  changes?: WorkshopChanges | undefined
  /** What an organizer wrote, where that is the news. */
  written?: Pick<NoticeStep, 'words' | 'machine'> | undefined
  audience: Audience
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
  action: string
  fields?: SentFields
  back?: string
  /** More to fill in, above the buttons. */
  inForm?: Child
  /** The consequences besides the messages. */
  warnings?: readonly Child[]
}>

/**
 * Asks for confirmation before families are notified: how many, in which languages, by which channels, when, and the
 * real text in each language.
 */
export function TellPage({
  reader,
  news,
  title,
  action,
  fields = [],
  back,
  warnings = [],
  inForm,
  children,
}: TellProps) {
  const { t } = reader
  const { families } = news.audience
  const kind = news.kind === 'cancelled' ? 'danger' : 'main'
  return (
    <ConfirmPage
      {...{ reader, title, action, back, kind, inForm }}
      fields={[...fields.filter(([name]) => name !== CONFIRMED), [CONFIRMED, 'yes']]}
      button={t('send.confirm', { families })}
    >
      <WorkshopTitle reader={reader} workshop={news.workshop} level={2} />
      {warnings.map((warning) => (
        <Notice tone="warning">{warning}</Notice>
      ))}
      <ReachedFamilies
        reader={reader}
        audience={news.audience}
        textIn={(given) => topicsOf(news).flatMap((topic) => noticeWords(topic, given).lines)}
      />
      {children}
    </ConfirmPage>
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
