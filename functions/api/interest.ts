import * as z from 'zod'
import { maskSmall } from '../../shared/outreach/masking.ts'
import { InterestInput } from '../../shared/workshop/interest.ts'
import { route } from './route.ts'

// Loaded with the first request that needs it.
const interest = () => import('../../shared/workshop/interest.operations.ts')

const Announcement = z.lazy(() => z.strictObject({ announced: z.boolean() }))

/** Whether families would come to a workshop that has no date yet. */
export const interestRoutes = [
  route({
    method: 'put',
    path: '/workshops/{workshop}/announcement',
    summary: 'Asks families about a draft before it has a date, or asks no more.',
    body: Announcement,
    result: (s) => s.Workshop,
    answer: async (context, { params, body }) =>
      (await interest()).announce(context, params.workshop, body.announced),
  }),
  route({
    method: 'get',
    path: '/workshops/{workshop}/interest',
    summary: 'How many families would come, by language and by what would help; small numbers are masked.',
    result: (s) => s.Interests,
    answer: async (context, { params }) => {
      const { families, languages, helps } = await (await interest()).readInterests(context, params.workshop)
      return { families, languages: maskSmall(languages), helps: maskSmall(helps) }
    },
  }),
  route({
    method: 'put',
    path: '/workshops/{workshop}/interest/{family}',
    summary: 'A family would come; `helps` is what would help.',
    status: 204,
    body: InterestInput,
    answer: async (context, { params, body }) =>
      (await interest()).markInterest(context, params.workshop, params.family, body),
  }),
  route({
    method: 'delete',
    path: '/workshops/{workshop}/interest/{family}',
    summary: 'It would not come after all.',
    status: 204,
    answer: async (context, { params }) =>
      (await interest()).markInterest(context, params.workshop, params.family, undefined),
  }),
]
