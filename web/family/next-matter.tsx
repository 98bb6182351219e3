import { Icon } from '../components/icon.tsx'
import { nearMoment, nearTimeWithin } from '../components/near-time.ts'
import { DayMark, TappableRow, TappableRows } from '../components/tappable-rows.tsx'
import { otherLanguage } from '../components/workshop.tsx'
import { direction, localText } from '../messages/catalogue.ts'
import { hourText, weekdayDateText } from '../messages/format.ts'
import { familyRoutes } from '../routes.ts'
import type { Reader } from '../visit.ts'
import type { FamilyMatter } from './home-view.ts'

/** After an answer: what else waits for the family, and the way home. */
export function NextMatter({ reader, next }: { reader: Reader; next: FamilyMatter | undefined }) {
  const { t } = reader
  return (
    <TappableRows>
      {next && <MatterRow reader={reader} matter={next} />}
      <TappableRow href={familyRoutes.home()} mark={<Icon name="house" />} title={t('voted.home')} />
    </TappableRows>
  )
}

/** A vote or reply that waits, as a row: what is asked, about which workshop, when. */
export function MatterRow({ reader, matter }: { reader: Reader; matter: FamilyMatter }) {
  const { t, language, school } = reader
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  const { title } = matter.workshop
  const lang = otherLanguage(title, language)
  const name = <span {...(lang && { lang, dir: direction(lang) })}>{localText(title, language)}</span>
  const mark = <DayMark instant={matter.at} place={place} />
  if (matter.kind === 'vote') {
    return (
      <TappableRow href={familyRoutes.vote(matter.workshop.id)} mark={mark} title={t('vote.title')}>
        {name} · {t('vote.deadline', { until: nearMoment(reader, matter.at) })}
      </TappableRow>
    )
  }
  const { id, start } = matter.session
  return (
    <TappableRow href={familyRoutes.session(id)} mark={mark} title={t('session.attending')}>
      {name} ·{' '}
      {matter.moved ? (
        t('home.moved', { when: nearTimeWithin(reader, matter.session) })
      ) : (
        <>
          <span class="screen-reader">{weekdayDateText(start, place)} </span>
          {hourText(start, place)}
        </>
      )}
    </TappableRow>
  )
}
