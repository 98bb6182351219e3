import type { Hono } from 'hono'
import { readYearGiven } from '../../shared/attendance/attendance.operations.ts'
import { listDecisions } from '../../shared/impact/decision.operations.ts'
import type { PublicDecision } from '../../shared/impact/decision.ts'
import { readYear, type YearSurvey } from '../../shared/impact/impact.operations.ts'
import {
  QUESTIONS,
  type Question,
  type QuestionReport,
  type SurveyAudience,
} from '../../shared/impact/survey.ts'
import type { Coverage } from '../../shared/outreach/coverage.ts'
import { readCoverage } from '../../shared/outreach/outreach.operations.ts'
import { type Outreach, readOutreach } from '../../shared/outreach/outreach-list.operations.ts'
import type { GivenCounts } from '../../shared/session/giving.ts'
import { BeforeAndAfter, type BeforeAndNow } from '../components/before-and-after.tsx'
import { DownloadMenu } from '../components/download-menu.tsx'
import { FaceScale } from '../components/face-scale.tsx'
import { PageHead } from '../components/page-head.tsx'
import { ButtonLink, Notice, Table } from '../components/parts.tsx'
import { localText } from '../messages/catalogue.ts'
import { dateText, listText } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'
import { DecisionsCard, GivenCard, ReachCard, TalkCard } from './impact-cards.tsx'
import { ShapeKey } from './ranked-times.tsx'

/** The year's surveys, and what the other pages say of reach, conversations and decisions. */
export type ImpactView = {
  /** Oldest first. */
  year: readonly YearSurvey[]
  coverage: Coverage
  outreach: Outreach
  decisions: readonly PublicDecision[]
  given: GivenCounts
}

const AUDIENCES = ['parents', 'staff'] as const

/** What changed over the year: a card a statement with its numbers, then whom we reach and talk with. */
export function ImpactPage({ reader, view }: { reader: Reader; view: ImpactView }) {
  const { t } = reader
  const { year, coverage, outreach, decisions, given } = view
  const told = AUDIENCES.map((audience) => year.findLast((survey) => survey[audience].questions?.length))
  return (
    <SchoolPage look="desk" reader={reader} title={t('impact.title')}>
      <Head reader={reader} sessions={year.length} />
      {year.length > 0 && told.every((survey) => !survey) && <Notice>{t('survey.tooFew')}</Notice>}
      {AUDIENCES.map((audience, place) => (
        <Statements reader={reader} survey={told[place]} audience={audience} />
      ))}
      <div class="halves">
        <ReachCard reader={reader} coverage={coverage} />
        <div>
          <TalkCard reader={reader} outreach={outreach} />
          <DecisionsCard reader={reader} decisions={decisions} />
          <GivenCard reader={reader} given={given} />
        </div>
      </div>
      {year.length > 0 && (
        <details class="fold">
          <summary>{t('impact.numbers')}</summary>
          {AUDIENCES.map((audience) => (
            <Multiples {...{ reader, year, audience }} />
          ))}
          <Sessions reader={reader} year={year} />
        </details>
      )}
    </SchoolPage>
  )
}

function Head({ reader: { t }, sessions }: { reader: Reader; sessions: number }) {
  return (
    <PageHead
      t={t}
      title={t('impact.title')}
      answer={
        <p class="soft">
          {sessions === 0 ? t('impact.none') : t('impact.after', { count: sessions })}{' '}
          {t('survey.selfReported')}
        </p>
      }
      actions={
        <>
          <ButtonLink kind="quiet" href={schoolRoutes.titleOne()}>
            {t('titleOne.title')}
          </ButtonLink>
          <DownloadMenu t={t} label={t('year.button')} href={schoolRoutes.yearFile} />
        </>
      }
    />
  )
}

type StatementsProps = { reader: Reader; survey: YearSurvey | undefined; audience: SurveyAudience }

