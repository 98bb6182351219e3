import type { Hono } from 'hono'
import { readYear, type YearSurvey } from '../../shared/impact/impact.operations.ts'
import { QUESTIONS, type Question, type SurveyAudience } from '../../shared/impact/survey.ts'
import { BeforeAndAfter, type BeforeAndNow } from '../components/before-and-after.tsx'
import { Notice, Table } from '../components/parts.tsx'
import { localText } from '../messages/catalogue.ts'
import { dateText } from '../messages/format.ts'
import { schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

/** What changed over the year: small multiples, one per question, and links to each session's survey. */
export function ImpactPage({ reader, year }: { reader: Reader; year: readonly YearSurvey[] }) {
  const { t } = reader
  return (
    <SchoolPage reader={reader} title={t('impact.title')}>
      <h1>{t('impact.title')}</h1>
      <p>
        {t('impact.text')} <strong>{t('survey.selfReported')}</strong>
      </p>
      {year.length === 0 && <Notice>{t('impact.none')}</Notice>}
      {(['parents', 'staff'] as const).map((audience) => (
        <Multiples {...{ reader, year, audience }} />
      ))}
      {year.length > 0 && <Sessions reader={reader} year={year} />}
      <ul>
        <li>
          <a href={schoolRoutes.coverage()}>{t('coverage.title')}</a>
        </li>
        <li>
          <a href={schoolRoutes.decisions()}>{t('decisions.title')}</a>
        </li>
        <li>
          <a href={schoolRoutes.titleOne()}>{t('titleOne.title')}</a>
        </li>
      </ul>
    </SchoolPage>
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
    const year = await readYear(c.get('context'), school.id)
    return show(c, <ImpactPage reader={c.get('reader')} year={year} />)
  })
}
