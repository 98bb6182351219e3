import type { Child } from 'hono/jsx'
import type { Context } from '../../shared/access/context.ts'
import { type NewsToConfirm, previewAudience } from '../../shared/delivery/audience.operations.ts'
import type { Topic } from '../../shared/delivery/topic.ts'
import type { WorkshopChanges } from '../../shared/message/notice.ts'
import type { Session } from '../../shared/session/session.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Facts, Notice } from '../components/parts.tsx'
import { WorkshopTitle } from '../components/workshop.tsx'
import { direction, pageLanguageOf } from '../messages/catalogue.ts'
import { languageName, momentText, ownLanguageName } from '../messages/format.ts'
import { noticeWords } from '../messages/notice-words.ts'
import type { Reader } from '../visit.ts'
import { ConfirmPage, type SentFields } from './confirm.tsx'

type Audience = Awaited<ReturnType<typeof previewAudience>>

/** News before it is confirmed: about which workshop and sessions, as they would be, and whom it would reach. */
export type PreparedNews = {
  kind: NewsToConfirm['kind']
  workshop: Workshop
  sessions: readonly Session[]
  /** What changes of the workshop, where that is the news. */
  changes?: WorkshopChanges | undefined
  audience: Audience
}

/** News and whom it would reach; writes nothing. `known` are the sessions whose replies decide who hears of it. */
export async function prepareNews(
  context: Context,
  news: Omit<PreparedNews, 'audience'>,
  known: readonly string[] = [],
): Promise<PreparedNews> {
  const audience = await previewAudience(context, news.workshop, { kind: news.kind, sessions: [...known] })
  return { ...news, audience }
}

/** Whether a confirmation of news was sent with the form. */
export const CONFIRMED = 'confirmed'

type TellProps = {
  reader: Reader
  news: PreparedNews
  title: string
  action: string
  fields?: SentFields
  back: string
  /** The consequences besides the messages. */
  warnings?: readonly Child[]
}

/**
 * Asks for confirmation before families are notified: how many, in which languages, by which channels, when, and the
 * real text in each language.
 */
export function TellPage({ reader, news, title, action, fields = [], back, warnings = [] }: TellProps) {
  const { t, language } = reader
  const { families, leaves } = news.audience
  const place = { language, timeZone: reader.school?.timeZone ?? 'UTC' }
  const kind = news.kind === 'cancelled' ? 'danger' : 'main'
  return (
    <ConfirmPage
      {...{ reader, title, action, back, kind }}
      fields={[...fields.filter(([name]) => name !== CONFIRMED), [CONFIRMED, 'yes']]}
      button={t('send.confirm', { families })}
    >
      <WorkshopTitle reader={reader} workshop={news.workshop} level={2} />
      {warnings.map((warning) => (
        <Notice tone="warning">{warning}</Notice>
      ))}
      <p>
        <strong>{t('send.families', { families })}</strong>{' '}
        {families > 0 && t('send.leaves', { when: momentText(leaves, place) })}
      </p>
      {families > 0 && <Reached reader={reader} news={news} />}
    </ConfirmPage>
  )
}

/** The channels, languages and texts by which people are reached. */
function Reached({ reader, news }: { reader: Reader; news: PreparedNews }) {
  const { t, language } = reader
  const { ways, languages } = news.audience
  return (
    <>
      <h2>{t('send.ways')}</h2>
      <Facts
        facts={[
          [t('about.channel.email'), String(ways.email)],
          [t('about.channel.sms'), String(ways.sms)],
          [t('tell.call'), String(ways.call)],
        ]}
      />
      <h2>{t('send.languages')}</h2>
      <Facts
        facts={languages.map((one) => [languageName(one.language, language), String(one.people)] as const)}
      />
      <Samples reader={reader} news={news} />
    </>
  )
}

// One text for each language of the pages that somebody reads.
function Samples({ reader: { t, school }, news }: { reader: Reader; news: PreparedNews }) {
  if (!school) return null
  const pages = [...new Set(news.audience.languages.map(({ language }) => pageLanguageOf(language) ?? 'en'))]
  const topics = topicsOf(news)
  return (
    <section>
      <h2>{t('send.samples')}</h2>
      {pages.map((language) => (
        <>
          <p>
            <strong>{ownLanguageName(language)}</strong>
          </p>
          <blockquote lang={language} dir={direction(language)}>
            {topics.flatMap((topic) =>
              noticeWords(topic, { school, language }).lines.map((line) => <p>{line}</p>),
            )}
          </blockquote>
        </>
      ))}
    </section>
  )
}

function topicsOf({ kind, workshop, sessions, changes, audience }: PreparedNews): Topic[] {
  const subject = { workshop: workshop.id, stand: '', ...(changes && { changes }) }
  const about = { kind, due: audience.leaves, until: audience.leaves, ...subject }
  // Of several chosen times the first is announced, and a change is announced once.
  const told = kind === 'timeChosen' || kind === 'changed' ? sessions.slice(0, 1) : sessions
  if (told.length === 0) return [{ about, workshop }]
  return told.map((session) => ({ about: { ...about, session: session.id }, workshop, session }))
}
