import type { Hono } from 'hono'
import type { Context } from '../../shared/access/context.ts'
import { listWarnings } from '../../shared/calendar/calendar.operations.ts'
import type { WarnedTime } from '../../shared/calendar/time-warning.ts'
import { previewAudience } from '../../shared/delivery/audience.operations.ts'
import { previewSchedule, type SchedulePreview, schedule } from '../../shared/session/decision.operations.ts'
import { Decision } from '../../shared/session/session.ts'
import { dayAt, instantOf } from '../../shared/time/instant.ts'
import { type BallotWords, listWords } from '../../shared/workshop/ballot.operations.ts'
import { type PollResults, readPoll } from '../../shared/workshop/results.operations.ts'
import { recommendationOf } from '../../shared/workshop/verdict.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { CONFIRMED, EDITED, type SentFields } from '../components/confirm-form.tsx'
import { DownloadLinks } from '../components/download-menu.tsx'
import { ErrorSummary } from '../components/form.tsx'
import { HelpLink } from '../components/help-link.tsx'
import { MoreMenu } from '../components/menu.tsx'
import { PageHead } from '../components/page-head.tsx'
import { ButtonLink, Notice, Table } from '../components/parts.tsx'
import type { FormState, SentForm } from '../form.ts'
import { datedMomentText, momentText } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { crumbsOf } from './crumbs.ts'
import { SchoolPage } from './frame.tsx'
import { AnswerKey, RankedTimes } from './ranked-times.tsx'
import type { Choosing } from './results-consequences.ts'
import { DecisionForm } from './results-decision.tsx'
import { GroupMatrix } from './results-matrix.tsx'
import { chosenTimes } from './results-view.ts'
import { answerText, noAnswerText, pairText } from './results-words.ts'
import { type PreparedNews, prepareNews, TellPage } from './tell-families.tsx'
import { againstTimes } from './time-warnings.tsx'
import { noteViewed } from './viewed.ts'

type ResultsProps = {
  reader: Reader
  workshop: Workshop
  poll: PollResults
  words: readonly BallotWords[]
  /** What a choice would bring about, while one can be made. */
  choosing?: Choosing | undefined
  form: FormState
}

/** Which time it should be: the answer in words, the times as bars, who can come of each group, and the decision. */
export function ResultsPage({ reader, workshop, poll, words, choosing, form }: ResultsProps) {
  return (
    <SchoolPage look="workshops" reader={reader} title={reader.t('results.title')}>
      <ResultsHead reader={reader} workshop={workshop} poll={poll} />
      <ErrorSummary t={reader.t} form={form} />
      <AnswerBox reader={reader} poll={poll} />
      <div class="beside">
        <div class="stack">
          <TimesPanel reader={reader} poll={poll} />
          <GroupMatrix reader={reader} poll={poll} />
          <WordsOfFamilies reader={reader} words={words} />
        </div>
        {choosing && <DecisionForm reader={reader} choosing={choosing} form={form} />}
      </div>
    </SchoolPage>
  )
}

function ResultsHead({ reader, workshop, poll }: Pick<ResultsProps, 'reader' | 'workshop' | 'poll'>) {
  const { t, language, school } = reader
  const { answered, byText, families, closesAt, status } = poll
  const until = momentText(closesAt, { language, timeZone: school?.timeZone ?? 'UTC' })
  return (
    <PageHead
      title={t('results.title')}
      t={t}
      crumbs={crumbsOf(reader, workshop)}
      actions={<ResultsActions reader={reader} workshop={workshop} />}
      answer={
        <p class="meta">
          <span>{t('results.heard', { answered, families })}</span>
          {byText > 0 && <span>{t('results.byText', { count: byText })}</span>}
          <span>{status === 'open' ? t('results.openUntil', { until }) : t('results.over')}</span>
        </p>
      }
    />
  )
}

function ResultsActions({ reader: { t }, workshop }: Pick<ResultsProps, 'reader' | 'workshop'>) {
  return (
    <>
      {workshop.status === 'voting' && (
        <>
          <HelpLink topic="fairest" label={t('page.helpAbout', { topic: t('results.title') })} />
          <a class="button phone" href="#decide">
            {t('results.decide')}
          </a>
          <ButtonLink kind="quiet" href={schoolRoutes.record(workshop.id)}>
            {t('plan.record')}
          </ButtonLink>
        </>
      )}
      <MoreMenu name={t('download.button')}>
        <DownloadLinks t={t} href={(format) => schoolRoutes.resultsFile(workshop.id, format)} />
      </MoreMenu>
    </>
  )
}

