import type { SentChannel } from '../../shared/access/context.ts'
import type { AudienceToConfirm } from '../../shared/delivery/audience.operations.ts'
import { waitingIn } from '../../shared/delivery/audience.ts'
import type { School } from '../../shared/school/school.ts'
import { Icon, type IconName } from '../components/icon.tsx'
import { Meter } from '../components/meter.tsx'
import { Notice } from '../components/parts.tsx'
import { waitingText } from '../components/waiting-text.ts'
import { direction, languageOfText, type PageLanguage, pageLanguageOf } from '../messages/catalogue.ts'
import { languageName, languageWithin, listText, momentText, ownLanguageName } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import type { PreparedNews } from './tell-families.tsx'

type Props = { reader: Reader; news: PreparedNews }

/**
 * How many families hear of it and in how many languages; when messages reach them, when only a person does, and how many
 * wait for a service that is not set up.
 */
export function ReachAnswer({ reader, audience }: { reader: Reader; audience: AudienceToConfirm }) {
  const { t, language, school } = reader
  const { families, leaves, reached } = audience
  const when = momentText(leaves, { language, timeZone: school?.timeZone ?? 'UTC' })
  const sent = reached.ways.sms + reached.ways.email
  const byHand = reached.ways.call + reached.ways.paper
  const waiting = waitingIn(reached)
  if (families === 0)
    return (
      <p class="answer">
        <b>{t('send.families', { families })}</b>
      </p>
    )
  return (
    <div class="answer">
      <p>
        <b>
          {waiting > 0
            ? t('send.reachedOf', { told: families - waiting, families })
            : t('send.reached', { families, languages: reached.languages.length })}
        </b>{' '}
        {sent > 0 && t('send.bySending', { families: sent, when })}{' '}
        {byHand > 0 && t('send.byHand', { families: byHand })}
      </p>
      {waiting > 0 && <WaitingFamilies reader={reader} reached={reached} />}
    </div>
  )
}

/** The families whose messages wait, with where letters are printed and calls asked for. */
function WaitingFamilies({ reader, reached }: { reader: Reader; reached: AudienceToConfirm['reached'] }) {
  return (
    <p>
      {waitingText(reader, reached)} <a href={schoolRoutes.families()}>{reader.t('send.waitsLink')}</a>
    </p>
  )
}

const SENT = ['sms', 'email'] as const satisfies readonly SentChannel[]

type SamplesProps = Props & { textIn: (given: { school: School; language: string }) => readonly string[] }

/** One real text, and the same in each other language of the pages that somebody reads. */
export function Samples({ reader: { t, language, school }, news, textIn }: SamplesProps) {
  if (!school) return null
  const read = news.audience.reached.languages.map((one) => pageLanguageOf(one.language) ?? 'en')
  const pages = [...new Set(read)].sort((one, other) => Number(other === language) - Number(one === language))
  const [first, ...others] = pages
  const bubble = (page: PageLanguage) => (
    <blockquote class="bubble" lang={page} dir={direction(page)}>
      {textIn({ school, language: page }).map((line) => (
        <p>{line}</p>
      ))}
    </blockquote>
  )
  return (
    <section>
      <h2>{t('send.sample')}</h2>
      {first && bubble(first)}
      {others.length > 0 && (
        <details>
          <summary>{t('send.otherLanguages')}</summary>
          {others.map((page) => (
            <>
              <p>
                <b lang={page} dir={direction(page)}>
                  {ownLanguageName(page)}
                </b>
              </p>
              {bubble(page)}
            </>
          ))}
        </details>
      )}
    </section>
  )
}

const WAYS = [
  ['sms', 'message'],
  ['email', 'envelope'],
  ['call', 'phone'],
  ['paper', 'page'],
] as const satisfies readonly (readonly [keyof AudienceToConfirm['reached']['ways'], IconName])[]

/** The families by the way that reaches them and by language, with who wrote or read over the words in it. */
export function WaysAndLanguages({ reader, news }: Props) {
  const { t, language } = reader
  const { families, reached } = news.audience
  return (
    <div>
      <section>
        <h2>{t('send.ways')}</h2>
        <ul class="shares">
          {WAYS.filter(([way]) => reached.ways[way] > 0).map(([way, icon]) => (
            <li>
              <span>
                <Icon name={icon} />
                {t(`send.way.${way}`)}
              </span>
              <Meter part={reached.ways[way]} whole={families} tone="ready" />
              <b class="number">{reached.ways[way]}</b>
            </li>
          ))}
          <WaitingWays t={t} audience={news.audience} />
        </ul>
      </section>
      <section>
        <h2>{t('send.languages')}</h2>
        <ul class="lines">
          {reached.languages.map((one) => (
            <li class="three">
              <span>{languageName(one.language, language)}</span>
              <b class="number">{one.families}</b>
              <WordsTag reader={reader} news={news} tag={one.language} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

/** The families whose messages wait, by the channel that has no service. */
function WaitingWays({
  t,
  audience: { families, reached },
}: Pick<Reader, 't'> & { audience: AudienceToConfirm }) {
  return (
    <>
      {SENT.filter((way) => reached.waiting[way] > 0).map((way) => (
        <li>
          <span>
            <Icon name="clock" />
            {t('send.wayWaits', { way: t(`send.way.${way}`) })}
          </span>
          <Meter part={reached.waiting[way]} whole={families} tone="recheck" />
          <b class="number">{reached.waiting[way]}</b>
        </li>
      ))}
    </>
  )
}

function WordsTag({ reader: { t }, news, tag }: Props & { tag: string }) {
  const state = wordsIn(news, tag)
  const by = news.workshop.translations?.[tag]?.by
  const isSettled = state === 'written' || state === 'reviewed'
  return (
    <span class={isSettled ? 'settled' : 'open'}>
      {state === 'reviewed' && by ? t('send.readBy', { name: by }) : t(`send.words.${state}`)}
    </span>
  )
}

const baseOf = (tag: string) => tag.toLowerCase().split('-')[0]

// How far the words of people in the news are in a language: those of an organizer, else those of the workshop.
function wordsIn({ workshop, written }: PreparedNews, tag: string) {
  const words = written?.words ?? workshop.title
  const found = languageOfText(words, tag)
  if (baseOf(found) !== baseOf(tag)) return 'missing'
  if (written) return written.machine?.includes(found) ? 'machine' : 'written'
  return workshop.translations?.[found]?.state ?? 'written'
}

/** The languages in which nobody has written or read over the words, and how many families read them. */
export function Unread({ reader, news }: Props) {
  const { t, language } = reader
  const open = news.audience.reached.languages.filter((one) => {
    const state = wordsIn(news, one.language)
    return state === 'missing' || state === 'machine'
  })
  const [first] = open
  if (!first) return null
  const names = listText(
    open.map((one) => languageWithin(one.language, language)),
    language,
  )
  const families = open.reduce((sum, one) => sum + one.families, 0)
  return (
    <Notice tone="warning">
      {t('send.unread', { names, families })}{' '}
      {!news.written && (
        <a href={schoolRoutes.translation(news.workshop.id, first.language)}>{t('send.readOver')}</a>
      )}
    </Notice>
  )
}
