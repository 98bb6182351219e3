import { deleteWorkshop, readWorkshop, undoHeld } from '../../shared/workshop/workshop.operations.ts'
import { PAGE, pageOfItems } from './page.ts'
import { route } from './route.ts'

// Each is loaded with the first request that needs it.
const audience = () => import('../../shared/delivery/audience.operations.ts')
const removals = () => import('../../shared/household/return.operations.ts')
const cancellation = () => import('../../shared/session/cancellation.operations.ts')
const decision = () => import('../../shared/session/decision.operations.ts')
const moving = () => import('../../shared/session/move.operations.ts')
const vote = () => import('../../shared/workshop/vote.operations.ts')

/** What can be taken back while nobody was told, and what families would be told before they are. */
export const undoRoutes = [
  route({
    method: 'post',
    path: '/workshops/{workshop}/poll/undo',
    summary: 'Asks for no times after all, while nobody was told: the workshop is a draft again.',
    status: 200,
    result: (s) => s.Workshop,
    refuses: ['already-told', 'already-decided', 'workshop-changed'],
    answer: async (context, { params }) => (await vote()).undoPoll(context, params.workshop),
  }),
  route({
    method: 'post',
    path: '/workshops/{workshop}/poll/stop',
    summary: 'Stops the vote before its deadline; its ballots stay.',
    status: 200,
    result: (s) => s.Workshop,
    refuses: ['already-told', 'already-decided', 'workshop-changed'],
    answer: async (context, { params }) => (await vote()).stopVote(context, params.workshop),
  }),
  route({
    method: 'post',
    path: '/workshops/{workshop}/poll/stop/undo',
    summary: 'Opens a stopped vote again until its deadline.',
    status: 200,
    result: (s) => s.Workshop,
    refuses: ['already-told', 'already-decided', 'workshop-changed'],
    answer: async (context, { params }) => (await vote()).undoStopVote(context, params.workshop),
  }),
  route({
    method: 'post',
    path: '/workshops/{workshop}/schedule/undo',
    summary: 'Undoes the decision while nobody was told: the sessions go, and the vote is open again.',
    status: 200,
    result: (s) => s.Workshop,
    refuses: ['already-told', 'already-decided', 'workshop-changed'],
    answer: async (context, { params }) => (await decision()).undoSchedule(context, params.workshop),
  }),
  route({
    method: 'post',
    path: '/workshops/{workshop}/held/undo',
    summary: 'Says that a workshop did not take place after all.',
    status: 200,
    result: (s) => s.Workshop,
    refuses: ['already-told', 'already-decided', 'workshop-changed'],
    answer: (context, { params }) => undoHeld(context, params.workshop),
  }),
  route({
    method: 'post',
    path: '/workshops/{workshop}/cancel/undo',
    summary: 'Undoes the cancellation of a workshop while nobody was told.',
    status: 200,
    result: (s) => s.Workshop,
    refuses: ['already-told', 'already-decided', 'workshop-changed'],
    answer: async (context, { params }) =>
      (await cancellation()).undoCancelWorkshop(context, params.workshop),
  }),
  route({
    method: 'post',
    path: '/sessions/{session}/cancel/undo',
    summary: 'Undoes the cancellation of a session while nobody was told.',
    status: 200,
    result: (s) => s.Session,
    refuses: ['already-told', 'already-decided'],
    answer: async (context, { params }) => (await cancellation()).undoCancelSession(context, params.session),
  }),
  route({
    method: 'post',
    path: '/sessions/{session}/move/undo',
    summary: 'Moves a session back to the time that families know, while nobody was told of another.',
    status: 200,
    result: (s) => s.Session,
    refuses: ['already-told', 'session-cancelled'],
    answer: async (context, { params }) => (await moving()).undoMove(context, params.session),
  }),
  route({
    method: 'get',
    path: '/workshops/{workshop}/audience',
    summary:
      'How many families an invitation to vote would reach, in which languages and by which ways, and how many wait for a service.',
    result: (s) => s.Audience,
    answer: async (context, { params }) => {
      const workshop = await readWorkshop(context, params.workshop)
      const { previewAudience } = await audience()
      const news = { kind: 'voteInvitation', sessions: [] } as const
      const { leaves: _, reached, ...shown } = await previewAudience(context, workshop.id, workshop, news)
      return { ...shown, waiting: reached.waiting }
    },
  }),
  route({
    method: 'delete',
    path: '/workshops/{workshop}',
    summary: 'Deletes a draft.',
    status: 204,
    answer: (context, { params }) => deleteWorkshop(context, params.workshop),
  }),
  route({
    method: 'get',
    path: '/schools/{school}/removed-families',
    summary: 'The families that the team removed in the last 30 days.',
    query: PAGE,
    result: (s) => s.listOf(s.RemovedFamily),
    answer: async (context, { params, query }) => {
      const removed = await (await removals()).listRemovedFamilies(context, params.school)
      const items = removed.map(({ family: { id, name }, removedAt }) => ({ id, name, removedAt }))
      return pageOfItems(items, query, ({ id }) => id)
    },
  }),
  route({
    method: 'post',
    path: '/schools/{school}/removed-families/{family}/restore',
    summary: 'Brings back a family that the team removed in the last 30 days.',
    status: 200,
    result: (s) => s.NamedFamily,
    answer: async (context, { params }) => {
      const { id, name } = await (await removals()).restoreFamily(context, params.school, params.family)
      return { id, name }
    },
  }),
]
