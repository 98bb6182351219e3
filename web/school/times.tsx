import type { Hono } from 'hono'
import { suggestFor } from '../../shared/calendar/calendar.operations.ts'
import { type Merit, TIME_KINDS, type TimeSuggestion } from '../../shared/calendar/time-suggestion.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Button, ErrorSummary, Field, Hidden } from '../components/form.tsx'
import { Notice } from '../components/parts.tsx'
import { WorkshopTitle } from '../components/workshop.tsx'
import { attempt, type FormState } from '../form.ts'
import { dayText, timeRange } from '../messages/format.ts'
import { schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'
import { warningText } from './time-warnings.tsx'

/** Suggested times between two dates; none yet where the dates are wrong. */
export type TimesView = {
  workshop: Workshop
  from: string
  to: string
  times: readonly TimeSuggestion[]
  /** Nothing was ticked when times were to be offered. */
  noneTicked: boolean
}

const FIRST_IN_DAYS = 14
const SPAN_DAYS = 28

/** Times that fit family life, with the reasons for and against each, to offer in the vote. */
export function TimesPage({ reader, view, form }: { reader: Reader; view: TimesView; form: FormState }) {
  const { t } = reader
  const { workshop, times } = view
  return (
    <SchoolPage reader={reader} title={t('times.title')}>
      <WorkshopTitle reader={reader} workshop={workshop} />
      <h2>{t('times.title')}</h2>
      <ErrorSummary t={t} form={form} />
      <p>{t('times.text')}</p>
      <form method="get" action={schoolRoutes.times(workshop.id)} novalidate>
        <Field t={t} form={form} name="from" type="date" required label={t('times.from')} value={view.from} />
        <Field t={t} form={form} name="to" type="date" required label={t('times.to')} value={view.to} />
        <Button kind="quiet">{t('times.look')}</Button>
      </form>
      <p>
        <a href={schoolRoutes.calendar()}>{t('times.calendar')}</a>
      </p>
      {times.length === 0 ? (
        !form.trouble && <Notice>{t('times.none')}</Notice>
      ) : (
        <Choices reader={reader} view={view} />
      )}
    </SchoolPage>
  )
}

function Choices({ reader, view }: { reader: Reader; view: TimesView }) {
  const { t } = reader
  const { workshop, times, from, to, noneTicked } = view
  return (
    <form method="get" action={schoolRoutes.poll(workshop.id)}>
      {noneTicked && <Notice tone="warning">{t('times.noneTicked')}</Notice>}
      <Hidden name="from" value={from} />
      <Hidden name="to" value={to} />
      {TIME_KINDS.map((kind) => {
        const own = times.filter((one) => one.kind === kind)
        if (own.length === 0) return null
        return (
          <fieldset>
            <legend>
              <h3>{t(`times.kind.${kind}`)}</h3>
            </legend>
            {own.map((time) => (
              <TimeChoice reader={reader} time={time} />
            ))}
          </fieldset>
        )
      })}
      <Button>{t('times.use')}</Button>
    </form>
  )
}

function TimeChoice({ reader, time }: { reader: Reader; time: TimeSuggestion }) {
  const { t, language, school } = reader
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  const id = `time-${time.startLocal}`
  return (
    <div>
      <label class="choice" for={id}>
        <input
          type="checkbox"
          id={id}
          name="suggested"
          value={time.startLocal}
          aria-describedby={`${id}-why`}
        />
        <span>
          {dayText(time.start, place)}, {timeRange(time.start, time.end, place)}
        </span>
      </label>
      <ul id={`${id}-why`} class="reasons">
        {time.merits.map((merit) => (
          <li>
            <span aria-hidden="true">+ </span>
            <span class="screen-reader">{t('times.for')} </span>
            {meritText(reader, merit)}
          </li>
        ))}
        {time.warnings.map((warning) => (
          <li>
            <span aria-hidden="true">! </span>
            <span class="screen-reader">{t('times.against')} </span>
            {warningText(reader, warning)}
          </li>
        ))}
      </ul>
    </div>
  )
}

function meritText({ t }: Reader, merit: Merit): string {
  return merit.code === 'liked' ? t('times.liked', { percent: merit.percent }) : t(`times.${merit.code}`)
}

/** Registers the suggested times of a workshop. */
export function registerTimes(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.times(':workshop'), async (c) => {
    const { school } = organizerOf(c)
    const context = c.get('context')
    const id = c.req.param('workshop')
    const soon = context.now().setZone(school.timeZone).plus({ days: FIRST_IN_DAYS })
    const from = c.req.query('from') ?? soon.toISODate() ?? ''
    const to = c.req.query('to') ?? soon.plus({ days: SPAN_DAYS }).toISODate() ?? ''
    const [workshop, outcome] = await Promise.all([
      readWorkshop(context, id),
      attempt(() => suggestFor(context, id, { from, to })),
    ])
    const form: FormState = 'value' in outcome ? {} : outcome
    const times = 'value' in outcome ? outcome.value : []
    const noneTicked = c.req.query('noneTicked') !== undefined
    const view = { workshop, from, to, times, noneTicked }
    return show(c, <TimesPage reader={c.get('reader')} view={view} form={form} />, form.trouble ? 422 : 200)
  })
}