/** What people said of themselves after the last session of which enough answered. */
function Statements({ reader, survey, audience }: StatementsProps) {
  const { t, language, school } = reader
  const { questions = [], answered = 0, asked } = survey?.[audience] ?? { asked: 0 }
  if (!survey || questions.length === 0) return null
  const still = questions
    .filter(({ before, now }) => now <= before)
    .map(({ question }) => t(`survey.q.${question}`))
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  return (
    <section>
      <div class="heading">
        <h2>{t(`impact.say.${audience}`)}</h2>
        <ShapeKey
          shapes={[
            ['empty', t('impact.before')],
            ['full', t('impact.now')],
          ]}
        />
      </div>
      <p class="soft">
        {localText(survey.workshop.title, language)}, {dateText(survey.start, place)}:{' '}
        {t('survey.rate', { answered, asked })}
      </p>
      <ul class="multiples">
        {questions.map((report) => (
          <Statement reader={reader} report={report} />
        ))}
      </ul>
      {still.length > 0 && (
        <Notice tone="warning">
          {t('impact.still', { questions: listText(still, language) })}{' '}
          <a href={schoolRoutes.proposals()}>{t('school.nav.proposals')}</a>
        </Notice>
      )}
    </section>
  )
}

function Statement({ reader: { t, language }, report }: { reader: Reader; report: QuestionReport }) {
  const { question, n, movedUp } = report
  // Medians are kept doubled.
  const [before, now] = [report.before / 2, report.now / 2]
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const said = { before: number.format(before), now: number.format(now) }
  return (
    <li class="card">
      <h3>{t(`survey.q.${question}`)}</h3>
      <p>
        <b class={now > before ? 'big up' : 'big'}>{movedUp}</b>{' '}
        <span class="soft">{t('impact.ofMoved', { count: n })}</span>
      </p>
      <FaceScale title={t('impact.scale', said)} before={before} now={now} said={said} />
    </li>
  )
}

type PartProps = { reader: Reader; year: readonly YearSurvey[]; audience: SurveyAudience }

function Multiples({ reader, year, audience }: PartProps) {
  const { t } = reader
  const told = QUESTIONS[audience].map((question) => ({
    question,
    moves: movesOf(reader, year, audience, question),
  }))
  if (told.every(({ moves }) => moves.length === 0)) return null
  return (
    <section>
      <h2>{t(`survey.audience.${audience}`)}</h2>
      <p class="soft">{t('impact.legend')}</p>
      <div class="columns">
        {told.map(({ question, moves }) => (
          <div>
            <h3>{t(`survey.q.${question}`)}</h3>
            <BeforeAndAfter
              title={t(`survey.q.${question}`)}
              description={moves
                .map(({ label, before, now }) => t('impact.move', { label, before, now }))
                .join(' ')}
              moves={moves}
            />
            <Table
              caption={t('impact.medians', { question: t(`survey.q.${question}`) })}
              heads={[t('impact.session'), t('survey.before'), t('survey.now')]}
              numbers={[1, 2]}
              rows={moves.map(({ label, before, now }) => [label, String(before), String(now)])}
            />
          </div>
        ))}
      </div>
    </section>
  )
}

function movesOf(
  { language, school }: Reader,
  year: readonly YearSurvey[],
  audience: SurveyAudience,
  question: Question,
): BeforeAndNow[] {
  return year.flatMap((survey) => {
    const found = survey[audience].questions?.find((one) => one.question === question)
    const label = dateText(survey.start, { language, timeZone: school?.timeZone ?? 'UTC' })
    return found ? [{ label, before: found.before / 2, now: found.now / 2 }] : []
  })
}

function Sessions({ reader: { t, language, school }, year }: Omit<PartProps, 'audience'>) {
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  return (
    <section>
      <h2>{t('impact.sessions')}</h2>
      <ul>
        {year.map(({ session, start, workshop }) => (
          <li>
            <a href={schoolRoutes.survey(session)}>{localText(workshop.title, language)}</a>{' '}
            <span class="soft">{dateText(start, place)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Registers the page of the year's changes. */
export function registerImpact(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.impact(), async (c) => {
    const { school } = organizerOf(c)
    const context = c.get('context')
    const [year, coverage, outreach, decisions, given] = await Promise.all([
      readYear(context, school.id),
      readCoverage(context, school.id),
      readOutreach(context, school.id),
      listDecisions(context, school.id),
      readYearGiven(context, school.id),
    ])
    return show(
      c,
      <ImpactPage reader={c.get('reader')} view={{ year, coverage, outreach, decisions, given }} />,
    )
  })
}
