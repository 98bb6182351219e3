import { FACES, QUESTIONS, type Question } from '../../shared/impact/survey.ts'
import { Face } from '../components/face.tsx'
import { errorAt, isTicked } from '../components/field-label.tsx'
import type { FormState } from '../form.ts'
import { fieldErrorText } from '../messages/refusal-text.ts'
import type { Reader } from '../visit.ts'

type Props = { reader: Reader; form: FormState }

/** The parents' statements after a session: for each two rows of four faces, before today and now. */
export function SurveyQuestions(props: Props) {
  return (
    <>
      {QUESTIONS.parents.map((question) => (
        <Statement {...props} question={question} />
      ))}
    </>
  )
}

function Statement({ reader, form, question }: Props & { question: Question }) {
  const { t } = reader
  const error = errorAt(form, question)
  return (
    <fieldset class="time" id={question} tabindex={-1} data-aloud>
      <legend>
        <h2>{t(`survey.q.${question}`)}</h2>
      </legend>
      {error && <p class="error">{fieldErrorText(t, error)}</p>}
      <Faces reader={reader} form={form} name={`${question}.before`} label={t('survey.before')} />
      <Faces reader={reader} form={form} name={`${question}.now`} label={t('survey.now')} />
    </fieldset>
  )
}

function Faces({ reader: { t }, form, name, label }: Props & { name: string; label: string }) {
  return (
    <div class="faces" role="radiogroup" aria-labelledby={`${name}-label`}>
      <span class="soft" id={`${name}-label`}>
        {label}
      </span>
      {FACES.map((face) => (
        <label>
          <input type="radio" name={name} value={face} checked={isTicked(form, name, String(face), false)} />
          <span>
            <Face face={face} />
            {t(`survey.face.${face}`)}
          </span>
        </label>
      ))}
    </div>
  )
}
