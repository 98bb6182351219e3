import { DecisionInput } from '../../shared/impact/decision.ts'
import { ConversationInput } from '../../shared/outreach/conversation.ts'
import { PAGE, pageOfItems } from './page.ts'
import { route } from './route.ts'

// Loaded with the first request, since few programs use them.
const outreach = () => import('../../shared/outreach/outreach.operations.ts')
const impact = () => import('../../shared/impact/impact.operations.ts')
const decision = () => import('../../shared/impact/decision.operations.ts')

/** Conversations with families, whom workshops reach, and what changed. */
export const engagementRoutes = [
  route({
    method: 'get',
    path: '/schools/{school}/families/{family}/conversations',
    summary: 'What was noted of conversations with a family this school year; the family reads it too.',
    query: PAGE,
    result: (s) => s.listOf(s.Conversation),
    answer: async (context, { params, query }) => {
      const noted = await (await outreach()).listConversations(context, params.school, params.family)
      return pageOfItems(noted, query, ({ id }) => id)
    },
  }),
  route({
    method: 'post',
    path: '/schools/{school}/families/{family}/conversations',
    summary: 'Notes a conversation, until the end of the school year.',
    body: ConversationInput,
    result: (s) => s.Conversation,
    answer: async (context, { params, body }) =>
      (await outreach()).recordConversation(context, params.school, params.family, body),
  }),
  route({
    method: 'get',
    path: '/schools/{school}/coverage',
    summary: 'How far workshops reach each group this school year, small numbers masked; never a family.',
    result: (s) => s.Coverage,
    answer: async (context, { params }) => (await outreach()).readCoverage(context, params.school),
  }),
  route({
    method: 'get',
    path: '/schools/{school}/evidence',
    summary:
      'What the school can show of this year for Title I, section 1116; under ten people are not told.',
    result: (s) => s.Evidence,
    answer: async (context, { params }) => (await impact()).readEvidence(context, params.school),
  }),
  route({
    method: 'get',
    path: '/sessions/{session}/survey',
    summary: 'What people say of themselves after a session; nothing under ten answers. Medians are doubled.',
    result: (s) => s.SurveyResult,
    answer: async (context, { params }) => (await impact()).readSurvey(context, params.session),
  }),
  route({
    method: 'get',
    path: '/schools/{school}/decisions',
    summary: '"You said, we did": decisions that parents changed, with the names of those who agreed.',
    query: PAGE,
    result: (s) => s.listOf(s.PublicDecision),
    answer: async (context, { params, query }) =>
      pageOfItems(await (await decision()).listDecisions(context, params.school), query, ({ id }) => id),
  }),
  route({
    method: 'post',
    path: '/schools/{school}/decisions',
    summary: 'Notes a decision that parents changed; families are asked before they are named.',
    body: DecisionInput,
    result: (s) => s.ParentDecision,
    answer: async (context, { params, body }) =>
      (await decision()).recordDecision(context, params.school, body),
  }),
]
