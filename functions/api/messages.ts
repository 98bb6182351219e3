import { Broadcast } from '../../shared/delivery/broadcast.ts'
import { NewHelper } from '../../shared/logistics/help.ts'
import { byFamily, CallAssignment, CallDone, FamilyCallsDone } from '../../shared/message/call.ts'
import { type Delivery, messageName, shownState } from '../../shared/message/message.ts'
import { TranslationInput } from '../../shared/workshop/translation.ts'
import { PAGE, pageOfItems } from './page.ts'
import { route } from './route.ts'

// Each is loaded with the first request that needs it.
const broadcasts = () => import('../../shared/delivery/broadcast.operations.ts')
const calls = () => import('../../shared/delivery/call.operations.ts')
const callList = () => import('../../shared/delivery/call-list.operations.ts')
const messages = () => import('../../shared/delivery/message.operations.ts')
const notices = () => import('../../shared/delivery/notice.operations.ts')
const reaches = () => import('../../shared/delivery/reach.operations.ts')
const help = () => import('../../shared/logistics/help.operations.ts')
const translations = () => import('../../shared/workshop/translation.operations.ts')

const shownMessage = ({ notices, ...message }: Delivery) => ({
  id: messageName(message),
  kind: message.kind,
  channel: message.channel,
  language: message.language,
  at: message.at,
  ...shownState(message.state),
  sentAt: message.sentAt,
  failure: message.failure,
  ...(notices && { family: notices.family, caregiver: notices.caregiver, about: notices.about }),
})

/** Notices, messages, calls, broadcasts and translations. */
export const messageRoutes = [
  route({
    method: 'get',
    path: '/workshops/{workshop}/notices',
    summary: 'What families are and were told of a workshop: when, and by which ways.',
    query: PAGE,
    result: (s) => s.listOf(s.Notice),
    answer: async (context, { params, query }) =>
      pageOfItems(await (await notices()).listNotices(context, params.workshop), query, ({ id }) => id),
  }),
  route({
    method: 'get',
    path: '/schools/{school}/messages',
    summary:
      'The newest messages: to whom, by which way, and whether each is waiting, sent, delivered, failed or left out (with why). Secrets are left out.',
    query: PAGE,
    result: (s) => s.listOf(s.MessageState),
    answer: async (context, { params, query }) => {
      const outbox = await (await messages()).listOutbox(context, params.school)
      return pageOfItems(outbox.map(shownMessage), query, ({ id }) => id)
    },
  }),
  route({
    method: 'get',
    path: '/schools/{school}/calls',
    summary: 'The calls that a person is to make, and to how many families; one family may have several.',
    query: PAGE,
    result: (s) => s.listOf(s.CallToMake),
    answer: async (context, { params, query }) => {
      const open = await (await callList()).listCalls(context, params.school)
      const shown = open.map(({ workshop: _, session: _of, ...call }) => call)
      return { families: byFamily(open).length, ...pageOfItems(shown, query, ({ id }) => id) }
    },
  }),
  route({
    method: 'post',
    path: '/schools/{school}/calls/{call}',
    summary: 'Says how a call went. One that nobody answered is recorded, and is still to be made.',
    status: 200,
    body: CallDone,
    result: (s) => s.CallToMake,
    answer: async (context, { params, body }) =>
      (await calls()).finishCall(context, params.school, params.call, body),
  }),
  route({
    method: 'post',
    path: '/schools/{school}/families/{family}/calls',
    summary: 'Says how a conversation with a family went; it settles all the calls named.',
    status: 200,
    body: FamilyCallsDone,
    result: (s) => s.listOf(s.CallToMake),
    answer: async (context, { params, body }) => ({
      items: await (await calls()).finishCalls(context, params.school, params.family, body),
    }),
  }),
  route({
    method: 'post',
    path: '/schools/{school}/calls/{call}/undo',
    summary:
      'Undoes what was said of a call: it is to be made again, and its outcome may be said again. With `tried`, takes out the attempt of that instant.',
    query: ['tried'],
    status: 200,
    result: (s) => s.CallToMake,
    answer: async (context, { params, query }) =>
      (await calls()).undoCall(context, params.school, params.call, query.tried),
  }),
  route({
    method: 'put',
    path: '/schools/{school}/calls/{call}/assignee',
    summary: 'Gives a call to somebody of the team, or to nobody in particular.',
    body: CallAssignment,
    result: (s) => s.CallToMake,
    answer: async (context, { params, body }) =>
      (await calls()).assignCall(context, params.school, params.call, body),
  }),
  route({
    method: 'get',
    path: '/workshops/{workshop}/reach',
    summary:
      'How many families were reached about a poll, or about a `session`, by which way; whom nobody reached.',
    query: ['session'],
    result: (s) => s.Reach,
    answer: async (context, { params, query }) => {
      const { session } = query
      const reach = await (await reaches()).readReach(context, {
        workshop: params.workshop,
        ...(session && { session }),
      })
      return { ...reach, nobody: reach.nobody.map(({ id }) => id) }
    },
  }),
  route({
    method: 'post',
    path: '/workshops/{workshop}/broadcasts/preview',
    summary:
      'Whom a message of an organizer would reach by which ways, how many families would wait for a service, and about what it would cost.',
    status: 200,
    body: Broadcast,
    result: (s) => s.BroadcastPreview,
    answer: async (context, { params, body, translate }) =>
      (await broadcasts()).previewBroadcast(context, params.workshop, body, translate),
  }),
  route({
    method: 'post',
    path: '/workshops/{workshop}/broadcasts',
    summary: 'Sends it; over 100 people `confirmed` must be their number.',
    body: Broadcast,
    result: (s) => s.BroadcastSent,
    refuses: ['confirm-number'],
    answer: async (context, { params, body, translate }) =>
      (await broadcasts()).sendBroadcast(context, params.workshop, body, translate),
  }),
  route({
    method: 'post',
    path: '/sessions/{session}/items/{item}/helpers',
    summary: 'Asks somebody by e-mail to help with an item; a yes confirms it.',
    body: NewHelper,
    result: (s) => s.Helper,
    answer: async (context, { params, body }) =>
      (await help()).askHelper(context, params.session, params.item, body),
  }),
  route({
    method: 'get',
    path: '/sessions/{session}/helpers',
    summary: 'Who was asked to help, and what they answered.',
    query: PAGE,
    result: (s) => s.listOf(s.Helper),
    answer: async (context, { params, query }) =>
      pageOfItems(await (await help()).listHelpers(context, params.session), query, ({ id }) => id),
  }),
  route({
    method: 'put',
    path: '/workshops/{workshop}/translations/{language}',
    summary: "A workshop's words in one of the school's languages, read over by a person.",
    body: TranslationInput,
    result: (s) => s.Workshop,
    answer: async (context, { params, body }) =>
      (await translations()).saveTranslation(context, params.workshop, params.language, body),
  }),
  route({
    method: 'post',
    path: '/workshops/{workshop}/translations/{language}/machine',
    summary: 'The same by a machine, where one is switched on; marked so until a person has read it over.',
    status: 200,
    result: (s) => s.Workshop,
    refuses: ['no-translator', 'translation-failed'],
    answer: async (context, { params, translate }) =>
      (await translations()).translateByMachine(context, translate, params.workshop, params.language),
  }),
]
