import type { SurveyAudience, SurveyReport } from '../../shared/impact/survey.ts'
import { Notice, Table } from '../components/parts.tsx'
import type { Reader } from '../visit.ts'

type Props = { reader: Reader; audience: SurveyAudience; report: SurveyReport }

/** The answers of one audience as a table, or a note that there are too few to share. */
export function SurveyTable({ reader: { t, language }, audience, report }: Props) {
  const title = t(`survey.audience.${audience}`)
  const half = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const share = new Intl.NumberFormat(language, { style: 'percent' })
  if (!report.questions) {
    return (
      <section>
        <h2>{title}</h2>
        <Notice>{t('survey.tooFew')}</Notice>
      </section>
    )
  }
  const { asked, answered = 0, questions } = report
  return (
    <section>
      <h2>{title}</h2>
      <p>
        {t('survey.rate', { answered, asked })} <strong>{t('survey.selfReported')}</strong>
      </p>
      <Table
        caption={title}
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
    </section>
  )
}
