import { OFFERS, type Workshop } from '../../shared/workshop/workshop.ts'
import { Icon, type IconName } from '../components/icon.tsx'
import {
  capital,
  languageName,
  listText,
  timeRange,
  weekdayDateText,
  yearZoneName,
} from '../messages/format.ts'
import type { Reader } from '../visit.ts'
import { helpOf, peopleOf } from './reply-summary.tsx'
import type { SessionView } from './session-view.ts'

/** When, where, in which language if it is another one, and what is there: each behind its icon. Once the family comes, who of it. */
export function SessionFacts({ reader, data }: { reader: Reader; data: SessionView }) {
  const { t, language } = reader
  const { workshop, session, reply } = data
  const { start, end, timeZone } = session
  const place = { language, timeZone }
  const offered = offersOf(reader, workshop)
  return (
    <dl class="marked">
      <Mark icon="calendar" name={t('workshop.when')} />
      <dd>
        <b>{weekdayDateText(start, place)}</b>
        <br />
        {timeRange(start, end, place)}, {yearZoneName(place.timeZone, place.language)}
      </dd>
      <Mark icon="pin" name={t('workshop.where')} />
      <dd>
        <b>{workshop.place ?? t('workshop.whereSoon')}</b>
      </dd>
      {workshop.presentationLanguage !== language && (
        <>
          <Mark icon="voices" name={t('workshop.language')} />
          <dd>{languageName(workshop.presentationLanguage, language)}</dd>
        </>
      )}
      {reply?.attending ? (
        <Coming reader={reader} reply={reply} />
      ) : (
        offered && (
          <>
            <Mark icon="heart" name={t('workshop.offers')} />
            <dd class="soft">{offered}</dd>
          </>
        )
      )}
    </dl>
  )
}

function Coming({ reader, reply }: { reader: Reader; reply: NonNullable<SessionView['reply']> }) {
  const help = helpOf(reader, reply)
  return (
    <>
      <Mark icon="people" name={reader.t('replied.who')} />
      <dd>
        {peopleOf(reader, reply)}
        {help.length > 0 && (
          <>
            <br />
            <span class="soft">{help.join(' · ')}</span>
          </>
        )}
      </dd>
    </>
  )
}

function Mark({ icon, name }: { icon: IconName; name: string }) {
  return (
    <dt>
      <Icon name={icon} />
      <span class="screen-reader">{name}</span>
    </dt>
  )
}

function offersOf({ t, language }: Reader, { offers }: Workshop): string {
  const offered = OFFERS.filter((offer) => offers[offer]).map((offer) => t(`workshop.offer.${offer}`))
  return capital(listText(offered, language), language)
}
