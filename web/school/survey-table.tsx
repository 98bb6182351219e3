import type { QuestionReport, SurveyAudience, SurveyReport } from '../../shared/impact/survey.ts'
import { Notice, Table } from '../components/parts.tsx'
import type { Reader } from '../visit.ts'

type Props = { reader: Reader; audience: SurveyAudience; report: SurveyReport }

/** The answers of one audience as a table with the lines to the school, or a note that there are too few to share. */
export function SurveyTable({ reader, audience, report }: Props) {
  const { t } = reader
  const title = t(`survey.audience.${audience}`)
  if (!report.questions) {
    return (
      <section>
        <h2>{title}</h2>
        <Notice>{t('survey.tooFew')}</Notice>
      </section>
    )
  }
  const { asked, answered = 0, questions, lines = [] } = report
  return (
    <section>
      <h2>{title}</h2>
      <p>
        {t('survey.rate', { answered, asked })} <strong>{t('survey.selfReported')}</strong>
      </p>
      <Statements reader={reader} caption={title} questions={questions} />
      <SurveyLines t={t} lines={lines} />
    </section>
  )
}

type StatementsProps = { reader: Reader; caption: string; questions: readonly QuestionReport[] }

function Statements({ reader: { t, language }, caption, questions }: StatementsProps) {
  const half = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const share = new Intl.NumberFormat(language, { style: 'percent' })
  return (
    <Table
      caption={caption}
      heads={[
        t('survey.question'),
        t('survey.n'),
        t('survey.movedUp'),
        t('survey.medianBefore'),
        t('survey.medianNow'),
      ]}
      numbers={[1, 2, 3, 4]}
      rows={questions.map(({ question, n, movedUp, before, now }) => [
        t(`survey.q.${question}`),
        String(n),
        share.format(movedUp / n),
        half.format(before / 2),
        half.format(now / 2),
      ])}
    />
  )
}

/** What people wrote to the school, without their names. */
function SurveyLines({ t, lines }: { t: Reader['t']; lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <>
      <h3>{t('survey.lines')}</h3>
      <ul>
        {lines.map((line) => (
          <li>
            <bdi>{line}</bdi>
          </li>
        ))}
      </ul>
    </>
  )
}
