import type { Hono } from 'hono'
import { previewSchedule, type SchedulePreview } from '../../shared/session/decision.operations.ts'
import { schedule } from '../../shared/session/session.operations.ts'
import { Decision } from '../../shared/session/session.ts'
import { type PollResults, readPoll } from '../../shared/workshop/poll.operations.ts'
import type { GroupReach } from '../../shared/workshop/ranking.ts'
import { type Verdict, verdictOf } from '../../shared/workshop/verdict.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Button, CheckList, ErrorSummary, Field, Form, TextArea } from '../components/form.tsx'
import { groupNames } from '../components/group-name.ts'
import { LongTable } from '../components/long-table.tsx'
import { Card, Notice, Table } from '../components/parts.tsx'
import { WorkshopTitle } from '../components/workshop.tsx'
import type { FormState } from '../form.ts'
import { languageName, momentText } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import type { SentFields } from './confirm.tsx'
import { SchoolPage } from './frame.tsx'
import { AnswersByGroup, NeedsByTime, whenOf } from './results-pictures.tsx'
import { CONFIRMED, type PreparedNews, prepareNews, TellPage } from './tell-families.tsx'

type ResultsProps = { reader: Reader; workshop: Workshop; poll: PollResults; form: FormState }

/** Which time wins, in a sentence, then in a table with whom each time leaves out; and the decision. */
export function ResultsPage({ reader, workshop, poll, form }: ResultsProps) {
  const { t } = reader
  const answered = t('results.answered', { answered: poll.answered, families: poll.families })
  return (
    <SchoolPage reader={reader} title={t('results.title')}>
      <WorkshopTitle reader={reader} workshop={workshop} />
      <h2>{t('results.title')}</h2>
      <ErrorSummary t={t} form={form} />
      <p>{answered}</p>
      <LongTable title={answered} seats={poll.families} taken={poll.answered} />
      <VerdictCard reader={reader} poll={poll} />
      <Counts reader={reader} poll={poll} />
      <AnswersByGroup reader={reader} poll={poll} />
      <NeedsByTime reader={reader} poll={poll} />
      {workshop.status === 'voting' && (
        <DecisionForm reader={reader} workshop={workshop} poll={poll} form={form} />
      )}
    </SchoolPage>
  )
}

function VerdictCard({ reader, poll }: { reader: Reader; poll: PollResults }) {
  const { t } = reader
  const verdict = verdictOf(poll.options, poll.ranking)
  const pair = poll.bestPair
  if (poll.answered === 0) return <Notice>{t('results.noneYet')}</Notice>
  return (
    <Card tone="first">
      <p>{verdict ? verdictText(reader, poll, verdict) : t('results.noneReady')}</p>
      {pair && (
        <p>
          {t('results.pair', {
            first: whenOf(reader, poll, pair.options[0]),
            second: whenOf(reader, poll, pair.options[1]),
            count: pair.families,
          })}
        </p>
      )}
    </Card>
  )
}

function verdictText(reader: Reader, poll: PollResults, { best, rival }: Verdict): string {
  const { t } = reader
  const only = ({ reached, families, groups }: GroupReach) => {
    const spoken = groups.length === 1 && /^language:(.+)/.exec(groups[0] ?? '')?.[1]
    if (spoken) {
      const language = languageName(spoken, reader.language)
      return t('results.onlySpeakers', { reached, families, language })
    }
    return t('results.only', { reached, families, groups: groupNames(reader, groups) })
  }
  const when = whenOf(reader, poll, best.option)
  const first = best.least
    ? t('results.best', { when, count: best.families, only: only(best.least) })
    : t('results.bestForAll', { when, count: best.families })
  if (!rival) return first
  const other = { when: whenOf(reader, poll, rival.option), more: rival.more }
  const second = rival.least
    ? t('results.rival', { ...other, only: only(rival.least) })
    : t('results.rivalLessFair', other)
  return `${first} ${second}`
}

