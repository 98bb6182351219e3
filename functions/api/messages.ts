import { Broadcast } from '../../shared/broadcast/broadcast.ts'
import { previewBroadcast, sendBroadcast } from '../../shared/broadcast/operations.ts'
import { CallDone } from '../../shared/call/call.ts'
import { finishCall, listCalls } from '../../shared/call/operations.ts'
import { NewHelper } from '../../shared/help/help.ts'
import { askHelper, listHelpers } from '../../shared/help/operations.ts'
import { listOutbox } from '../../shared/message/operations.ts'
import { listNotices } from '../../shared/notice/operations.ts'
import { route } from './route.ts'

/** What families are told by themselves, and whom a person calls. */
export const messageRoutes = [
  route({
    method: 'get',
    path: '/workshops/{workshop}/notices',
    summary: 'What families are and were told of a workshop: when, and by which ways.',
    answer: async (context, { params }) => ({ items: await listNotices(context, params.workshop) }),
  }),
  route({
    method: 'get',
    path: '/schools/{school}/messages',
    summary: 'The newest messages: to whom, by which way, and how far each came. Secrets are left out.',
    answer: async (context, { params }) => {
      const messages = await listOutbox(context, params.school)
      return {
        items: messages.map(({ id, kind, channel, language, at, state, sentAt, failure, notices }) => ({
          id,
          kind,
          channel,
          language,
          at,
          state,
          sentAt,
          failure,
          ...(notices && { family: notices.family, caregiver: notices.caregiver, about: notices.about }),
        })),
      }
    },
  }),
  route({
    method: 'get',
    path: '/schools/{school}/calls',
    summary: 'Whom a person is to call or to bring paper.',
    answer: async (context, { params }) => ({
      items: (await listCalls(context, params.school)).map(({ workshop: _, session: _of, ...call }) => call),
    }),
  }),
  route({
    method: 'post',
    path: '/schools/{school}/calls/{call}',
    summary: 'Says how a call went.',
    status: 200,
    body: CallDone,
    answer: (context, { params, body }) => finishCall(context, params.school, params.call, body),
  }),
  route({
    method: 'post',
    path: '/workshops/{workshop}/broadcasts/preview',
    summary: 'Whom a message of an organizer would reach by which ways, and about what it would cost.',
    status: 200,
    body: Broadcast,
    answer: (context, { params, body }) => previewBroadcast(context, params.workshop, body),
  }),
  route({
    method: 'post',
    path: '/workshops/{workshop}/broadcasts',
    summary: 'Sends it; over 100 people `confirmed` must be their number.',
    body: Broadcast,
    answer: (context, { params, body }) => sendBroadcast(context, params.workshop, body),
  }),
  route({
    method: 'post',
    path: '/sessions/{session}/items/{item}/helpers',
    summary: 'Asks somebody by e-mail to help with an item; a yes confirms it.',
    body: NewHelper,
    answer: (context, { params, body }) => askHelper(context, params.session, params.item, body),
  }),
  route({
    method: 'get',
    path: '/sessions/{session}/helpers',
    summary: 'Who was asked to help, and what they answered.',
    answer: async (context, { params }) => ({ items: await listHelpers(context, params.session) }),
  }),
]
