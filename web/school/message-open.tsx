import { asksSomething } from '../../shared/delivery/text-question.ts'
import type { Topic } from '../../shared/delivery/topic.ts'
import { shownState } from '../../shared/message/message.ts'
import type { MessageSummary } from '../../shared/message/message-summary.ts'
import { segmentsOf } from '../../shared/message/segment.ts'
import type { Wording } from '../../shared/message/wording.ts'
import type { School } from '../../shared/school/school.ts'
import { Button, Form, Hidden } from '../components/form.tsx'
import { ButtonLink } from '../components/parts.tsx'
import {
  direction,
  isMachineMade,
  languageOfText,
  pageLanguageOf,
  type Translator,
} from '../messages/catalogue.ts'
import { failureKey } from '../messages/failure-words.ts'
import { languageName } from '../messages/format.ts'
import { noticeWords } from '../messages/notice-words.ts'
import { textWords } from '../messages/outgoing.tsx'
import { questionText } from '../messages/text-answer-words.ts'
import { routes } from '../routes.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { Parts, rowName, toneText } from './message-row.tsx'
import { type MessageView, messageAddress } from './message-view.ts'

// The length of a link in a text message.
const LINK_SIGNS = 22
const MOST_RECIPIENTS = 60

type OpenProps = { reader: Reader; view: MessageView; summary: MessageSummary }

/** A message in place of its row: its words in each language, who read them, how it went, and what can be done. */
export function OpenMessage({ reader, view, summary }: OpenProps) {
  const { t } = reader
  return (
    <li class="editing" id={summary.id}>
      <div class="heading">
        <h3>{rowName(reader, view, summary)}</h3>
        <p class="soft">{toneText(reader, summary)}</p>
        <a href={`${messageAddress(view)}#${summary.id}`}>{t('checklist.close')}</a>
      </div>
      <Parts reader={reader} summary={summary} />
      <Texts reader={reader} view={view} summary={summary} />
      <Recipients reader={reader} summary={summary} />
      <div class="actions">
        {summary.calls.open > 0 && (
          <ButtonLink kind="quiet" href={schoolRoutes.calls()}>
            {t('calls.title')}
          </ButtonLink>
        )}
        {summary.state === 'planned' && <WithdrawForm t={t} summary={summary} />}
        <a href={`${schoolRoutes.reach(summary.about.workshop)}?session=${summary.about.session ?? ''}`}>
          {t('reach.link')}
        </a>
      </div>
    </li>
  )
}

/** Withdraws a planned message, or takes that back. */
export function WithdrawForm({ t, summary }: { t: Translator; summary: MessageSummary }) {
  const { about, notice, isWithdrawn } = summary
  const { workshop, kind } = about
  return (
    <Form action={isWithdrawn ? schoolRoutes.undoWithdraw(workshop) : schoolRoutes.notices(workshop)}>
      <Hidden name="id" value={notice ?? ''} />
      <Hidden name="kind" value={kind} />
      <Button kind={isWithdrawn ? 'quiet' : 'danger'}>
        {t(isWithdrawn ? 'undo.button' : 'notices.withdraw')}
      </Button>
    </Form>
  )
}

/** The words in each of the school's languages side by side. */
function Texts({ reader, view, summary }: OpenProps) {
  const { school } = reader
  if (!school || !view.list.workshops.has(summary.about.workshop)) return null
  return (
    <div class="texts">
      {[...new Set(school.languages.filter(pageLanguageOf))].map((language) => (
        <OneText reader={reader} view={view} summary={summary} school={school} language={language} />
      ))}
    </div>
  )
}

function OneText(props: OpenProps & { school: School; language: string }) {
  const { reader, view, summary, school, language } = props
  const { t } = reader
  const topic = topicIn(view, summary, language)
  if (!topic) return null
  const { lines } = noticeWords(topic, { school, language })
  const link = view.origin + routes.familyLink('0'.repeat(LINK_SIGNS))
  const { text, why } = questionText(topic, { school, language, link })
  const { segments } = segmentsOf(text ?? textWords([topic], { school, language, link }))
  const shared = summary.deliveries.filter((one) => one.language === language && one.byLink === 'shared')
  const families = summary.languages[language] ?? 0
  return (
    <section>
      <h4>
        {languageName(language, reader.language)}{' '}
        {families > 0 && <small>{t('outbox.families', { count: families })}</small>}
      </h4>
      <blockquote lang={language} dir={direction(language)}>
        {lines.join(' ')}
      </blockquote>
      <p class="soft">
        {readBy(reader, topic, language, wordingOf(view, summary, language))} ·{' '}
        {t('notices.segments', { segments })}
        {why && ` · ${t(`notices.text.${why}`)}`}
        {shared.length > 0 && ` · ${t('notices.text.shared', { count: shared.length })}`}
      </p>
    </section>
  )
}

