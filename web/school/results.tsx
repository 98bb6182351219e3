import type { Hono } from 'hono'
import { listWarnings } from '../../shared/calendar/calendar.operations.ts'
import type { WarnedTime } from '../../shared/calendar/time-warning.ts'
import { previewSchedule, type SchedulePreview } from '../../shared/session/decision.operations.ts'
import { schedule } from '../../shared/session/session.operations.ts'
import { Decision } from '../../shared/session/session.ts'
import { type BallotWords, listWords } from '../../shared/workshop/ballot.operations.ts'
import type { LeftOut } from '../../shared/workshop/ranking.ts'
import { type PollResults, readPoll } from '../../shared/workshop/results.operations.ts'
import { recommendationOf, type Verdict } from '../../shared/workshop/verdict.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { CONFIRMED, type SentFields } from '../components/confirm-form.tsx'
import { Button, CheckList, ErrorSummary, Field, Form, TextArea } from '../components/form.tsx'
import { groupNames } from '../components/group-name.ts'
import { LongTable } from '../components/long-table.tsx'
import { Card, Notice, Table } from '../components/parts.tsx'
import { WorkshopTitle } from '../components/workshop.tsx'
import type { FormState } from '../form.ts'
import { momentText } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'
import { AnswersByGroup, NeedsByTime, WordsOfFamilies, whenOf } from './results-pictures.tsx'
import { type PreparedNews, prepareNews, TellPage } from './tell-families.tsx'
import { againstTimes } from './time-warnings.tsx'

type ResultsProps = {
  reader: Reader
  workshop: Workshop
  poll: PollResults
  words: readonly BallotWords[]
  form: FormState
}

/** The winning time in a sentence, a table with the groups that each time leaves out, and the decision. */
export function ResultsPage({ reader, workshop, poll, words, form }: ResultsProps) {
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
      <WordsOfFamilies reader={reader} words={words} />
      {workshop.status === 'voting' && (
        <DecisionForm reader={reader} workshop={workshop} poll={poll} form={form} />
      )}
    </SchoolPage>
  )
}

