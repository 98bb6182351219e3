import { messageName, shownState } from '../../shared/message/message.ts'
import { NewApiKey } from '../../shared/team/api-key.ts'
import { NewMember } from '../../shared/team/member.ts'
import { PAGE, pageOfItems } from './page.ts'
import { answer, route } from './route.ts'

// Each is loaded with the first request that needs it.
const team = () => import('../../shared/team/member.operations.ts')
const apiKeys = () => import('../../shared/team/api-key.operations.ts')
const messages = () => import('../../shared/delivery/message.operations.ts')

const withoutHash = <T extends { hash: string }>({ hash: _, ...key }: T) => key

/** A school's team, its API keys and what was sent. */
export const teamRoutes = [
  route({
    method: 'get',
    path: '/schools/{school}/members',
    summary: "The school's team.",
    query: PAGE,
    result: (s) => s.listOf(s.Member),
    answer: async (context, { params, query }) =>
      pageOfItems(await (await team()).listTeam(context, params.school), query, ({ id }) => id),
  }),
  route({
    method: 'post',
    path: '/schools/{school}/members',
    summary: 'Invites somebody into the team; the answer holds their sign-in link.',
    body: NewMember,
    result: (s) => s.Member,
    alsoResults: { 200: (s) => s.Member },
    answer: async (context, { params, body, origin }) => {
      const { inviteMember } = await team()
      const { member, token } = await inviteMember(context, params.school, body)
      return token ? { ...member, url: `${origin}/sign-in/link/${token}` } : answer(200, member)
    },
  }),
  route({
    method: 'delete',
    path: '/schools/{school}/members/{member}',
    summary: 'Takes somebody out of the team. The last organizer stays.',
    status: 204,
    refuses: ['last-organizer'],
    answer: async (context, { params }) => {
      await (await team()).removeMember(context, params.school, params.member)
      return answer(204, '')
    },
  }),
  route({
    method: 'get',
    path: '/schools/{school}/api-keys',
    summary: "The school's API keys, without their secrets.",
    query: PAGE,
    result: (s) => s.listOf(s.ApiKey),
    answer: async (context, { params, query }) => {
      const keys = await (await apiKeys()).listApiKeys(context, params.school)
      return pageOfItems(keys.map(withoutHash), query, ({ id }) => id)
    },
  }),
  route({
    method: 'post',
    path: '/schools/{school}/api-keys',
    summary: 'Makes an API key. Its secret is in this answer and nowhere else.',
    body: NewApiKey,
    result: (s) => s.ApiKey,
    answer: async (context, { params, body }) =>
      withoutHash(await (await apiKeys()).makeApiKey(context, params.school, body)),
  }),
  route({
    method: 'delete',
    path: '/schools/{school}/api-keys/{key}',
    summary: 'Makes an API key stop.',
    status: 204,
    answer: async (context, { params }) => {
      await (await apiKeys()).revokeApiKey(context, params.school, params.key)
      return answer(204, '')
    },
  }),
  route({
    method: 'get',
    path: '/schools/{school}/outbox',
    summary: 'The messages of the last days.',
    query: PAGE,
    result: (s) => s.listOf(s.MessageState),
    answer: async (context, { params, query }) => {
      const outbox = await (await messages()).listOutbox(context, params.school)
      const shown = outbox.map((message) => ({
        ...message,
        id: messageName(message),
        ...shownState(message.state),
      }))
      return pageOfItems(shown, query, ({ id }) => id)
    },
  }),
]
