import { languageOfText, localText } from '../../shared/school/language-choice.ts'
import type { Question, QuestionAnswer, ShownQuestion, Told } from '../../shared/workshop/question.ts'
import type { FormState } from '../form.ts'
import { direction } from '../messages/catalogue.ts'
import { weekdayDateText } from '../messages/format.ts'
import type { Reader } from '../visit.ts'
import { Button, Flag, Form, TextArea } from './form.tsx'
import { otherLanguage } from './workshop.tsx'

/** The section of a page that holds the questions, to come back to it. */
export const QUESTIONS = 'questions'

type SaidProps = { reader: Reader; told: Told; class?: string }

/** What somebody wrote, in the reader's language where a machine translated it, which is said, with the original. */
export function Said({ reader: { t, language }, told, class: name }: SaidProps) {
  const { words, original, machine = [] } = told
  const lang = otherLanguage(words, language)
  return (
    <>
      <p class={name} {...(lang && { lang, dir: direction(lang) })}>
        <bdi>{localText(words, language)}</bdi>
      </p>
      {machine.includes(languageOfText(words, language)) && (
        <details class="original">
          <summary class="small">
            {t('translation.machine')} <u>{t('question.original')}</u>
          </summary>
          <p lang={original} dir={direction(original)}>
            <bdi>{words[original]}</bdi>
          </p>
        </details>
      )}
    </>
  )
}

/** Who answered, and when. */
export function AnsweredBy({ reader, answer }: { reader: Reader; answer: QuestionAnswer }) {
  const { t } = reader
  const name = answer.name ?? t(answer.by === 'host' ? 'question.host' : 'question.school')
  return <p class="small soft">{t('question.by', { name, day: dayIn(reader, answer.at) })}</p>
}

/** The day of an instant, by the school's clock. */
export const dayIn = ({ language, school }: Reader, at: string) =>
  weekdayDateText(at, { language, timeZone: school?.timeZone ?? 'UTC' })

/** Questions and answers that everybody may read. */
export function ShownQuestions({
  reader,
  questions,
}: {
  reader: Reader
  questions: readonly ShownQuestion[]
}) {
  return (
    <ul class="lines">
      {questions.map(({ asked, answer }) => (
        <li>
          <div class="asked">
            <Said reader={reader} told={asked} class="lead" />
          </div>
          <Said reader={reader} told={answer} />
        </li>
      ))}
    </ul>
  )
}

type AnsweringProps = {
  reader: Reader
  questions: readonly Question[]
  /** Where the answer to a question is sent. */
  action: (id: string) => string
  /** A form that was refused, and whose it is. */
  form?: FormState
  formOf?: string | undefined
}

/** The questions of families, each with its answer or the form for it: for the host and for the team. */
export function QuestionsToAnswer({ reader, questions, action, form = {}, formOf }: AnsweringProps) {
  const { t } = reader
  if (questions.length === 0) return null
  return (
    <section id={QUESTIONS}>
      <h2>{t('question.title')}</h2>
      <ul class="lines">
        {questions.map((question) => (
          <li id={question.id}>
            <p class="small soft">{t('question.asked', { day: dayIn(reader, question.askedAt) })}</p>
            <Said reader={reader} told={question} class="lead" />
            <Answering
              reader={reader}
              question={question}
              action={action(question.id)}
              form={formOf === question.id ? form : {}}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

type OneProps = { reader: Reader; question: Question; action: string; form: FormState }

function Answering(props: OneProps) {
  const { reader, question, form } = props
  const { answer, shown } = question
  if (!answer) return <AnswerForm {...props} />
  return (
    <>
      <Said reader={reader} told={answer} class="bubble" />
      <AnsweredBy reader={reader} answer={answer} />
      {shown && <p class="small">{reader.t('question.isShown')}</p>}
      <details class="fold" open={form.trouble !== undefined}>
        <summary>{reader.t('question.change')}</summary>
        <AnswerForm {...props} />
      </details>
    </>
  )
}

// The fields carry the question in their names, as a page holds a form for each.
function AnswerForm({ reader: { t }, question: { id, answer, shown }, action, form }: OneProps) {
  return (
    <Form action={action}>
      <TextArea
        {...{ t, form, required: true, rows: 2, maxlength: 600 }}
        name={`${id}.text`}
        label={t('question.answer')}
        hint={t('question.answerHint')}
        value={answer?.words[answer.original]}
      />
      <Flag form={form} name={`${id}.shown`} label={t('question.show')} checked={shown === true} />
      <Button kind="quiet">{t('question.send')}</Button>
    </Form>
  )
}
