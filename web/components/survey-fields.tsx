import { FACES, QUESTIONS, type SurveyAudience } from '../../shared/impact/survey.ts'
import type { FormState } from '../form.ts'
import type { Reader } from '../visit.ts'
import { Face } from './face.tsx'
import { Choice } from './form.tsx'

type Props = { reader: Reader; form: FormState; audience: SurveyAudience }

/** The questions after a session: for each, how it was before today and how it is now, on four faces. */
export function SurveyFields({ reader: { t }, form, audience }: Props) {
  const faces = FACES.map((face) => ({
    value: String(face),
    label: t(`survey.face.${face}`),
    sign: <Face face={face} />,
  }))
  return (
    <>
      {QUESTIONS[audience].map((question) => (
        <section>
          <h2>{t(`survey.q.${question}`)}</h2>
          {(['before', 'now'] as const).map((when) => (
            <Choice
              t={t}
              form={form}
              name={`${question}.${when}`}
              legend={t(`survey.${when}`)}
              options={faces}
              inline
            />
          ))}
        </section>
      ))}
    </>
  )
}
