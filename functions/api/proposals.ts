import { NewProposal, ProposalWords } from '../../shared/workshop/proposal.ts'
import { PAGE, pageOfItems } from './page.ts'
import { route } from './route.ts'

// Loaded with the first request that needs it.
const proposals = () => import('../../shared/workshop/proposal.operations.ts')

/** Workshops that parents will teach. */
export const proposalRoutes = [
  route({
    method: 'get',
    path: '/schools/{school}/proposals',
    summary: 'What parents proposed, newest first.',
    query: PAGE,
    result: (s) => s.listOf(s.Proposal),
    answer: async (context, { params, query }) =>
      pageOfItems(await (await proposals()).listProposals(context, params.school), query, ({ id }) => id),
  }),
  route({
    method: 'post',
    path: '/schools/{school}/proposals',
    summary: 'Posts a workshop that a parent will teach.',
    body: NewProposal,
    result: (s) => s.Proposal,
    answer: async (context, { params, body }) => (await proposals()).propose(context, params.school, body),
  }),
  route({
    method: 'post',
    path: '/proposals/{proposal}/words',
    summary: 'The school asks something, or with `thanks` suggests another form.',
    body: ProposalWords,
    result: (s) => s.Proposal,
    answer: async (context, { params, body }) =>
      (await proposals()).commentOn(context, params.proposal, body),
  }),
  route({
    method: 'post',
    path: '/proposals/{proposal}/accept',
    summary: 'Accepts a proposal into a draft with that family as its host.',
    status: 200,
    result: (s) => s.Accepted,
    refuses: ['already-decided', 'conflict'],
    answer: async (context, { params }) => (await proposals()).acceptProposal(context, params.proposal),
  }),
]
