import { DecisionInput } from '../../shared/decision/decision.ts'
import { listDecisions, recordDecision } from '../../shared/decision/operations.ts'
import { readEvidence, readSurvey } from '../../shared/impact/operations.ts'
import { ConversationInput } from '../../shared/outreach/conversation.ts'
import * as outreach from '../../shared/outreach/operations.ts'
import { route } from './route.ts'

/** Conversations with families, whom workshops reach, and what changed. */
export const engagementRoutes = [
  route({
    method: 'get',
    path: '/schools/{school}/families/{family}/conversations',
    summary: 'What was noted of conversations with a family this school year; the family reads it too.',
    answer: async (context, { params }) => ({
      items: await outreach.listConversations(context, params.school, params.family),
    }),
  }),
  route({
    method: 'post',
    path: '/schools/{school}/families/{family}/conversations',
    summary: 'Notes a conversation, until the end of the school year.',
    body: ConversationInput,
    answer: (context, { params, body }) =>
      outreach.recordConversation(context, params.school, params.family, body),
  }),
  route({
    method: 'get',
    path: '/schools/{school}/coverage',
    summary: 'How far workshops reach each group this school year, small numbers masked; never a family.',
    answer: (context, { params }) => outreach.readCoverage(context, params.school),
  }),
  route({
    method: 'get',
    path: '/schools/{school}/evidence',
    summary:
      'What the school can show of this year for Title I, section 1116; under ten people are not told.',
    answer: (context, { params }) => readEvidence(context, params.school),
  }),
  route({
    method: 'get',
    path: '/sessions/{session}/survey',
    summary: 'What people say of themselves after a session; nothing under ten answers. Medians are doubled.',
    answer: (context, { params }) => readSurvey(context, params.session),
  }),
  route({
    method: 'get',
    path: '/schools/{school}/decisions',
    summary: '"You said, we did": decisions that parents changed, with the names of those who agreed.',
    answer: async (context, { params }) => ({ items: await listDecisions(context, params.school) }),
  }),
  route({
    method: 'post',
    path: '/schools/{school}/decisions',
    summary: 'Notes a decision that parents changed; families are asked before they are named.',
    body: DecisionInput,
    answer: (context, { params, body }) => recordDecision(context, params.school, body),
  }),
]