type PollProps = { reader: Reader; poll: PollResults }

function AnswerBox({ reader, poll }: PollProps) {
  const answer = answerText(reader, poll)
  if (!answer) return <Notice>{noAnswerText(reader, poll)}</Notice>
  const pair = pairText(reader, poll)
  return (
    <div class="answer">
      <p>{answer}</p>
      {pair && <p>{pair}</p>}
    </div>
  )
}

function TimesPanel({ reader, poll }: PollProps) {
  const title = reader.t(recommendationOf(poll) ? 'results.bestFirst' : 'results.times')
  return (
    <section class="panel">
      <div class="panel-head">
        <h2>{title}</h2>
        <AnswerKey reader={reader} />
      </div>
      <RankedTimes reader={reader} poll={poll} reasons />
    </section>
  )
}

/** The times that families suggest instead, and their lines to the organizers. */
function WordsOfFamilies({ reader, words }: { reader: Reader; words: readonly BallotWords[] }) {
  const { t, language, school } = reader
  if (words.length === 0) return null
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  return (
    <Table
      caption={t('results.words')}
      heads={[t('record.family'), t('vote.suggest'), t('results.line')]}
      rows={words.map(({ name, suggestedStart, line }) => [
        name,
        suggestedStart ? datedMomentText(suggestedStart, place) : '',
        line ?? '',
      ])}
    />
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
  const { workshop, sessions, isVoteOpen, isRecommended } = preview
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  const until = workshop.poll ? momentText(workshop.poll.closesAt, place) : ''
  const against = againstTimes(reader, { warned, fields })
  const warnings = [
    ...(isVoteOpen ? [t('send.early', { until })] : []),
    ...(isRecommended ? [] : [t('send.against')]),
    ...against.warnings,
  ]
  const action = schoolRoutes.schedule(workshop.id)
  return (
    <TellPage
      {...{ reader, news, action, ...against, warnings }}
      title={t('send.schedule')}
      edit={t('send.back')}
    >
      <ul class="lines">
        {sessions.map(({ start }) => (
          <li>
            <b>{momentText(start, place)}</b>
          </li>
        ))}
      </ul>
    </TellPage>
  )
}

async function answer(c: Visit, id: string, form: FormState) {
  const context = c.get('context')
  const loading = readWorkshop(context, id)
  const [workshop, poll, words, audience] = await Promise.all([
    loading,
    readPoll(context, id),
    listWords(context, id),
    audienceOf(context, loading),
  ])
  noteViewed(
    c,
    'list',
    words.map(({ family }) => family),
  )
  const reader = c.get('reader')
  const today = dayAt(instantOf(context.now()), reader.school?.timeZone ?? 'UTC')
  const choosing = audience && { workshop, poll, audience, today }
  return show(c, <ResultsPage {...{ reader, workshop, poll, words, choosing, form }} />)
}

// Whom a choice invites is counted only while one can be made.
async function audienceOf(context: Context, loading: Promise<Workshop>) {
  const workshop = await loading
  if (workshop.status !== 'voting') return undefined
  return previewAudience(context, workshop.id, workshop, { kind: 'timeChosen', sessions: [] })
}

// The value of a radio button holds one time or two.
function decisionIn({ values, text }: SentForm) {
  const { [CONFIRMED]: _, [EDITED]: _edited, options: _options, weeks, ...rest } = values
  const number = typeof weeks === 'string' ? Number(weeks) : weeks
  return { ...rest, options: chosenTimes(text('options')), ...(number !== undefined && { weeks: number }) }
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
    values: decisionIn,
    run: async ({ context, params, form }, decision) => {
      if (form.text(EDITED)) return 'edited'
      if (!form.text(CONFIRMED)) {
        const preview = await previewSchedule(context, params.workshop, decision)
        if (preview) {
          const news = await prepareNews(context, { kind: 'timeChosen', ...preview })
          return { preview, news, warned: await listWarnings(context, preview.workshop, preview.sessions) }
        }
      }
      await schedule(context, params.workshop, decision, { requireReason: true, release: 'after-undo' })
      return 'chosen'
    },
    done: ({ c, params, form }, result) => {
      if (result === 'edited') return answer(c, params.workshop, { typed: form.typed })
      return result === 'chosen'
        ? `${schoolRoutes.workshop(params.workshop)}?done=schedule`
        : show(c, <DecidePage reader={c.get('reader')} {...result} fields={form.sent} />)
    },
    again: ({ c, params }, form) => answer(c, params.workshop, form),
  })
}
