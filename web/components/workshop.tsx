import { OFFERS, type Workshop } from '../../shared/workshop/workshop.ts'
import {
  direction,
  isMachineMade,
  languageOfText,
  localText,
  type Translator,
} from '../messages/catalogue.ts'
import { capital, languageName } from '../messages/format.ts'
import type { Reader } from '../visit.ts'
import { Icon } from './icon.tsx'
import { nearTime, nearTimeInZone } from './near-time.ts'
import { Facts } from './parts.tsx'

/** A workshop's title and description, marked with their language where it is not the page's. */
export function WorkshopTitle({
  reader: { t, language },
  workshop,
  level = 1,
}: {
  reader: Reader
  workshop: Pick<Workshop, 'title' | 'description' | 'translations'>
  level?: 1 | 2
}) {
  const { title, description } = workshop
  const lang = otherLanguage(title, language)
  const text = localText(title, language)
  return (
    <>
      {level === 1 ? <h1 {...marked(lang)}>{text}</h1> : <h2 {...marked(lang)}>{text}</h2>}
      {description && (
        <p {...marked(otherLanguage(description, language))}>{localText(description, language)}</p>
      )}
      {isMachineMade(workshop, language) && <p class="soft">{t('translation.machine')}</p>}
    </>
  )
}

const marked = (lang: string | undefined) => (lang ? { lang, dir: direction(lang) } : {})

/** The language of a text, where it has to be marked because it is not the page's. */
export function otherLanguage(text: Record<string, string>, language: string): string | undefined {
  const found = languageOfText(text, language)
  return found === language ? undefined : found
}

/** When, where, in which language, and what is there for families. */
export function WorkshopFacts({
  reader,
  workshop,
  times,
}: {
  reader: Reader
  workshop: Pick<Workshop, 'format' | 'place' | 'durationMinutes' | 'presentationLanguage' | 'offers'>
  times: readonly { start: string; end: string }[]
}) {
  const { t, language, actor } = reader
  const isTeam = actor.kind === 'member'
  const whenOf = (time: (typeof times)[number], nth: number) =>
    isTeam ? nearTimeInZone(reader, time, nth) : nearTime(reader, time)
  const offered = offeredBy(t, workshop)
  return (
    <Facts
      facts={[
        ...(workshop.format === 'communityTour'
          ? [[t('workshop.format'), t('workshop.format.communityTour')] as const]
          : []),
        ...times.map((time, nth) => [t('workshop.when'), whenOf(time, nth)] as const),
        [t('workshop.where'), workshop.place ?? t(isTeam ? 'workshop.whereTeam' : 'workshop.whereSoon')],
        [t('workshop.length'), t('workshop.minutes', { minutes: workshop.durationMinutes })],
        [t('workshop.language'), languageName(workshop.presentationLanguage, language)],
        ...(offered.length
          ? [
              [
                t(isTeam ? 'workshop.offersTeam' : 'workshop.offers'),
                capital(offered.join(' · '), language),
              ] as const,
            ]
          : []),
      ]}
    />
  )
}

const offeredBy = (t: Translator, { offers }: Pick<Workshop, 'offers'>) =>
  OFFERS.filter((offer) => offers[offer]).map((offer) => t(`workshop.offer.${offer}`))

/** Where, how long, in which language, and what is there for families, in one line. */
export function WorkshopMeta({
  reader: { t, language },
  workshop,
}: {
  reader: Reader
  workshop: Pick<Workshop, 'format' | 'place' | 'durationMinutes' | 'presentationLanguage' | 'offers'>
}) {
  const { format, place, durationMinutes, presentationLanguage, offers } = workshop
  const spoken = languageName(presentationLanguage, language)
  const offered = offeredBy(t, workshop)
  return (
    <p class="meta">
      {format === 'communityTour' && (
        <span>
          <Icon name="people" />
          {t('workshop.format.communityTour')}
        </span>
      )}
      <span>
        <Icon name="pin" />
        {place ?? t('workshop.whereTeam')}
      </span>
      <span>
        <Icon name="clock" />
        {t('workshop.minutes', { minutes: durationMinutes })}
      </span>
      <span>
        <Icon name="voices" />
        {offers.interpretation ? t('workshop.interpreted', { language: spoken }) : spoken}
      </span>
      {offered.length > 0 && (
        <span>
          <Icon name="heart" />
          {capital(offered.join(' · '), language)}
        </span>
      )}
    </p>
  )
}
