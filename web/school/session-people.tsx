import type { Interpretation } from '../../shared/logistics/interpretation.ts'
import { isStaff } from '../../shared/session/reply.ts'
import { isOutdated, type Session } from '../../shared/session/session.ts'
import { isForFamilies, type Workshop } from '../../shared/workshop/workshop.ts'
import { LongTable } from '../components/long-table.tsx'
import { Notice } from '../components/parts.tsx'
import { Shares } from '../components/shares.tsx'
import { languageName } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { OverSeats } from './over-seats.tsx'
import type { Named, Summary } from './session-summary.ts'

type ComingProps = {
  reader: Reader
  session: Session
  workshop: Workshop
  summary: Summary
  /** How many families the school has. */
  families: number
  seatsTaken: number
  interpretation: Interpretation
}

/** How many come, as seats at a table, with the ages of the children and the languages of the adults. */
export function ComingCard(props: ComingProps) {
  const { reader, session, workshop, summary, families, seatsTaken } = props
  const { t } = reader
  const { adults, children } = summary
  const isOpen = isForFamilies(workshop)
  const title = isOpen
    ? t('session.team.coming', { families: summary.families, all: families })
    : t('session.team.staffComing', { people: summary.coming.length })
  const { seats } = workshop
  const taken = seats !== undefined && t('session.team.seats', { taken: seatsTaken, seats })
  return (
    <section class="card">
      <div class="heading">
        <h2>{title}</h2>
        {summary.coming.length > 0 && (
          <p class="soft">{[t('door.people', { adults, children }), taken].filter(Boolean).join(' · ')}</p>
        )}
      </div>
      {isOpen && <LongTable title={title} seats={families} taken={summary.families} />}
      {session.status === 'scheduled' && <OverSeats reader={reader} seats={seats} taken={seatsTaken} />}
      <Totals {...props} />
    </section>
  )
}

function Totals({ reader: { t, language }, summary, interpretation }: ComingProps) {
  const languages = Object.entries(interpretation.byLanguage)
    .map(([tag, { need }]) => ({ label: languageName(tag, language), count: need }))
    .sort((one, other) => other.count - one.count)
  const ages = summary.ages.map(({ name, count }) => ({ label: t(`session.age.${name}`), count }))
  return (
    <div class="pair">
      <Shares title={t('session.team.ages')} shares={ages} of={summary.children} />
      <Shares title={t('session.team.interpreted')} shares={languages} of={summary.adults} />
    </div>
  )
}

type PeopleProps = { reader: Reader; session: Session; summary: Summary }

/** Who comes with how many, who waits for a seat, and, folded, who cannot come. */
export function People({ reader, session, summary: { coming, waiting, away } }: PeopleProps) {
  const { t } = reader
  const names = { reader, session }
  if (coming.length + waiting.length + away.length === 0) return <Notice>{t('session.team.none')}</Notice>
  return (
    <>
      {coming.length > 0 && (
        <section>
          <div class="heading">
            <h2>{t('session.team.who')}</h2>
            <p class="soft">{t('session.team.counted')}</p>
          </div>
          <Names {...names} replies={coming} />
        </section>
      )}
      {waiting.length > 0 && (
        <section>
          <h2>{t('session.team.waitingList')}</h2>
          <Names {...names} replies={waiting} />
        </section>
      )}
      {away.length > 0 && (
        <details class="printed-open">
          <summary>{t('session.team.notComing', { count: away.length })}</summary>
          <Names {...names} replies={away} />
        </details>
      )}
    </>
  )
}

function Names({ reader, session, replies }: Omit<PeopleProps, 'summary'> & { replies: readonly Named[] }) {
  return (
    <ul class="names">
      {replies.map((reply) => (
        <li>
          <span>
            {isStaff(reply) ? (
              <bdi>{reply.name}</bdi>
            ) : (
              <a href={schoolRoutes.sessionReply(session.id, reply.family)}>
                <bdi>{reply.name}</bdi>
              </a>
            )}
            {isOutdated(session, reply) && <small>{reader.t('session.team.confirm')}</small>}
            {reply.waiting && (
              <small>{reader.t('session.team.waits', { position: reply.position ?? '' })}</small>
            )}
          </span>
          {reply.attending && <span class="number">{peopleOf(reply)}</span>}
        </li>
      ))}
    </ul>
  )
}

// "2 + 1": adults, and the children with them.
const peopleOf = ({ adults, children }: Named) =>
  children.length > 0 ? `${adults} + ${children.length}` : String(adults)
