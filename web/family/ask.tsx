import type { Hono } from 'hono'
import { accept } from '../../shared/access/accept.ts'
import {
  askQuestion,
  type FamilyQuestions,
  readFamilyQuestions,
} from '../../shared/workshop/question.operations.ts'
import { NewQuestion } from '../../shared/workshop/question.ts'
import { readPublicWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { FamilyPage } from '../components/family-page.tsx'
import { Button, ErrorSummary, Form, TextArea } from '../components/form.tsx'
import { AnsweredBy, dayIn, QUESTIONS, Said, ShownQuestions } from '../components/questions.tsx'
import { WorkshopTitle } from '../components/workshop.tsx'
import type { FormState } from '../form.ts'
import { onPost } from '../post.ts'
import { familyRoutes } from '../routes.ts'
import { familyOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'

const FORM = 'question'

type SectionProps = { reader: Reader; workshop: string; questions: FamilyQuestions; form?: FormState }

/** A family's questions about a workshop with their answers, those of others that are shown, and the box to ask. */
export function QuestionsSection({ reader, workshop, questions, form = {} }: SectionProps) {
  const { t } = reader
  const { own, others } = questions
  return (
    <section id={QUESTIONS}>
      <h2>{t('question.title')}</h2>
      {own.map(({ askedAt, answer, ...question }) => (
        <article class="card">
          <p class="small soft">{t('question.you', { day: dayIn(reader, askedAt) })}</p>
          <Said reader={reader} told={question} class="lead" />
          {answer ? (
            <>
              <Said reader={reader} told={answer} class="bubble" />
              <AnsweredBy reader={reader} answer={answer} />
            </>
          ) : (
            <p class="small soft">{t('question.waits')}</p>
          )}
        </article>
      ))}
      {others.length > 0 && (
        <details class="fold">
          <summary>{t('question.others', { count: others.length })}</summary>
          <ShownQuestions reader={reader} questions={others} />
        </details>
      )}
      <Form action={familyRoutes.ask(workshop)} id={FORM}>
        <TextArea
          {...{ t, form, required: true, rows: 2, maxlength: 280 }}
          name="text"
          label={t('question.ask')}
          hint={t('question.hint')}
        />
        <Button kind="quiet">{t('question.button')}</Button>
      </Form>
    </section>
  )
}

type PageProps = { reader: Reader; workshop: Workshop; questions: FamilyQuestions; form: FormState }

/** Where a family asks about a workshop, before and after a time is set. */
export function AskPage({ reader, workshop, questions, form }: PageProps) {
  return (
    <FamilyPage reader={reader} title={reader.t('question.ask')} form={FORM}>
      <WorkshopTitle reader={reader} workshop={workshop} />
      <ErrorSummary t={reader.t} form={form} />
      <QuestionsSection reader={reader} workshop={workshop.id} questions={questions} form={form} />
    </FamilyPage>
  )
}

async function answer(c: Visit, id: string, form: FormState = {}): Promise<Response> {
  const { family } = familyOf(c)
  const context = c.get('context')
  // Refuses a family of another school before anything of the workshop is read.
  const questions = await readFamilyQuestions(context, id, family)
  const workshop = await readPublicWorkshop(context, id)
  return show(c, <AskPage reader={c.get('reader')} {...{ workshop, questions, form }} />)
}

/** Registers the page on which a family asks. */
export function registerAsk(app: Hono<WebEnv>): void {
  const path = familyRoutes.ask(':workshop')
  app.get(path, (c) => answer(c, c.req.param('workshop')))
  onPost(app, path, {
    by: familyOf,
    run: ({ c, context, family, params, form }) => {
      const question = accept(NewQuestion, { ...form.values, family })
      return askQuestion(context, params.workshop, question, { translate: c.get('services').translate })
    },
    done: ({ params }) => `${familyRoutes.ask(params.workshop)}#${QUESTIONS}`,
    again: ({ c, params }, form) => answer(c, params.workshop, form),
  })
}
