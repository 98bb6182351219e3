import { caregiverNames } from '../../shared/family/directory.ts'
import type { Beginning, Outreach } from '../../shared/outreach/outreach-list.operations.ts'
import { Icon } from '../components/icon.tsx'
import { ButtonLink, Notice } from '../components/parts.tsx'
import { capital, languageName, languageWithin, listText } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { heardText } from './families-view.ts'

/** A page of the families to talk to: those from a place (from 0) on; without a place only the first few. */
export type TalkPlace = { from: number; size: number; isShort: boolean }

type Props = {
  reader: Reader
  outreach: Outreach
  beginnings: readonly Beginning[]
  place: TalkPlace
  now: string
}

/** The families to talk to, each with something good to begin with. */
export function ToTalkTo({ reader, outreach: { toTalkTo }, beginnings, place, now }: Props) {
  const { t } = reader
  const next = place.from + place.size
  if (toTalkTo.length === 0) return <Notice tone="done">{t('outreach.everybody')}</Notice>
  return (
    <section aria-labelledby="to-talk-to">
      <div class="head">
        <h2 id="to-talk-to">{t('outreach.toTalkTo')}</h2>
        <span class="soft small">{t('outreach.toTalkToText')}</span>
      </div>
      <ul class="firsts">
        {beginnings.map((one) => (
          <FamilyRow reader={reader} beginning={one} now={now} />
        ))}
      </ul>
      <p class="small">
        {place.isShort && toTalkTo.length > place.size && (
          <a href={`${schoolRoutes.outreach()}?from=0`}>{t('outreach.all', { count: toTalkTo.length })}</a>
        )}
        {!place.isShort && next < toTalkTo.length && (
          <a href={`${schoolRoutes.outreach()}?from=${next}`}>
            {t('outreach.more', { count: toTalkTo.length - next })}
          </a>
        )}{' '}
        <span class="soft">{languagesText(reader, toTalkTo)}</span>
      </p>
    </section>
  )
}

function FamilyRow({ reader, beginning, now }: { reader: Reader; beginning: Beginning; now: string }) {
  const { t, language } = reader
  const { family, because } = beginning
  return (
    <li>
      <div>
        <h3>
          <a href={schoolRoutes.talk(family.id)}>
            <bdi>{family.name}</bdi>
          </a>
        </h3>
        <p class="small soft">
          <bdi>{caregiverNames(family).join(', ')}</bdi> · {languageName(family.language, language)}
        </p>
      </div>
      <p class="small">
        <Icon name="heart" />
        <span>
          <OpeningText reader={reader} beginning={beginning} now={now} />
          {because === 'onlyConcern' && (
            <>
              {' '}
              <span class="badge honey">{t('outreach.because.onlyConcern')}</span>
            </>
          )}
        </span>
      </p>
      <ButtonLink kind="quiet" href={`${schoolRoutes.outreach()}?family=${family.id}#record-title`}>
        {t('outreach.record')}
        <span class="screen-reader">: {family.name}</span>
      </ButtonLink>
    </li>
  )
}

function OpeningText({ reader, beginning, now }: { reader: Reader; beginning: Beginning; now: string }) {
  const { t } = reader
  const { opening } = beginning
  switch (opening.kind) {
    case 'said':
      return (
        <>
          <bdi>{opening.text}</bdi> <span class="soft">· {t('outreach.opening.said')}</span>
        </>
      )
    case 'seen':
      return (
        <>
          <bdi>{opening.text}</bdi>{' '}
          <span class="soft">· {t('outreach.opening.seen', { name: opening.by })}</span>
        </>
      )
    case 'came':
      return heardText(reader, { kind: 'came', at: opening.at }, now)
    case 'heard':
      return heardText(reader, opening.heard, now)
    case 'ask':
      return t('outreach.opening.ask')
  }
}

const MOST_LANGUAGES = 3

/** "Spanish 12, English 11, Somali 8, and three more languages". */
function languagesText({ t, language }: Reader, toTalkTo: Outreach['toTalkTo']): string {
  const counts = new Map<string, number>()
  for (const { family } of toTalkTo) counts.set(family.language, (counts.get(family.language) ?? 0) + 1)
  const all = [...counts].sort(([one, some], [other, more]) => more - some || (one < other ? -1 : 1))
  const named = all
    .slice(0, MOST_LANGUAGES)
    .map(([tag, count]) => `${languageWithin(tag, language)} ${count}`)
  const rest = all.length - named.length
  const listed = listText(
    [...named, ...(rest > 0 ? [t('outreach.moreLanguages', { count: rest })] : [])],
    language,
  )
  return capital(listed, language)
}
