import { schoolOf } from '../../shared/access/identifier.ts'
import { readSchool } from '../../shared/school/school.operations.ts'
import { ItemChange, NewItem } from '../../shared/session/item.ts'
import { listReplies, putReply } from '../../shared/session/reply.operations.ts'
import { ReplyInput } from '../../shared/session/reply.ts'
import * as sessions from '../../shared/session/session.operations.ts'
import { SessionMove } from '../../shared/session/session.ts'
import { putStaffReply } from '../../shared/session/staff.operations.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import { titled } from './item-titles.ts'
import { PAGE, pageOfItems } from './page.ts'
import { answer, route } from './route.ts'

// Each is loaded with the first request that needs it.
const checklist = () => import('../../shared/logistics/logistics.operations.ts')
const cancellation = () => import('../../shared/session/cancellation.operations.ts')

/** Chosen times and what families replied. */
export const sessionRoutes = [
  route({
    method: 'get',
    path: '/sessions/{session}',
    summary: 'A session.',
    result: (s) => s.Session,
    answer: (context, { params }) => sessions.readSession(context, params.session),
  }),
  route({
    method: 'post',
    path: '/sessions/{session}/move',
    summary: 'Moves a session to another start; replies stay.',
    status: 200,
    body: SessionMove,
    result: (s) => s.Session,
    refuses: ['session-cancelled', 'time-in-past', 'nonexistent-local-time', 'ambiguous-local-time'],
    answer: (context, { params, body }) => sessions.moveSession(context, params.session, body),
  }),
  route({
    method: 'post',
    path: '/sessions/{session}/cancel',
    summary: 'Cancels a session; replies are kept.',
    status: 200,
    result: (s) => s.Session,
    answer: async (context, { params }) => (await cancellation()).cancelSession(context, params.session),
  }),
  route({
    method: 'get',
    path: '/sessions/{session}/replies',
    summary: 'Every reply for a session, and the seats that are held.',
    query: PAGE,
    result: (s) => s.Replies,
    answer: async (context, { params, query }) => {
      const { replies, seatsTaken } = await listReplies(context, params.session)
      return { ...pageOfItems(replies, query, ({ family }) => family), seatsTaken }
    },
  }),
  route({
    method: 'put',
    path: '/sessions/{session}/replies/{family}',
    summary: "A family's reply.",
    body: ReplyInput,
    result: (s) => s.Reply,
    refuses: ['session-full', 'session-cancelled', 'conflict'],
    answer: (context, { params, body }) => putReply(context, params.session, params.family, body),
  }),
  route({
    method: 'put',
    path: '/sessions/{session}/staff/{member}',
    summary: 'What somebody of the team replied to a workshop for the staff.',
    body: ReplyInput,
    result: (s) => s.Reply,
    answer: (context, { params, body }) => putStaffReply(context, params.session, params.member, body),
  }),
  route({
    method: 'get',
    path: '/sessions/{session}/calendar.ics',
    summary: 'The session as an iCalendar file.',
    query: ['language'],
    resultType: 'text/calendar',
    answer: async (context, { params, query }) => {
      const session = await sessions.readSession(context, params.session)
      const [workshop, school] = await Promise.all([
        readWorkshop(context, session.workshop),
        readSchool(context, schoolOf(session.id)),
      ])
      const { calendarOf } = await import('../../web/messages/calendar.ts') // few ask for it
      const calendar = calendarOf(session, workshop, query.language ?? school.defaultLanguage)
      return answer(200, calendar, 'text/calendar; charset=utf-8')
    },
  }),
]

/** What follows from the replies: quantities and the checklist. */
export const logisticsRoutes = [
  route({
    method: 'get',
    path: '/sessions/{session}/logistics',
    summary: 'What a session needs, computed from its replies, and its checklist.',
    result: (s) => s.Logistics,
    answer: async (context, { params }) => {
      const { readLogistics } = await checklist()
      const logistics = await readLogistics(context, params.session, { reading: 'recent' })
      const { items, session: _, workshop: _of, timeZone: _zone, today: _day, ...needs } = logistics
      return { ...needs, items: items.map(titled) }
    },
  }),
  route({
    method: 'post',
    path: '/sessions/{session}/items',
    summary: "Adds the school's own item to the checklist.",
    body: NewItem,
    result: (s) => s.ChecklistItem,
    answer: async (context, { params, body }) => {
      const { addItem } = await checklist()
      return titled(await addItem(context, params.session, body))
    },
  }),
  route({
    method: 'patch',
    path: '/sessions/{session}/items/{item}',
    summary: 'Says where an item stands; only what is given changes.',
    body: ItemChange,
    result: (s) => s.ChecklistItem,
    refuses: ['item-changed', 'conflict'],
    answer: async (context, { params, body }) => {
      const { patchItem } = await checklist()
      return titled(await patchItem(context, params.session, params.item, body))
    },
  }),
  route({
    method: 'delete',
    path: '/sessions/{session}/items/{item}',
    summary: "Takes the school's own item away.",
    status: 204,
    answer: async (context, { params }) => {
      await (await checklist()).removeItem(context, params.session, params.item)
      return answer(204, '')
    },
  }),
]
