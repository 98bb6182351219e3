import type { PropsWithChildren } from 'hono/jsx'
import type { TimePlan } from '../../shared/calendar/plan.operations.ts'
import { type PollOption, UNAVAILABLE } from '../../shared/workshop/poll.ts'
import { errorAt } from '../components/field-label.tsx'
import { Button, CheckList, ErrorSummary, Flag, Form, Hidden } from '../components/form.tsx'
import { OWN_FORM } from '../components/form-context.ts'
import { WallTimeField } from '../components/wall-time-field.tsx'
import type { FormState } from '../form.ts'
import { momentText, zoneName } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { SchoolPage } from './frame.tsx'
import { PlanHead } from './plan-steps.tsx'
import type { TimeRow } from './poll-rows.ts'
import { fullReason, timeText } from './times-text.ts'
import { WeekSection } from './times-week.tsx'

type Props = {
  reader: Reader
  form: FormState
  plan: TimePlan
  rows: readonly TimeRow[]
  /** The first day of the calendar, where one was wished for. */
  from?: string | undefined
}

/** The third step in planning a workshop, and later its vote: times to pick from a calendar, and until when families can vote. */
export function PollPage(props: Props) {
  const { reader, form, plan, from } = props
  const { t } = reader
  const { workshop } = plan
  return (
    <SchoolPage
      look="plan"
      form={OWN_FORM}
      reader={reader}
      title={`${t('plan.step.times')} · ${t(workshop.poll ? 'poll.title' : 'plan.new')}`}
    >
      <PlanHead reader={reader} workshop={workshop} step="times" />
      <ErrorSummary t={t} form={form} />
      {workshop.poll?.reason && <p>{t('times.kept', { reason: workshop.poll.reason })}</p>}
      <Form action={schoolRoutes.poll(workshop.id)}>
        {/* What the key Enter presses. */}
        <button type="submit" hidden />
        <Hidden name="version" kind="int" value={workshop.poll?.version ?? 0} />
        {from && <Hidden name="from" value={from} />}
        <div class="plan beside">
          <Calendar {...props} />
          <Chosen {...props} />
        </div>
      </Form>
    </SchoolPage>
  )
}

function Calendar({ reader, form, plan, rows }: Props) {
  const { t } = reader
  const { weeks, workshop, earlier, later } = plan
  // What somebody picked was not picked for them.
  const isPickedForThem = !workshop.poll && !workshop.picked && !form.typed
  const first = weeks.find(({ days }) => days.some(({ slots }) => slots.length > 0))
  return (
    <div id="options" tabindex={-1}>
      <p class="answer">
        {(workshop.poll || isPickedForThem) && (
          <b>
            {t(workshop.poll ? 'poll.changeText' : 'poll.picked', {
              count: rows.filter((row) => row.picked).length,
            })}
          </b>
        )}{' '}
        {isPickedForThem && plan.suits && t('poll.suits')}{' '}
        {t('poll.tap', { zone: zoneName(plan.deadline.closesAt, placeOf(reader)) })}
      </p>
      {weeks.map((week) => (
        <WeekSection reader={reader} week={week} rows={rows} isOpen={week === first} />
      ))}
      <OtherTimes reader={reader} form={form} rows={rows} />
      <p class="meta">
        {earlier && <WeekButton week={earlier}>{t('times.earlier')}</WeekButton>}
        <WeekButton week={later}>{t('times.later')}</WeekButton>
        <a href={schoolRoutes.calendar()}>{t('times.calendar')}</a>
      </p>
      {workshop.poll && <VoteTimes reader={reader} form={form} rows={rows} />}
    </div>
  )
}

// A button and no link, so that what was picked comes along.
function WeekButton({ week, children }: PropsWithChildren<{ week: string }>) {
  return (
    <button type="submit" class="link" name="week" value={week}>
      {children}
    </button>
  )
}

const EMPTY_LINES = 2

/** Times that the calendar lacks: those that were typed in, and lines for more. */
function OtherTimes({ reader, form, rows }: Pick<Props, 'reader' | 'form' | 'rows'>) {
  const { t } = reader
  const others = rows.filter(({ slot }) => !slot)
  const isKnown = ({ start, place }: TimeRow) => start && !errorAt(form, `options.${place}.startLocal`)
  const lines = [
    ...others.filter((row) => !isKnown(row)),
    ...Array.from({ length: EMPTY_LINES }, (_, more) => ({ place: rows.length + more, value: '' })),
  ]
  return (
    <>
      {others.filter(isKnown).map((row) => (
        <label class="choice">
          <input
            type="checkbox"
            class={`time-${row.place}`}
            name={`options.${row.place}.startLocal`}
            value={row.value}
            checked={row.picked}
          />
          <span>{timeText(reader, row.start ?? '')}</span>
        </label>
      ))}
      <details open={others.some((row) => !isKnown(row))}>
        <summary>{t('times.other')}</summary>
        {lines.map(({ place, value }, line) => (
          <WallTimeField
            reader={reader}
            form={value ? form : {}}
            name={`options.${place}.startLocal`}
            label={t('times.begins', { number: line + 1 })}
          />
        ))}
        <Button kind="quiet" name="add" value="yes">
          {t('times.add')}
        </Button>
      </details>
    </>
  )
}

