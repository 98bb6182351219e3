import * as proposals from '../../shared/workshop/proposal.operations.ts'
import { NewProposal, ProposalWords } from '../../shared/workshop/proposal.ts'
import { PAGE, pageOfItems } from './page.ts'
import { route } from './route.ts'
import * as schemas from './schemas.ts'
import * as aroundSession from './session-schemas.ts'

/** Workshops that parents will teach. */
export const proposalRoutes = [
  route({
    method: 'get',
    path: '/schools/{school}/proposals',
    summary: 'What parents proposed, newest first.',
    query: PAGE,
    result: schemas.listOf(aroundSession.Proposal),
    answer: async (context, { params, query }) =>
      pageOfItems(await proposals.listProposals(context, params.school), query, ({ id }) => id),
  }),
  route({
    method: 'post',
    path: '/schools/{school}/proposals',
    summary: 'Posts a workshop that a parent will teach.',
    body: NewProposal,
    result: aroundSession.Proposal,
    answer: (context, { params, body }) => proposals.propose(context, params.school, body),
  }),
  route({
    method: 'post',
    path: '/proposals/{proposal}/words',
    summary: 'The school asks something, or with `thanks` suggests another form.',
    body: ProposalWords,
    result: aroundSession.Proposal,
    answer: (context, { params, body }) => proposals.commentOn(context, params.proposal, body),
  }),
  route({
    method: 'post',
    path: '/proposals/{proposal}/accept',
    summary: 'Accepts a proposal into a draft with that family as its host.',
    status: 200,
    result: aroundSession.Accepted,
    refuses: ['already-decided', 'conflict'],
    answer: (context, { params }) => proposals.acceptProposal(context, params.proposal),
  }),
]
