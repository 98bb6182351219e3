import type { Hono } from 'hono'
import * as z from 'zod'
import { accept } from '../../shared/access/accept.ts'
import { answerQuestion } from '../../shared/workshop/question.operations.ts'
import { AnswerInput, type Question } from '../../shared/workshop/question.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { QuestionsToAnswer } from '../components/questions.tsx'
import type { FormState } from '../form.ts'
import { onPost } from '../post.ts'
import { familyRoutes } from '../routes.ts'
import { familyOf, type Reader, type Visit, type WebEnv } from '../visit.ts'

type Props = {
  reader: Reader
  workshop: Workshop
  questions: readonly Question[]
  form: FormState
  formOf: string | undefined
}

/** What families ask the parent who leads a workshop; their names are not told. */
export function HostQuestions({ workshop, ...props }: Props) {
  return <QuestionsToAnswer {...props} action={(id) => familyRoutes.hostQuestion(workshop.id, id)} />
}

type Hosting = (c: Visit, workshop: string, form?: FormState, question?: string) => Promise<Response>

/** Registers a host's answers; `answer` shows the workshop again. */
export function registerHostQuestions(app: Hono<WebEnv>, answer: Hosting): void {
  onPost(app, familyRoutes.hostQuestion(':workshop', ':question'), {
    by: familyOf,
    run: ({ c, context, params: { workshop, question: id }, form }) => {
      const { [id]: given } = accept(z.strictObject({ [id]: AnswerInput }), form.values)
      const input = given as AnswerInput // the schema asks for it
      const { translate } = c.get('services')
      return answerQuestion(context, { workshop, id }, input, { translate, release: 'after-undo' })
    },
    done: ({ params }) => `${familyRoutes.hosting(params.workshop)}#${params.question}`,
    again: ({ c, params }, form) => answer(c, params.workshop, form, params.question),
  })
}
