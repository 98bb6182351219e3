import { hasBegun, isForFamilies, isPublic } from '../../shared/workshop/workshop.ts'
import { Button, Form } from '../components/form.tsx'
import { Icon, type IconName } from '../components/icon.tsx'
import { ButtonLink } from '../components/parts.tsx'
import { momentText, timeRange, weekdayDateText } from '../messages/format.ts'
import { routes } from '../routes.ts'
import { schoolRoutes } from '../school-routes.ts'
import { OverSeats } from './over-seats.tsx'
import { nextSession } from './pipeline-view.ts'
import { printable } from './print-sheet.tsx'
import { AnswerKey, RankedTimes } from './ranked-times.tsx'
import { type LoggedState, type LoggedStep, messageLog } from './workshop-log.ts'
import type { WorkshopProps } from './workshop-view.ts'

const placeOf = ({ language, school }: WorkshopProps['reader']) => ({
  language,
  timeZone: school?.timeZone ?? 'UTC',
})

/** The times of a workshop: to be asked, voted on, or chosen; with the next step. */
export function TimesPanel({ reader, view }: WorkshopProps) {
  const { t } = reader
  const { workshop, poll } = view
  const until = poll && momentText(poll.closesAt, placeOf(reader))
  return (
    <section class="panel" id="times">
      <div class="panel-head">
        <h2>{t('workshop.times')}</h2>
        {poll && (
          <span class="soft">
            {poll.status === 'open' ? t('results.openUntil', { until: until ?? '' }) : t('results.over')}
          </span>
        )}
      </div>
      {workshop.status === 'draft' && <p>{t('workshops.noTimes')}</p>}
      {poll && <RankedTimes reader={reader} poll={poll} />}
      <SessionList reader={reader} view={view} />
      <div class="actions no-print">
        <NextSteps reader={reader} view={view} />
        {poll && <AnswerKey reader={reader} />}
      </div>
    </section>
  )
}

function SessionList({ reader, view }: WorkshopProps) {
  const { workshop, taken } = view
  const sessions = [...(workshop.sessions ?? [])].sort((one, other) => (one.start < other.start ? -1 : 1))
  if (sessions.length === 0) return null
  return (
    <ul class="lines">
      {sessions.map(({ id, start, end, cancelled }) => (
        <li>
          <a href={schoolRoutes.session(id)}>
            {weekdayDateText(start, placeOf(reader))}, {timeRange(start, end, placeOf(reader))}
          </a>
          {cancelled && <span class="mark late">{reader.t('workshops.cancelled')}</span>}
          <OverSeats reader={reader} seats={workshop.seats} taken={taken.get(id)} />
        </li>
      ))}
    </ul>
  )
}

/** The steps that a workshop's status allows, the next one first. */
function NextSteps({ reader: { t }, view: { workshop, now } }: WorkshopProps) {
  const { id, status, poll } = workshop
  const session = nextSession(workshop, now)
  return (
    <>
      {status === 'draft' && <ButtonLink href={schoolRoutes.poll(id)}>{t('plan.openVote')}</ButtonLink>}
      {status === 'draft' && <a href={schoolRoutes.times(id)}>{t('workshops.suggest')}</a>}
      {status === 'scheduled' && hasBegun(workshop, now) && (
        <Form action={schoolRoutes.holdWorkshop(id)}>
          <Button>{t('plan.held')}</Button>
        </Form>
      )}
      {status === 'scheduled' && session && !hasBegun(workshop, now) && (
        <ButtonLink href={schoolRoutes.checklist(session.id)}>{t('today.checklistButton')}</ButtonLink>
      )}
      {poll && (
        <ButtonLink kind={status === 'voting' ? 'main' : 'quiet'} href={schoolRoutes.results(id)}>
          {t('workshop.results')}
        </ButtonLink>
      )}
      {status === 'voting' && (
        <>
          <ButtonLink kind="quiet" href={schoolRoutes.record(id)}>
            {t('plan.record')}
          </ButtonLink>
          <a href={schoolRoutes.poll(id)}>{t('plan.changeVote')}</a>
        </>
      )}
    </>
  )
}

/** The last messages that left about a workshop, and the next that are planned. */
export function MessagesPanel({ reader, view }: WorkshopProps) {
  const { t } = reader
  const { workshop, notices, sessions, now } = view
  if (workshop.status === 'draft') return null
  const { carriers } = reader
  const steps = messageLog(notices, { workshop, sessions, now, carriers })
  return (
    <section class="panel" id="messages">
      <div class="panel-head">
        <h2>{t('workshop.messages')}</h2>
      </div>
      {steps.length === 0 ? (
        <p>{t('notices.none')}</p>
      ) : (
        <ul class="log">
          {steps.map((step) => (
            <LogRow reader={reader} step={step} />
          ))}
        </ul>
      )}
      <p>
        <a href={schoolRoutes.notices(workshop.id)}>{t('notices.link')}</a>
      </p>
    </section>
  )
}

const LOG_ICONS = {
  sent: 'send',
  waiting: 'clock',
  some: 'send',
  byHand: 'phone',
} as const satisfies Record<LoggedState, IconName>

function LogRow({ reader, step }: { reader: WorkshopProps['reader']; step: LoggedStep }) {
  const { t } = reader
  const { kind, due, people, state } = step
  const when = momentText(due, placeOf(reader))
  return (
    <li>
      <Icon name={state ? LOG_ICONS[state] : 'clock'} />
      <div>
        <b>{t(`notices.kind.${kind}`)}</b>
        <p>{people === undefined ? when : t('workshop.log.to', { people, when })}</p>
      </div>
      <span class={state === 'sent' ? 'mark ready' : 'mark'}>{t(`workshop.log.${state ?? 'planned'}`)}</span>
    </li>
  )
}

/** What can be printed of a workshop, and the page that everybody may see. */
export function PrintCard({ reader, view: { workshop } }: WorkshopProps) {
  const { t, school } = reader
  const languages = school ? printable(school, workshop).length : 0
  const isShared = isForFamilies(workshop) && isPublic(workshop)
  const isAlive = workshop.status !== 'held' && workshop.status !== 'cancelled'
  return (
    <section class="card" id="print">
      <h2>{t('workshop.print')}</h2>
      <ul class="lines">
        {isForFamilies(workshop) && isAlive && (
          <li>
            <Icon name="printer" />
            <a href={schoolRoutes.printFlyers(workshop.id)}>{t('workshop.flyers', { languages })}</a>
          </li>
        )}
        {isAlive && (
          <li>
            <Icon name="printer" />
            <a href={schoolRoutes.printWorkshop(workshop.id)}>{t('workshop.printAll')}</a>
          </li>
        )}
        {isShared && (
          <li>
            <Icon name="send" />
            <a href={routes.publicWorkshop(workshop.id)}>{t('workshop.publicPage')}</a>
          </li>
        )}
      </ul>
    </section>
  )
}