/** The times of an open vote: to move one, so that its answers are asked again, or to say what it lacks. */
function VoteTimes({ reader, form, rows }: Pick<Props, 'reader' | 'form' | 'rows'>) {
  const { t } = reader
  const ofVote = rows.flatMap((row) => (row.option ? [{ ...row, option: row.option }] : []))
  const isTouched = ({ place, option }: (typeof ofVote)[number]) =>
    Boolean(option.unavailable?.length || form.typed?.[`options.${place}.movedTo`]) ||
    errorAt(form, `options.${place}`) !== undefined
  return (
    <details open={ofVote.some(isTouched)}>
      <summary>{t('poll.moveOrLack')}</summary>
      {ofVote.map(({ option, place }) => (
        <VoteTime reader={reader} form={form} option={option} at={`options.${place}`} />
      ))}
    </details>
  )
}

type VoteTimeProps = Pick<Props, 'reader' | 'form'> & { option: PollOption; at: string }

function VoteTime({ reader, form, option, at }: VoteTimeProps) {
  const { t } = reader
  return (
    <>
      <h3>{timeText(reader, option.start)}</h3>
      <Hidden name={`${at}.id`} value={option.id} />
      <WallTimeField reader={reader} form={form} name={`${at}.movedTo`} label={t('poll.movedTo')} />
      <CheckList
        t={t}
        form={form}
        name={`${at}.unavailable`}
        legend={t('poll.unavailableLegend')}
        options={UNAVAILABLE.map((value) => ({ value, label: t(`poll.unavailable.${value}`) }))}
        values={option.unavailable ?? []}
      />
    </>
  )
}

/** The times that are picked, in sentences, and until when families can vote. */
function Chosen({ reader, form, plan, rows }: Props) {
  const { t } = reader
  const { workshop, deadline } = plan
  const { poll } = workshop
  return (
    <section class="card decide">
      <h2>{t('poll.chosen')}</h2>
      <ChosenTimes reader={reader} plan={plan} rows={rows} />
      <WallTimeField
        reader={reader}
        form={form}
        name="closesAt"
        required
        label={t('poll.closesAt')}
        value={poll?.closesAt ?? deadline.closesAt}
      />
      {!poll && <p class="hint">{deadlineText(reader, deadline)}</p>}
      <Flag
        form={form}
        name="answersVisible"
        label={t('poll.visible')}
        checked={poll?.answersVisible ?? false}
      />
      <Button>{t(poll ? 'poll.saveChange' : 'poll.save')}</Button>
      {!poll && <p class="soft small">{t('poll.saveText')}</p>}
      <Button kind="quiet" name="back" value="yes">
        {t('plan.back')}
      </Button>
    </section>
  )
}

function ChosenTimes({ reader, plan, rows }: Pick<Props, 'reader' | 'plan' | 'rows'>) {
  const known = rows.flatMap((row) => (row.start ? [{ ...row, start: row.start }] : []))
  const reasonOf = ({ slot, start }: (typeof known)[number]) => {
    const other = plan.others.find((time) => time.start === start)
    return slot ? fullReason(reader, slot.warnings, slot.merits) : fullReason(reader, other?.warnings ?? [])
  }
  return (
    <ol class="lines chosen">
      {known
        .sort((one, other) => (one.start < other.start ? -1 : 1))
        .map((row) => (
          <li class={`time-${row.place}${row.picked ? ' picked' : ''}`}>
            <b>{timeText(reader, row.start)}</b>
            <p class="small soft">{reasonOf(row)}</p>
          </li>
        ))}
    </ol>
  )
}

const placeOf = ({ language, school }: Reader) => ({ language, timeZone: school?.timeZone ?? 'UTC' })

function deadlineText(reader: Reader, { closesAt, from }: TimePlan['deadline']): string {
  const { t, school } = reader
  const when = momentText(closesAt, placeOf(reader))
  return t(`poll.deadline.${from}`, { when, days: school?.settings.timeline.roomBooked ?? 0 })
}