function Counts({ reader, poll }: { reader: Reader; poll: PollResults }) {
  const { t } = reader
  const rows = poll.ranking.flatMap(({ option: id, leavesOut, reason }) => {
    const count = poll.options.find((one) => one.id === id)
    if (!count) return []
    const numbers = [count.yes, count.ifNeeded, count.no, count.points].map(String)
    const why = t(`results.why.${reason}`)
    return [[whenOf(reader, poll, id), ...numbers, why, leftOutText(reader, leavesOut)]]
  })
  const heads = [
    'results.time',
    'vote.yes',
    'vote.ifNeeded',
    'vote.no',
    'results.points',
    'results.whyHead',
    'results.leavesOut',
  ] as const
  return (
    <Table
      caption={t('results.title')}
      heads={heads.map((key) => t(key))}
      numbers={[1, 2, 3, 4]}
      rows={rows}
    />
  )
}

function leftOutText(reader: Reader, leavesOut: readonly GroupReach[]): string {
  const { t } = reader
  if (leavesOut.length === 0) return t('results.nobody')
  return leavesOut
    .map((reach) => t('results.reach', { ...reach, groups: groupNames(reader, reach.groups) }))
    .join('; ')
}

function DecisionForm({ reader, workshop, poll, form }: ResultsProps) {
  const { t } = reader
  const [best] = poll.ranking
  return (
    <Form action={schoolRoutes.schedule(workshop.id)}>
      <h2>{t('results.decide')}</h2>
      <CheckList
        t={t}
        form={form}
        name="options"
        legend={t('results.options')}
        options={poll.ranking.map(({ option }) => ({ value: option, label: whenOf(reader, poll, option) }))}
        values={best ? [best.option] : []}
      />
      <TextArea t={t} form={form} name="reason" rows={2} label={t('results.reason')} maxlength={280} />
      <Field
        t={t}
        form={form}
        name="weeks"
        type="number"
        short
        plain
        min={1}
        max={12}
        label={t('results.weeks')}
        value={1}
      />
      <Button>{t('results.decideButton')}</Button>
    </Form>
  )
}

type DecideProps = { reader: Reader; preview: SchedulePreview; news: PreparedNews; fields: SentFields }

/** Asks before a time is set: what it does to the vote, and whom it tells. */
function DecidePage({ reader, preview, news, fields }: DecideProps) {
  const { t, language, school } = reader
  const { workshop, isVoteOpen, isRecommended } = preview
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  const until = workshop.poll ? momentText(workshop.poll.closesAt, place) : ''
  const warnings = [
    ...(isVoteOpen ? [t('send.early', { until })] : []),
    ...(isRecommended ? [] : [t('send.against')]),
  ]
  const [action, back] = [schoolRoutes.schedule(workshop.id), schoolRoutes.results(workshop.id)]
  return <TellPage {...{ reader, news, action, back, fields, warnings }} title={t('send.schedule')} />
}

async function answer(c: Visit, id: string, form: FormState) {
  const context = c.get('context')
  const [workshop, poll] = await Promise.all([readWorkshop(context, id), readPoll(context, id)])
  return show(c, <ResultsPage reader={c.get('reader')} workshop={workshop} poll={poll} form={form} />)
}

/** Registers the results and the decision. */
export function registerResults(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.results(':workshop'), (c) => {
    organizerOf(c)
    return answer(c, c.req.param('workshop'), {})
  })
  onPost(app, schoolRoutes.schedule(':workshop'), {
    by: organizerOf,
    schema: Decision,
    values: ({ values: { [CONFIRMED]: _, ...values } }) => values,
    run: async ({ context, params, form }, decision) => {
      if (!form.text(CONFIRMED)) {
        const preview = await previewSchedule(context, params.workshop, decision)
        if (preview) return { preview, news: await prepareNews(context, { kind: 'timeChosen', ...preview }) }
      }
      await schedule(context, params.workshop, decision, { requireReason: true, release: 'after-undo' })
      return {}
    },
    done: ({ c, params, form }, { preview, news }) =>
      preview && news
        ? show(c, <DecidePage reader={c.get('reader')} {...{ preview, news }} fields={form.sent} />)
        : `${schoolRoutes.workshop(params.workshop)}?done=schedule`,
    again: ({ c, params }, form) => answer(c, params.workshop, form),
  })
}
