import type { Hono } from 'hono'
import { putPoll } from '../../shared/poll/operations.ts'
import { PollInput } from '../../shared/poll/poll.ts'
import { readWorkshop } from '../../shared/workshop/operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Button, ErrorSummary, Field, Flag, Form, Hidden } from '../components/form.tsx'
import { Notice } from '../components/parts.tsx'
import { WorkshopTitle } from '../components/workshop.tsx'
import { accept, attempt, type FormState, readForm, type Trouble } from '../form.ts'
import type { Translate } from '../messages/catalogue.ts'
import { wallTime } from '../messages/format.ts'
import { schoolRoutes } from '../routes.ts'
import { memberOf, type Reader, show, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

const ROWS = 8

/** The times that families are asked about, on the school's clock, and until when they can vote. */
export function PollPage({
  reader,
  workshop,
  form,
}: {
  reader: Reader
  workshop: Workshop
  form: FormState
}) {
  const { t, school } = reader
  const zone = school?.timeZone ?? 'UTC'
  const { poll } = workshop
  const rows = Array.from(
    { length: Math.max(ROWS, (poll?.options.length ?? 0) + 2) },
    (_, place) => poll?.options[place],
  )
  return (
    <SchoolPage reader={reader} title={t('poll.title')}>
      <WorkshopTitle reader={reader} workshop={workshop} />
      <h2>{t('poll.title')}</h2>
      <ErrorSummary t={t} form={form} />
      <ClockHelp t={t} trouble={form.trouble} />
      <p>{t('poll.text', { zone: zone.replaceAll('_', ' ') })}</p>
      <Form action={schoolRoutes.poll(workshop.id)}>
        <Hidden name="version" kind="int" value={poll?.version ?? 0} />
        {rows.map((option, place) => (
          <>
            {option && <Hidden name={`options.${place}.id`} value={option.id} />}
            <Field
              t={t}
              form={form}
              name={`options.${place}.startLocal`}
              plain
              type={form.trouble?.code === 'ambiguous-local-time' ? 'text' : 'datetime-local'}
              label={t('poll.option', { place: place + 1 })}
              value={option && wallTime(option.start, zone)}
            />
          </>
        ))}
        <Field
          t={t}
          form={form}
          name="closesAt"
          type="datetime-local"
          required
          label={t('poll.closesAt')}
          value={poll && wallTime(poll.closesAt, zone)}
        />
        <Flag
          form={form}
          name="answersVisible"
          label={t('poll.visible')}
          checked={poll?.answersVisible ?? false}
        />
        <Button>{t('poll.save')}</Button>
      </Form>
    </SchoolPage>
  )
}

/** The way out of a time that the clock skips, or shows twice. */
function ClockHelp({ t, trouble }: { t: Translate; trouble: Trouble | undefined }) {
  if (trouble?.code === 'nonexistent-local-time') {
    const [before = '', after = ''] = trouble.details.nearest as string[]
    return <Notice tone="warning">{t('poll.nearest', { before, after })}</Notice>
  }
  if (trouble?.code !== 'ambiguous-local-time') return null
  const [first = '', second = ''] = trouble.details.choices as string[]
  return <Notice tone="warning">{t('poll.choices', { first, second })}</Notice>
}

type Row = { id?: string; startLocal?: string }

// An emptied line takes its time out, so only lines with a time are sent on.
function pollInput(values: Record<string, unknown>): { input: unknown; places: number[] } {
  const rows = Array.isArray(values.options) ? (values.options as Row[]) : []
  const kept = rows.map((row, place) => ({ row, place })).filter(({ row }) => row.startLocal !== undefined)
  return { input: { ...values, options: kept.map(({ row }) => row) }, places: kept.map(({ place }) => place) }
}

// Errors name the time by its place among those sent; the page counts the empty lines as well.
function onPage(trouble: Trouble, places: readonly number[]): Trouble {
  const pointerOnPage = (pointer: string) =>
    pointer.replace(
      /^\/options\/(\d+).*$/,
      (_, place: string) => `/options/${places[Number(place)] ?? place}/startLocal`,
    )
  return {
    ...trouble,
    errors: trouble.errors.map(({ pointer, detail }) => ({ pointer: pointerOnPage(pointer), detail })),
  }
}

/** Registers the page of a workshop's times. */
export function registerPoll(app: Hono<WebEnv>): void {
  const path = schoolRoutes.poll(':workshop')
  app.get(path, async (c) => {
    memberOf(c)
    const workshop = await readWorkshop(c.get('context'), c.req.param('workshop'))
    return show(c, <PollPage reader={c.get('reader')} workshop={workshop} form={{}} />)
  })
  app.post(path, async (c) => {
    memberOf(c)
    const id = c.req.param('workshop')
    const { typed, values } = await readForm(c)
    const { input, places } = pollInput(values)
    const outcome = await attempt(async () => putPoll(c.get('context'), id, accept(PollInput, input)))
    if ('value' in outcome) return c.redirect(schoolRoutes.workshop(id), 303)
    const workshop = await readWorkshop(c.get('context'), id)
    const form = { typed, trouble: onPage(outcome.trouble, places) }
    return show(c, <PollPage reader={c.get('reader')} workshop={workshop} form={form} />, 422)
  })
}