// A message keeps the words of its reader's language alone; a notice has all of them.
function topicIn(view: MessageView, summary: MessageSummary, language: string) {
  const { list } = view
  const { workshop: id, session: of, kind } = summary.about
  const workshop = list.workshops.get(id)
  if (!workshop) return undefined
  const session = list.sessions.get(of ?? '')
  const own = wordingOf(view, summary, language)
  const sent = summary.deliveries
    .find((delivery) => delivery.language === language)
    ?.notices?.about.find((one) => one.kind === kind && one.due === summary.about.due)
  return {
    about: sent ?? summary.about,
    workshop,
    ...(session && { session }),
    ...(own && { wording: own.text }),
  } satisfies Topic
}

// What was sent before the school worded it itself had the usual words.
function wordingOf({ wordings }: MessageView, { about, state }: MessageSummary, language: string) {
  const own = wordings.find((one) => one.kind === about.kind && one.language === language)
  return own && (state !== 'told' || own.at <= about.due) ? own : undefined
}

/** Who wrote or read the words of a message in a language. */
function readBy(
  { t }: Reader,
  { about, workshop }: Topic,
  language: string,
  own: Wording | undefined,
): string {
  const { words, machine = [] } = about
  const isDraft = words
    ? machine.includes(languageOfText(words, language))
    : isMachineMade(workshop, language)
  if (isDraft) return t('outbox.machine')
  const mark = workshop.translations?.[languageOfText(workshop.title, language)]
  if (own?.by) return t('outbox.readBy', { name: own.by })
  if (mark?.state === 'reviewed' && mark.by) return t('outbox.readBy', { name: mark.by })
  return t(words || own ? 'outbox.written' : 'outbox.usual')
}

/** To whom it went and how, those whom it did not reach first. */
function Recipients({ reader, summary }: Omit<OpenProps, 'view'>) {
  const { t } = reader
  const { deliveries } = summary
  if (deliveries.length === 0) return null
  const order = ['failed', 'stale', 'spared', 'call', 'waiting', 'sent', 'delivered']
  const listed = deliveries.toSorted(
    (one, other) => order.indexOf(one.state) - order.indexOf(other.state) || one.at.localeCompare(other.at),
  )
  const hasFailed = listed.some(({ state }) => state === 'failed')
  return (
    <details open={hasFailed}>
      <summary>{t('outbox.recipients')}</summary>
      <ul class="lines">
        {listed.slice(0, MOST_RECIPIENTS).map(({ id, at, notices, channel, state, failure, attempts }) => (
          <li>
            <a href={schoolRoutes.family(notices?.family ?? '')}>
              <bdi>{notices?.name}</bdi>
            </a>
            <span class="soft">
              {t(`outbox.way.${channel}`)} · {stateOf(t, state)}
              {failure && ` · ${t(failureKey(failure))} ${t('outbox.tried', { attempts, failure })}`}
            </span>
            {channel === 'sms' && plays(reader, summary) && (
              <a href={schoolRoutes.playedAnswer(id, at)}>
                {t('play.link')}
                <span class="screen-reader">: {notices?.name}</span>
              </a>
            )}
          </li>
        ))}
      </ul>
      {listed.length > MOST_RECIPIENTS && (
        <p>{t('today.more', { count: listed.length - MOST_RECIPIENTS })}</p>
      )}
    </details>
  )
}

// Answers by text are played in the demonstration alone, and where no phone is reached.
function plays({ school, carriers }: Reader, summary: MessageSummary): boolean {
  return Boolean(school?.isDemonstration) && !carriers.includes('sms') && asksSomething(summary)
}

/** A message's state, with the reason where it was left out. */
export function stateOf(t: Reader['t'], of: Parameters<typeof shownState>[0]): string {
  const { state, why } = shownState(of)
  const shown = t(`outbox.state.${state}`)
  return why ? t('notices.count', { state: shown, count: t(`outbox.why.${why}`) }) : shown
}
