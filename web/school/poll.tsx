import type { Hono } from 'hono'
import { accept } from '../../shared/access/accept.ts'
import type { Context } from '../../shared/access/context.ts'
import { listWarnings } from '../../shared/calendar/calendar.operations.ts'
import { planTimes } from '../../shared/calendar/plan.operations.ts'
import type { WarnedTime } from '../../shared/calendar/time-warning.ts'
import { waitingIn } from '../../shared/delivery/audience.ts'
import type { School } from '../../shared/school/school.ts'
import { exactWallTimeAt } from '../../shared/time/wall-time.ts'
import { keepPicked, previewPoll, putPoll } from '../../shared/workshop/poll.operations.ts'
import { PollInput } from '../../shared/workshop/poll.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { CONFIRMED, EDITED, type SentFields } from '../components/confirm-form.tsx'
import type { FormState, SentForm } from '../form.ts'
import { momentText } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { PollPage } from './poll-form.tsx'
import { atSentLines, instantIn, renumbered, sentRows, timeRows } from './poll-rows.ts'
import { type PreparedNews, prepareNews, TellPage } from './tell-families.tsx'
import { AskAboutTimes, againstTimes } from './time-warnings.tsx'

const MOST_SUGGESTED = 20

type Asked = { workshop: Workshop; news: PreparedNews | undefined; warned: readonly WarnedTime[] }
type AskProps = Asked & { reader: Reader; fields: SentFields }

/** Asks for confirmation before families are asked to vote, and about times that something speaks against. */
function AskPage({ reader, workshop, news, warned, fields }: AskProps) {
  const { t, language, school } = reader
  const action = schoolRoutes.poll(workshop.id)
  if (!news) return <AskAboutTimes {...{ reader, action, warned, fields }} />
  const { poll } = news.workshop
  const { families, reached } = news.audience
  const told = families - waitingIn(reached)
  const until = momentText(poll?.closesAt ?? '', { language, timeZone: school?.timeZone ?? 'UTC' })
  return (
    <TellPage
      {...{ reader, news, action }}
      {...againstTimes(reader, { warned, fields })}
      title={t('send.poll', { families: told })}
      about={t('send.pollText', { times: poll?.options.length ?? 0, until })}
      button={t('send.ask', { families: told })}
      edit={t('send.changeTimes')}
    />
  )
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

// The fields that the page adds to those of a poll.
const OF_THE_PAGE = [CONFIRMED, EDITED, 'from', 'week', 'add', 'back'] as const

function pollInput(values: SentForm['values']): unknown {
  const input = Object.entries(values).filter(([name]) => !OF_THE_PAGE.some((one) => one === name))
  // Browsers do not send unticked boxes.
  return {
    ...Object.fromEntries(input),
    options: sentRows(values).map(({ row }) => ({ unavailable: [], ...row })),
  }
}

type Shown = {
  from?: string | undefined
  /** The times that are picked from the address. */
  suggested?: readonly string[]
  /** The form that was sent, to be shown again. */
  sent?: SentForm | undefined
  form?: FormState
}

async function answer(c: Visit, id: string, { from, suggested = [], sent, form = {} }: Shown = {}) {
  const { school } = organizerOf(c)
  const { timeZone } = school
  const lines = sent && sentRows(sent.values).map(({ row }) => row)
  const given =
    lines?.map(({ startLocal = '' }) => startLocal) ?? (suggested.length > 0 ? suggested : undefined)
  const others = given?.flatMap((value) => instantIn(value, timeZone) ?? [])
  const plan = await planTimes(c.get('context'), id, { from, ...(others && { others }) })
  const kept = plan.workshop.picked?.map((start) => exactWallTimeAt(start, timeZone)) ?? []
  const rows = timeRows({ plan, timeZone, suggested: given ?? kept, sent: lines })
  const state = lines ? renumbered(form, rows, lines) : form
  return show(c, <PollPage reader={c.get('reader')} form={state} {...{ plan, rows, from }} />)
}

// The weeks that are wished for, else those that the form was sent from.
const shownOf = (form: SentForm) => ({ from: form.text('week') || form.text('from'), sent: form })

// The times that were picked come along to the step before, and back from there.
function backTo(id: string, form: SentForm): string {
  const times = sentRows(form.values).map(({ row }) => ['suggested', row.startLocal ?? ''])
  return `${schoolRoutes.planHow(id)}?${new URLSearchParams(times.slice(0, MOST_SUGGESTED))}`
}

/** Saves the times, or says what a page has to be shown instead. */
async function send(context: Context, { timeZone }: School, id: string, form: SentForm) {
  const picked = sentRows(form.values).flatMap(({ row }) => instantIn(row.startLocal ?? '', timeZone) ?? [])
  if (form.text('back')) {
    await keepPicked(context, id, picked)
    return 'back'
  }
  if (form.text('add') || form.text('week') || form.text(EDITED)) return 'shown'
  const poll = accept(PollInput, pollInput(form.values))
  const asked = form.text(CONFIRMED) ? undefined : await toAsk(context, id, poll)
  if (asked) {
    await keepPicked(context, id, picked)
    return asked
  }
  const { version } = await putPoll(context, id, poll, 'after-undo')
  return version === 1 ? 'asked' : 'changed'
}

/** Registers the page of a workshop's times. */
export function registerPoll(app: Hono<WebEnv>): void {
  const path = schoolRoutes.poll(':workshop')
  app.get(path, (c) => {
    const suggested = (c.req.queries('suggested') ?? []).slice(0, MOST_SUGGESTED)
    return answer(c, c.req.param('workshop'), { from: c.req.query('from'), suggested })
  })
  // The times had a page of their own.
  app.get(schoolRoutes.times(':workshop'), async (c) => {
    organizerOf(c)
    const { id } = await readWorkshop(c.get('context'), c.req.param('workshop'))
    return c.redirect(schoolRoutes.poll(id))
  })
  onPost(app, path, {
    by: organizerOf,
    run: ({ context, school, params, form }) => send(context, school, params.workshop, form),
    done: ({ c, params, form }, result) => {
      if (result === 'back') return backTo(params.workshop, form)
      if (result === 'shown')
        return answer(c, params.workshop, { ...shownOf(form), form: { typed: form.typed } })
      if (typeof result !== 'string')
        return show(c, <AskPage reader={c.get('reader')} {...result} fields={form.sent} />)
      return schoolRoutes.workshop(params.workshop) + (result === 'asked' ? '?done=poll' : '')
    },
    relocate: (trouble, { values }) => atSentLines(trouble, values),
    again: ({ c, params, form }, state) => answer(c, params.workshop, { ...shownOf(form), form: state }),
  })
}
