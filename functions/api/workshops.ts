import { refuse } from '../../shared/access/refusal.ts'
import { Decision } from '../../shared/session/session.ts'
import { castBallot, readBallot, takeBackBallot } from '../../shared/workshop/ballot.operations.ts'
import { BallotInput, shownBallot } from '../../shared/workshop/ballot.ts'
import { putPoll } from '../../shared/workshop/poll.operations.ts'
import { PollInput } from '../../shared/workshop/poll.ts'
import * as workshops from '../../shared/workshop/workshop.operations.ts'
import { NewWorkshop, WorkshopChange } from '../../shared/workshop/workshop.ts'
import { PAGE, pageOfItems } from './page.ts'
import { route } from './route.ts'

// Each is loaded with the first request that needs it.
const copies = () => import('../../shared/logistics/copy.operations.ts')
const cancellation = () => import('../../shared/session/cancellation.operations.ts')
const decision = () => import('../../shared/session/decision.operations.ts')
const results = () => import('../../shared/workshop/results.operations.ts')
const change = () => import('../../shared/session/workshop-change.operations.ts')

/** Workshops from draft to held. */
export const workshopRoutes = [
  route({
    method: 'get',
    path: '/schools/{school}/workshops',
    summary: "The school's workshops.",
    query: PAGE,
    result: (s) => s.listOf(s.Workshop),
    answer: async (context, { params, query }) =>
      pageOfItems(await workshops.listWorkshops(context, params.school), query, ({ id }) => id),
  }),
  route({
    method: 'post',
    path: '/schools/{school}/workshops',
    summary: 'Makes a workshop as a draft.',
    body: NewWorkshop,
    result: (s) => s.Workshop,
    answer: (context, { params, body }) => workshops.createWorkshop(context, params.school, body),
  }),
  route({
    method: 'get',
    path: '/workshops/{workshop}',
    summary: 'A workshop.',
    result: (s) => s.Workshop,
    answer: (context, { params }) => workshops.readWorkshop(context, params.workshop),
  }),
  route({
    method: 'patch',
    path: '/workshops/{workshop}',
    summary: "Changes a workshop's fields.",
    body: WorkshopChange,
    result: (s) => s.Workshop,
    refuses: ['workshop-changed', 'conflict'],
    answer: async (context, { params, body }) =>
      (await change()).updateWorkshop(context, params.workshop, body),
  }),
  route({
    method: 'post',
    path: '/workshops/{workshop}/cancel',
    summary: 'Cancels a workshop.',
    status: 200,
    result: (s) => s.Workshop,
    answer: async (context, { params }) => (await cancellation()).cancelWorkshop(context, params.workshop),
  }),
  route({
    method: 'post',
    path: '/workshops/{workshop}/held',
    summary: 'Says that a workshop took place.',
    status: 200,
    result: (s) => s.Workshop,
    answer: (context, { params }) => workshops.markHeld(context, params.workshop),
  }),
]

/** The vote about a workshop's time, and the decision. */
export const pollRoutes = [
  route({
    method: 'put',
    path: '/workshops/{workshop}/poll',
    summary: 'Opens the vote, or changes it while votes stand.',
    body: PollInput,
    result: (s) => s.OpenPoll,
    refuses: [
      'nonexistent-local-time',
      'ambiguous-local-time',
      'time-in-past',
      'deadline-after-first-option',
      'duplicate-option',
      'too-many-options',
      'already-scheduled',
      'workshop-changed',
      'conflict',
    ],
    answer: (context, { params, body }) => putPoll(context, params.workshop, body),
  }),
  route({
    method: 'get',
    path: '/workshops/{workshop}/poll',
    summary: 'The vote with its counts, the order of its times and the best two together.',
    result: (s) => s.PollResults,
    refuses: ['poll-not-open'],
    answer: async (context, { params }) => (await results()).readPoll(context, params.workshop),
  }),
  route({
    method: 'get',
    path: '/workshops/{workshop}/poll/ballots/{family}',
    summary: "A family's ballot.",
    result: (s) => s.Ballot,
    answer: async (context, { params }) =>
      shownBallot((await readBallot(context, params.workshop, params.family)) ?? refuse('not-found')),
  }),
  route({
    method: 'put',
    path: '/workshops/{workshop}/poll/ballots/{family}',
    summary: "Casts a family's vote, or replaces the one it cast.",
    body: BallotInput,
    result: (s) => s.Ballot,
    refuses: [
      'poll-not-open',
      'poll-closed',
      'ballot-changed',
      'options-changed',
      'unknown-option',
      'time-in-past',
      'nonexistent-local-time',
      'ambiguous-local-time',
    ],
    answer: async (context, { params, body }) =>
      shownBallot(await castBallot(context, params.workshop, params.family, body)),
  }),
  route({
    method: 'delete',
    path: '/workshops/{workshop}/poll/ballots/{family}',
    summary: "Takes a family's ballot back while the vote is open.",
    status: 204,
    answer: (context, { params }) => takeBackBallot(context, params.workshop, params.family),
  }),
  route({
    method: 'post',
    path: '/workshops/{workshop}/copy',
    summary: 'A draft like this workshop, with the school’s own lines of its last checklist.',
    result: (s) => s.Workshop,
    answer: async (context, { params }) => (await copies()).copyWorkshop(context, params.workshop),
  }),
  route({
    method: 'post',
    path: '/workshops/{workshop}/schedule',
    summary: 'Decides the time, or two; this ends the vote.',
    status: 200,
    body: Decision,
    result: (s) => s.Scheduled,
    refuses: [
      'poll-not-open',
      'unknown-option',
      'reason-needed',
      'already-scheduled',
      'time-in-past',
      'conflict',
    ],
    answer: async (context, { params, body }) => (await decision()).schedule(context, params.workshop, body),
  }),
]