function VerdictCard({ reader, poll }: { reader: Reader; poll: PollResults }) {
  const { t } = reader
  const pair = poll.bestPair
  const verdict = recommendationOf(poll)
  if (poll.answered === 0) return <Notice>{t('results.noneYet')}</Notice>
  if (!verdict) return <Notice>{withoutVerdict(reader, poll)}</Notice>
  return (
    <Card tone="first">
      <p>{verdictText(reader, poll, verdict)}</p>
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

/** Why no time is recommended. */
function withoutVerdict({ t }: Reader, { early, answered, families, options }: PollResults): string {
  if (!options.some(({ ready }) => ready)) return t('results.noneReady')
  return early ? t('results.early', { answered, families }) : t('results.nobodyCan')
}

function verdictText(reader: Reader, poll: PollResults, { best, rival }: Verdict): string {
  const first = bestText(reader, poll, best)
  return rival ? `${first} ${rivalText(reader, poll, rival)}` : first
}

function bestText(reader: Reader, poll: PollResults, best: Verdict['best']): string {
  const { t } = reader
  const lead = best.isFairest ? 'fairest' : best.hasMost ? 'most' : 'other'
  const fields = { when: whenOf(reader, poll, best.option), count: best.families, lead }
  if (best.shutsOut) return t('results.bestShutsOut', { ...fields, who: shutOutText(reader, best.shutsOut) })
  return t('results.best', { ...fields, out: best.leavesNoneOut ? 'none' : 'other' })
}

function rivalText(reader: Reader, poll: PollResults, rival: NonNullable<Verdict['rival']>): string {
  const { t } = reader
  const fields = { when: whenOf(reader, poll, rival.option), count: rival.families }
  if (rival.shutsOut) {
    const who = shutOutText(reader, rival.shutsOut)
    return t(rival.hasMore ? 'results.rivalShutsOut' : 'results.nextShutsOut', { ...fields, who })
  }
  if (!rival.hasMore) return t('results.next', fields)
  return t('results.rival', { ...fields, less: rival.isLessFair ? 'yes' : 'no' })
}

function shutOutText(reader: Reader, { groups, heard }: LeftOut): string {
  const { t } = reader
  const isOfSpeakers = groups.length === 1 && groups[0]?.startsWith('language:')
  const names = groupNames(reader, groups)
  return isOfSpeakers
    ? t('results.noneOfSpeakers', { heard, language: names })
    : t('results.noneOf', { heard, groups: names })
}

function Counts({ reader, poll }: { reader: Reader; poll: PollResults }) {
  const { t } = reader
  const isRecommending = recommendationOf(poll) !== undefined
  const rows = poll.options.flatMap(({ id, yes, ifNeeded, no, points, ready }) => {
    const ranked = poll.ranking.find(({ option }) => option === id)
    if (!ranked) return []
    const why = isRecommending || !ready ? t(`results.why.${ranked.reason}`) : ''
    const numbers = [yes, ifNeeded, no, points].map(String)
    return [[whenOf(reader, poll, id), ...numbers, why, leftOutText(reader, ranked.leavesOut)]]
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

function leftOutText(reader: Reader, leavesOut: readonly LeftOut[]): string {
  const { t } = reader
  if (leavesOut.length === 0) return t('results.nobody')
  return leavesOut
    .map(({ heard, groups }) => t('results.leftOut', { heard, groups: groupNames(reader, groups) }))
    .join('; ')
}

function DecisionForm({ reader, workshop, poll, form }: Omit<ResultsProps, 'words'>) {
  const { t } = reader
  const best = recommendationOf(poll)?.best
  return (
    <Form action={schoolRoutes.schedule(workshop.id)}>
      <h2>{t('results.decide')}</h2>
      <CheckList
        t={t}
        form={form}
        name="options"
        legend={t('results.options')}
        options={poll.options.map(({ id }) => ({ value: id, label: whenOf(reader, poll, id) }))}
        values={best ? [best.option] : []}
      />
      {best && (
        <TextArea {...{ t, form }} name="reason" plain rows={2} label={t('results.reason')} maxlength={280} />
      )}
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

type DecideProps = {
  reader: Reader
  preview: SchedulePreview
  news: PreparedNews
  warned: readonly WarnedTime[]
  fields: SentFields
}

/** Asks for confirmation before a time is set: the effect on the vote, and the audience. */
function DecidePage({ reader, preview, news, warned, fields }: DecideProps) {
  const { t, language, school } = reader
  const { workshop, isVoteOpen, isRecommended } = preview
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  const until = workshop.poll ? momentText(workshop.poll.closesAt, place) : ''
  const against = againstTimes(reader, { warned, fields })
  const warnings = [
    ...(isVoteOpen ? [t('send.early', { until })] : []),
    ...(isRecommended ? [] : [t('send.against')]),
    ...against.warnings,
  ]
  const [action, back] = [schoolRoutes.schedule(workshop.id), schoolRoutes.results(workshop.id)]
  return (
    <TellPage {...{ reader, news, action, back }} {...{ ...against, warnings }} title={t('send.schedule')} />
  )
}

async function answer(c: Visit, id: string, form: FormState) {
  const context = c.get('context')
  const [workshop, poll, words] = await Promise.all([
    readWorkshop(context, id),
    readPoll(context, id),
    listWords(context, id),
  ])
  const reader = c.get('reader')
  return show(c, <ResultsPage {...{ reader, workshop, poll, words, form }} />)
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
        if (preview) {
          const news = await prepareNews(context, { kind: 'timeChosen', ...preview })
          return { preview, news, warned: await listWarnings(context, preview.workshop, preview.sessions) }
        }
      }
      await schedule(context, params.workshop, decision, { requireReason: true, release: 'after-undo' })
      return {}
    },
    done: ({ c, params, form }, { preview, news, warned = [] }) =>
      preview && news
        ? show(c, <DecidePage reader={c.get('reader')} {...{ preview, news, warned }} fields={form.sent} />)
        : `${schoolRoutes.workshop(params.workshop)}?done=schedule`,
    again: ({ c, params }, form) => answer(c, params.workshop, form),
  })
}
