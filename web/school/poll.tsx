import type { Hono } from 'hono'
import type { Context } from '../../shared/access/context.ts'
import { listWarnings } from '../../shared/calendar/calendar.operations.ts'
import type { WarnedTime } from '../../shared/calendar/time-warning.ts'
import { instantsOf, WallTime } from '../../shared/time/wall-time.ts'
import { previewPoll, putPoll } from '../../shared/workshop/poll.operations.ts'
import { PollInput, type PollOption, UNAVAILABLE } from '../../shared/workshop/poll.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { CONFIRMED, type SentFields } from '../components/confirm-form.tsx'
import { Button, CheckList, ErrorSummary, Flag, Form, Hidden } from '../components/form.tsx'
import { ButtonLink } from '../components/parts.tsx'
import { WallTimeField } from '../components/wall-time-field.tsx'
import { WorkshopTitle } from '../components/workshop.tsx'
import { type FormState, type SentForm, type Trouble, withPointers } from '../form.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'
import { type PreparedNews, prepareNews, TellPage } from './tell-families.tsx'
import { AskAboutTimes, againstTimes } from './time-warnings.tsx'

const ROWS = 8
const MOST_SUGGESTED = 20

/** The times that families are asked about, on the school's clock, and until when they can vote. */
export function PollPage({
  reader,
  workshop,
  form,
  suggested = [],
}: {
  reader: Reader
  workshop: Workshop
  form: FormState
  /** The initial instants. */
  suggested?: readonly string[]
}) {
  const { t, school } = reader
  const zone = school?.timeZone ?? 'UTC'
  const { poll } = workshop
  // Times that were ticked among the suggested ones fill the lines after the current times.
  const filled = [...(poll?.options ?? []), ...suggested.map((start) => ({ start }))]
  const rows = Array.from({ length: Math.max(ROWS, filled.length + 2) }, (_, place) => filled[place])
  return (
    <SchoolPage reader={reader} title={t('poll.title')}>
      <WorkshopTitle reader={reader} workshop={workshop} />
      <h2>{t('poll.title')}</h2>
      <ErrorSummary t={t} form={form} />
      {poll?.reason && <p>{t('times.kept', { reason: poll.reason })}</p>}
      <p>{t('poll.text', { zone: zone.replaceAll('_', ' ') })}</p>
      <p>
        <ButtonLink kind="quiet" href={schoolRoutes.times(workshop.id)}>
          {t('times.suggest')}
        </ButtonLink>
      </p>
      <Form action={schoolRoutes.poll(workshop.id)}>
        <Hidden name="version" kind="int" value={poll?.version ?? 0} />
        {rows.map((option, place) => (
          <OptionFields reader={reader} form={form} option={option} place={place} />
        ))}
        <WallTimeField
          reader={reader}
          form={form}
          name="closesAt"
          required
          label={t('poll.closesAt')}
          value={poll?.closesAt}
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

type Row = PollOption | { start: string } | undefined
type OptionProps = { reader: Reader; form: FormState; option: Row; place: number }

function OptionFields({ reader, form, option: row, place }: OptionProps) {
  const { t } = reader
  const option = row && 'id' in row ? row : undefined
  const at = `options.${place}`
  return (
    <>
      {option && <Hidden name={`${at}.id`} value={option.id} />}
      <WallTimeField
        reader={reader}
        form={form}
        name={`${at}.startLocal`}
        label={t('poll.option', { place: place + 1 })}
        value={row?.start}
      />
      {option && (
        <details open={Boolean(option.unavailable?.length)}>
          <summary>{t('poll.unavailable', { place: place + 1 })}</summary>
          <CheckList
            t={t}
            form={form}
            name={`${at}.unavailable`}
            legend={t('poll.unavailableLegend')}
            options={UNAVAILABLE.map((value) => ({ value, label: t(`poll.unavailable.${value}`) }))}
            values={option.unavailable ?? []}
          />
        </details>
      )}
    </>
  )
}

type Asked = { workshop: Workshop; news: PreparedNews | undefined; warned: readonly WarnedTime[] }
type AskProps = Asked & { reader: Reader; fields: SentFields }

/** Asks for confirmation before families are asked to vote, and about times that something speaks against. */
function AskPage({ reader, workshop, news, warned, fields }: AskProps) {
  const action = schoolRoutes.poll(workshop.id)
  if (!news) return <AskAboutTimes {...{ reader, action, warned, fields }} back={action} />
  const against = againstTimes(reader, { warned, fields })
  return <TellPage {...{ reader, news, action }} {...against} title={reader.t('send.poll')} back={action} />
}

// What is asked before a poll is saved: of a new one whether families shall hear of it, and of times that were not there
// before whether they shall stand where something speaks against them. Undefined where there is nothing to ask.
async function toAsk(context: Context, id: string, poll: PollInput): Promise<Asked | undefined> {
  const [before, workshop] = await Promise.all([readWorkshop(context, id), previewPoll(context, id, poll)])
  const known = new Set(before.poll?.options.map(({ start }) => start))
  const added = workshop.poll.options.filter(({ start }) => !known.has(start))
  const [warned, prepared] = await Promise.all([
    listWarnings(context, workshop, added),
    before.poll ? undefined : prepareNews(context, { kind: 'voteInvitation', workshop, sessions: [] }),
  ])
  const news = prepared && prepared.audience.families > 0 ? prepared : undefined
  return news || warned.length > 0 ? { workshop, news, warned } : undefined
}

type SentRow = { id?: string; startLocal?: string; unavailable?: string[] }

// Clearing a line removes its time, so only lines with a time are passed on.
function sentRows({ options }: SentForm['values']): { row: SentRow; place: number }[] {
  const rows = Array.isArray(options) ? (options as SentRow[]) : []
  return rows.map((row, place) => ({ row, place })).filter(({ row }) => row.startLocal !== undefined)
}

function pollInput(values: SentForm['values']): unknown {
  // Browsers do not send unticked boxes.
  return { ...values, options: sentRows(values).map(({ row }) => ({ unavailable: [], ...row })) }
}

// Errors point to a time by its place among those passed on.
function ofSent(trouble: Trouble, rows: readonly { place: number }[]): Trouble {
  return withPointers(trouble, (pointer) =>
    pointer.replace(
      /^\/options\/(\d+).*$/,
      (_, sent: string) => `/options/${rows[Number(sent)]?.place ?? sent}/startLocal`,
    ),
  )
}

// The suggested times that were ticked come in the address; where none was, they are shown once more.
async function answer(c: Visit, id: string): Promise<Response> {
  const { school } = organizerOf(c)
  const workshop = await readWorkshop(c.get('context'), id)
  const ticked = (c.req.queries('suggested') ?? []).slice(0, MOST_SUGGESTED)
  const { from, to } = c.req.query()
  if (from && to && ticked.length === 0) {
    return c.redirect(`${schoolRoutes.times(workshop.id)}?${new URLSearchParams({ from, to })}&noneTicked`)
  }
  const times = ticked.filter((time) => WallTime.safeParse(time).success)
  const suggested = times.flatMap((time) => instantsOf(time, school.timeZone).slice(0, 1))
  const page = <PollPage reader={c.get('reader')} workshop={workshop} form={{}} suggested={suggested} />
  return show(c, page)
}

/** Registers the page of a workshop's times. */
export function registerPoll(app: Hono<WebEnv>): void {
  const path = schoolRoutes.poll(':workshop')
  app.get(path, (c) => answer(c, c.req.param('workshop')))
  onPost(app, path, {
    by: organizerOf,
    schema: PollInput,
    values: ({ values: { [CONFIRMED]: _, ...values } }) => pollInput(values),
    run: async ({ context, params, form }, poll) => {
      const asked = form.text(CONFIRMED) ? undefined : await toAsk(context, params.workshop, poll)
      if (asked) return { asked }
      const { version } = await putPoll(context, params.workshop, poll, 'after-undo')
      return { isNew: version === 1 }
    },
    done: ({ c, params, form }, { asked, isNew }) =>
      asked
        ? show(c, <AskPage reader={c.get('reader')} {...asked} fields={form.sent} />)
        : schoolRoutes.workshop(params.workshop) + (isNew ? '?done=poll' : ''),
    relocate: (trouble, { values }) => ofSent(trouble, sentRows(values)),
    again: async ({ c, context, params }, form) => {
      const workshop = await readWorkshop(context, params.workshop)
      return show(c, <PollPage reader={c.get('reader')} workshop={workshop} form={form} />)
    },
  })
}
