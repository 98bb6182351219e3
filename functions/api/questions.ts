import { AnswerInput, NewQuestion } from '../../shared/workshop/question.ts'
import { PAGE, pageOfItems } from './page.ts'
import { route } from './route.ts'

// Loaded with the first request that needs it.
const questions = () => import('../../shared/workshop/question.operations.ts')

/** What families ask about a workshop. */
export const questionRoutes = [
  route({
    method: 'get',
    path: '/workshops/{workshop}/questions',
    summary: 'What families asked, with the answers.',
    query: PAGE,
    result: (s) => s.listOf(s.Question),
    answer: async (context, { params, query }) =>
      pageOfItems(await (await questions()).listQuestions(context, params.workshop), query, ({ id }) => id),
  }),
  route({
    method: 'post',
    path: '/workshops/{workshop}/questions',
    summary: 'A family asks.',
    body: NewQuestion,
    result: (s) => s.Question,
    refuses: ['too-many-questions', 'session-cancelled'],
    answer: async (context, { params, body, translate }) =>
      (await questions()).askQuestion(context, params.workshop, body, { translate }),
  }),
  route({
    method: 'put',
    path: '/workshops/{workshop}/questions/{question}/answer',
    summary: 'Answers in place of an earlier answer, and shows it on the workshop’s page or not.',
    body: AnswerInput,
    result: (s) => s.Question,
    refuses: ['conflict'],
    answer: async (context, { params: { workshop, question: id }, body, translate }) =>
      (await questions()).answerQuestion(context, { workshop, id }, body, { translate }),
  }),
]
