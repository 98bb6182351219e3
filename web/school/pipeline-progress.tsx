import { hasBegun, type Workshop } from '../../shared/workshop/workshop.ts'
import { Meter } from '../components/meter.tsx'
import { localText } from '../messages/catalogue.ts'
import { shortMomentText, shortMomentWithin } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { nextSession, type Pipeline } from './pipeline-view.ts'

type ProgressProps = { reader: Reader; pipeline: Pipeline; workshop: Workshop }

/** How far a workshop is, and what is next. */
export function Progress(props: ProgressProps) {
  const { reader, pipeline, workshop } = props
  const led = workshop.hostFamily && pipeline.names.get(workshop.hostFamily)
  return (
    <>
      {workshop.status === 'voting' && <VotingProgress {...props} />}
      {workshop.status === 'scheduled' && <ScheduledProgress {...props} />}
      {led && <p>{reader.t('workshops.ledBy', { name: led })}</p>}
      {workshop.status === 'draft' && <DraftProgress {...props} />}
      {workshop.status === 'held' && <HeldProgress {...props} />}
    </>
  )
}

function DraftProgress({ reader: { t, language }, workshop }: ProgressProps) {
  return (
    <>
      <p>{t(workshop.announced ? 'workshops.announced' : 'workshops.noTimes')}</p>
      <Next
        href={schoolRoutes.times(workshop.id)}
        text={t('workshops.suggest')}
        about={localText(workshop.title, language)}
      />
    </>
  )
}

function VotingProgress({ reader, pipeline, workshop }: ProgressProps) {
  const { t, language, school } = reader
  const poll = pipeline.votes.get(workshop.id)
  if (!poll) return null
  const { answered, families, closesAt, status } = poll
  const until = shortMomentWithin(closesAt, { language, timeZone: school?.timeZone ?? 'UTC' })
  const isOpen = status === 'open'
  return (
    <>
      <p>{t('results.heard', { answered, families })}</p>
      <Meter part={answered} whole={families} tone="late" />
      <p>{isOpen ? t('results.openUntil', { until }) : t('results.over')}</p>
      <Next
        href={schoolRoutes.results(workshop.id)}
        text={t(isOpen ? 'workshop.results' : 'results.decide')}
        about={localText(workshop.title, language)}
      />
    </>
  )
}

function ScheduledProgress({ reader, pipeline, workshop }: ProgressProps) {
  const { t, language, school } = reader
  const session = nextSession(workshop, pipeline.now)
  if (!session) return null
  const about = localText(workshop.title, language)
  const when = shortMomentText(session.start, { language, timeZone: school?.timeZone ?? 'UTC' })
  const checklist = pipeline.checklists.get(workshop.id)
  if (!checklist || hasBegun(workshop, pipeline.now)) {
    return (
      <>
        <p>{when}</p>
        <Next href={schoolRoutes.workshop(workshop.id)} text={t('workshops.begun')} about={about} />
      </>
    )
  }
  const { settled, items } = checklist.readiness
  const late = checklist.items.filter((item) => item.late).length
  return (
    <>
      <p>{when}</p>
      <p>{t('workshops.ready', { settled, items })}</p>
      <Meter part={settled} whole={items} tone="ready" />
      <Next
        href={schoolRoutes.checklist(session.id)}
        text={late > 0 ? t('workshops.late', { count: late }) : t('today.checklistButton')}
        about={about}
        isLate={late > 0}
      />
    </>
  )
}

function HeldProgress({ reader, pipeline, workshop }: ProgressProps) {
  const { t, language, school } = reader
  const session = nextSession(workshop, pipeline.now)
  const survey = pipeline.surveys.get(workshop.id)
  if (!session) return null
  const { asked = 0, answered } = survey?.parents ?? {}
  return (
    <>
      <p>{shortMomentText(session.start, { language, timeZone: school?.timeZone ?? 'UTC' })}</p>
      {survey && (
        <p>
          {answered === undefined
            ? t('workshops.came', { count: asked })
            : t('workshops.told', { count: asked, answered })}
        </p>
      )}
      <Next
        href={schoolRoutes.survey(session.id)}
        text={t('workshops.changed')}
        about={localText(workshop.title, language)}
      />
    </>
  )
}

type NextProps = { href: string; text: string; about: string; isLate?: boolean }

/** What is next, named with what it is about. */
export function Next({ href, text, about, isLate }: NextProps) {
  return (
    <p>
      <a class={isLate ? 'next late' : 'next'} href={href}>
        {text}
        <span class="screen-reader">: {about}</span>
      </a>
    </p>
  )
}
