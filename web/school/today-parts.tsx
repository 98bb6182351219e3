import type { Logistics } from '../../shared/logistics/logistics.operations.ts'
import { Button, Form, Hidden } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { LongTable } from '../components/long-table.tsx'
import { ButtonLink } from '../components/parts.tsx'
import { localText } from '../messages/catalogue.ts'
import { dueDayText, momentText, whenText } from '../messages/format.ts'
import { schoolRoutes } from '../routes.ts'
import type { Reader } from '../visit.ts'
import { ReadinessTiles } from './readiness.tsx'
import type { Day, Task, VoteUnderWay } from './today-tasks.ts'

// A day has seven places; the rest stays behind one tap.
const MOST_TASKS = 7

/** What needs a person now, seven at most, and the rest folded. */
export function TaskList({ reader: { t }, tasks }: { reader: Reader; tasks: readonly Task[] }) {
  const rest = tasks.slice(MOST_TASKS)
  return (
    <section aria-labelledby="needs">
      <h2 class="screen-reader" id="needs">
        {t('today.needsYou')}
      </h2>
      <ol class="tasks">
        {tasks.slice(0, MOST_TASKS).map((task) => (
          <TaskRow task={task} />
        ))}
      </ol>
      {rest.length > 0 && (
        <details>
          <summary>{t('today.more', { count: rest.length })}</summary>
          <ol class="tasks">
            {rest.map((task) => (
              <TaskRow task={task} />
            ))}
          </ol>
        </details>
      )}
    </section>
  )
}

function TaskRow({ task: { icon, tone, title, about, by, href, action } }: { task: Task }) {
  return (
    <li class={tone}>
      <Icon name={icon} />
      <div>
        <p>
          <b>{title}</b>
        </p>
        {about && <p>{about}</p>}
      </div>
      <span class="due">{by}</span>
      <a class="button quiet" href={href}>
        {action}
        <span class="screen-reader">: {title}</span>
      </a>
    </li>
  )
}

/** A vote that is open: how many families were heard from, around the table. */
export function VoteCard({ reader, vote }: { reader: Reader; vote: VoteUnderWay }) {
  const { t, language, school } = reader
  const { workshop, closesAt, results } = vote
  const heard = t('results.answered', { answered: results.answered, families: results.families })
  const until = momentText(closesAt, { language, timeZone: school?.timeZone ?? 'UTC' })
  return (
    <section class="card">
      <h2>
        <a href={schoolRoutes.workshop(workshop.id)}>{localText(workshop.title, language)}</a>
      </h2>
      <p>{t('today.voting', { until })}</p>
      <LongTable title={heard} seats={results.families} taken={results.answered} />
      <p>{heard}</p>
      <div class="actions">
        <ButtonLink kind="quiet" href={schoolRoutes.results(workshop.id)}>
          {t('today.votingButton')}
        </ButtonLink>
        <a href={schoolRoutes.record(workshop.id)}>{t('today.record')}</a>
      </div>
    </section>
  )
}

type SessionProps = { reader: Reader; checklist: Logistics; isAsked: boolean }

/** A session to come: when and where, how ready it is, who is coming, and whether the reader is. */
export function SessionSummary({ reader, checklist, isAsked }: SessionProps) {
  const { t, language } = reader
  const { session, workshop, timeZone, expected, readiness, items } = checklist
  return (
    <section>
      <h2>
        <a href={schoolRoutes.checklist(session.id)}>{localText(workshop.title, language)}</a>
      </h2>
      <p class="meta">
        <span>{whenText(session.start, session.end, { language, timeZone })}</span>
        {workshop.place && <span>{workshop.place}</span>}
      </p>
      <ReadinessTiles t={t} readiness={readiness} items={items} path={schoolRoutes.checklist(session.id)} />
      <p>{t('today.coming', { ...expected })}</p>
      {isAsked && <OwnReply reader={reader} session={session.id} />}
    </section>
  )
}

/** Asks the reader whether they are coming, answered in one tap. */
export function OwnReply({ reader: { t, actor }, session }: { reader: Reader; session: string }) {
  return (
    <Form action={schoolRoutes.ownReply(session)}>
      <Hidden name="adults" kind="int" value={1} />
      <div class="actions">
        <span>{t('today.areYouComing', { name: actor.kind === 'member' ? actor.name : '' })}</span>
        <Button kind="quiet" name="attending" value="yes">
          {t('today.yes')}
        </Button>
        <Button kind="quiet" name="attending" value="no">
          {t('today.no')}
        </Button>
      </div>
    </Form>
  )
}

/** The two weeks to come at a glance. */
export function TwoWeeks({ reader: { t, language }, days }: { reader: Reader; days: readonly Day[] }) {
  return (
    <section aria-labelledby="weeks">
      <h2 id="weeks">{t('today.twoWeeks')}</h2>
      <ol class="week">
        {days.map(({ date, entries }) => (
          <li>
            <time datetime={date}>{dueDayText(date, language, 'day')}</time>
            {entries.map(({ text, tone }) => (
              <span class={tone}>{text}</span>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}
