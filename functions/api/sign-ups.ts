import { GivenInput, NewSignUp, SignUpChange, TakingInput } from '../../shared/session/sign-up.ts'
import { PAGE, pageOfItems } from './page.ts'
import { answer, route } from './route.ts'

// Loaded with the first request that needs it.
const signUps = () => import('../../shared/session/sign-up.operations.ts')

/** What families bring or do for a session. */
export const signUpRoutes = [
  route({
    method: 'get',
    path: '/sessions/{session}/signups',
    summary: 'The sign-up list of a session: what is wanted, and how much of it is taken.',
    query: PAGE,
    result: (s) => s.listOf(s.SignUp),
    answer: async (context, { params, query }) => {
      const lines = await (await signUps()).listSignUps(context, params.session)
      return pageOfItems(lines, query, ({ id }) => id)
    },
  }),
  route({
    method: 'post',
    path: '/sessions/{session}/signups',
    summary:
      'Adds a line to the sign-up list. Times are instants, local times, or times of day (HH:mm) on the day of the session.',
    body: NewSignUp,
    result: (s) => s.SignUp,
    refuses: ['session-cancelled', 'session-over', 'not-for-families'],
    answer: async (context, { params, body }) => (await signUps()).addSignUp(context, params.session, body),
  }),
  route({
    method: 'patch',
    path: '/sessions/{session}/signups/{signup}',
    summary: 'Changes a line; only what is given changes, and null takes away portions or a time.',
    body: SignUpChange,
    result: (s) => s.SignUp,
    refuses: ['signup-taken', 'session-cancelled', 'session-over', 'conflict'],
    answer: async (context, { params, body }) =>
      (await signUps()).changeSignUp(context, params.session, params.signup, body),
  }),
  route({
    method: 'delete',
    path: '/sessions/{session}/signups/{signup}',
    summary: 'Removes a line of which nothing is taken.',
    status: 204,
    refuses: ['signup-taken', 'conflict'],
    answer: async (context, { params }) => {
      await (await signUps()).removeSignUp(context, params.session, params.signup)
      return answer(204, '')
    },
  }),
  route({
    method: 'put',
    path: '/sessions/{session}/signups/{signup}/families/{family}',
    summary: 'How many places of a line a family takes; 0 gives them back.',
    body: TakingInput,
    result: (s) => s.Taken,
    refuses: ['signup-full', 'session-cancelled', 'session-over', 'not-for-families', 'conflict'],
    answer: async (context, { params: { session, signup: line, family }, body }) =>
      (await signUps()).takePlaces(context, session, { line, family }, body),
  }),
  route({
    method: 'put',
    path: '/sessions/{session}/signups/{signup}/families/{family}/given',
    summary: 'Whether a family brought or did what it took, as the door noted it.',
    body: GivenInput,
    status: 204,
    refuses: ['conflict'],
    answer: async (context, { params: { session, signup: line, family }, body }) => {
      await (await signUps()).noteGiven(context, session, { line, family }, body)
      return answer(204, '')
    },
  }),
]
