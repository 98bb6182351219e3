import type { Logistics } from '../../shared/logistics/logistics.operations.ts'
import { dayAt } from '../../shared/time/instant.ts'
import { recommendationOf } from '../../shared/workshop/verdict.ts'
import { Button, Form, Hidden } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { LongTable } from '../components/long-table.tsx'
import { nearTime } from '../components/near-time.ts'
import { ButtonLink } from '../components/parts.tsx'
import { localText } from '../messages/catalogue.ts'
import { capital, dueDayText, dueDayWithin, listText } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { NextButton } from './checklist-row.tsx'
import { ReadinessTiles } from './readiness.tsx'
import { shortWhenWithin } from './results-words.ts'
import type { Day } from './today-days.ts'
import type { Task, VoteUnderWay } from './today-tasks.ts'

// A day has seven places; the rest stays behind one tap.
const MOST_TASKS = 7

/** What needs a person now, seven at most, and the rest folded. */
export function TaskList({ reader, tasks }: { reader: Reader; tasks: readonly Task[] }) {
  const { t } = reader
  const rest = tasks.slice(MOST_TASKS)
  return (
    <section aria-labelledby="needs">
      <h2 class="screen-reader" id="needs">
        {t('today.needsYou')}
      </h2>
      <ol class="tasks">
        {tasks.slice(0, MOST_TASKS).map((task) => (
          <TaskRow reader={reader} task={task} />
        ))}
      </ol>
      {rest.length > 0 && (
        <details>
          <summary>{t('today.more', { count: rest.length })}</summary>
          <ol class="tasks">
            {rest.map((task) => (
              <TaskRow reader={reader} task={task} />
            ))}
          </ol>
        </details>
      )}
    </section>
  )
}

function TaskRow({ reader, task }: { reader: Reader; task: Task }) {
  const { icon, tone, title, about, by, href, action, confirm } = task
  return (
    <li class={tone}>
      <span class="round">
        <Icon name={icon} />
      </span>
      <div>
        <p>
          <b>{title}</b>
        </p>
        {about && <p>{about}</p>}
      </div>
      <span class="due">{by}</span>
      {confirm ? (
        <NextButton
          reader={reader}
          view={{ logistics: confirm.checklist, by: 'area', only: 'all' }}
          row={confirm.row}
        />
      ) : (
        <a class="button quiet" href={href}>
          {action}
          <span class="screen-reader">: {title}</span>
        </a>
      )}
    </li>
  )
}

/** A vote that is open: until when, how many families were heard from, around the table, and which time leads. */
export function VoteCard({ reader, vote }: { reader: Reader; vote: VoteUnderWay }) {
  const { t, language, school } = reader
  const zone = school?.timeZone ?? 'UTC'
  const { workshop, closesAt, results } = vote
  const { answered, families } = results
  const best = recommendationOf(results)?.best
  return (
    <section class="card">
      <div class="heading">
        <h2>{t('today.vote')}</h2>
        <span class="pill">
          {t('today.until', { until: dueDayWithin(dayAt(closesAt, zone), language, 'day') })}
        </span>
      </div>
      <p>
        <a href={schoolRoutes.workshop(workshop.id)}>{localText(workshop.title, language)}</a>
      </p>
      <LongTable title={t('results.heard', { answered, families })} seats={families} taken={answered} />
      <p>
        {t('results.answered', { answered, families })}{' '}
        {best && capital(t('today.ahead', { time: shortWhenWithin(reader, results, best.option) }), language)}
      </p>
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
  const { today } = checklist
  return (
    <section class="session">
      <div class="head">
        <h2>
          <a href={schoolRoutes.checklist(session.id)}>{localText(workshop.title, language)}</a>
        </h2>
        <p class="meta">
          <span>{nearTime(reader, session)}</span>
          {workshop.place && <span>{workshop.place}</span>}
        </p>
      </div>
      <ReadinessTiles t={t} readiness={readiness} items={items} path={schoolRoutes.checklist(session.id)} />
      <div class="coming">
        <p>{t('today.coming', { ...expected })}</p>
        {dayAt(session.start, timeZone) === today && (
          <ButtonLink href={schoolRoutes.checkIn(session.id)}>{t('session.team.doorButton')}</ButtonLink>
        )}
        {isAsked && <OwnReply reader={reader} session={session.id} />}
      </div>
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

/** The two weeks to come at a glance; on a phone a day is a number with its signs. */
export function TwoWeeks({ reader, days }: { reader: Reader; days: readonly Day[] }) {
  const { t, language } = reader
  return (
    <section aria-labelledby="weeks">
      <h2 class="screen-reader" id="weeks">
        {t('today.twoWeeks')}
      </h2>
      <ol class="week">
        {days.map(({ date, entries }, ahead) => (
          <li class={ahead === 0 ? 'now' : isWeekend(date) ? 'free' : ''}>
            <time datetime={date}>
              {dueDayText(date, language, 'shortWeekday')} <b>{dueDayText(date, language, 'number')}</b>
            </time>
            {groupedEntries(entries, language).map(({ text, tone }) => (
              <span class={tone}>{text}</span>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}

const isWeekend = (date: string) => [0, 6].includes(new Date(date).getUTCDay())

/** What is due on a day, in one line. */
function groupedEntries(entries: Day['entries'], language: string): Day['entries'] {
  const due = entries.filter(({ tone }) => tone === 'due').map(({ text }) => text)
  const others = entries.filter(({ tone }) => tone !== 'due')
  return due.length > 0 ? [{ text: listText(due, language), tone: 'due' }, ...others] : others
}
