import { NewClosure } from '../../shared/calendar/closure.ts'
import { PAGE, pageOfItems } from './page.ts'
import { route } from './route.ts'

// The public holidays of the world are loaded when times are asked for.
const operations = () => import('../../shared/calendar/calendar.operations.ts')

/** The school's closed days, and the times that fit between them. */
export const calendarRoutes = [
  route({
    method: 'get',
    path: '/schools/{school}/closures',
    summary: 'Days on which the school is closed, the soonest first; dates are local.',
    query: PAGE,
    result: (s) => s.listOf(s.Closure),
    answer: async (context, { params, query }) =>
      pageOfItems(await (await operations()).listClosures(context, params.school), query, ({ id }) => id),
  }),
  route({
    method: 'post',
    path: '/schools/{school}/closures',
    summary: 'Enters closed days; `to` is the last one, where there are several.',
    body: NewClosure,
    result: (s) => s.listOf(s.Closure),
    answer: async (context, { params, body }) => ({
      items: await (await operations()).addClosure(context, params.school, body),
    }),
  }),
  route({
    method: 'post',
    path: '/schools/{school}/closures/calendar',
    summary:
      'Enters the whole days of an iCalendar file in the coming year as closed days, and takes out those of before that it does not have any more; with `preview` nothing is written.',
    status: 200,
    query: ['preview'],
    bytes: ['text/calendar'],
    result: (s) => s.CalendarResult,
    refuses: ['calendar-unreadable', 'calendar-too-large'],
    answer: async (context, { params, query, bytes }) => {
      const { importCalendar, listClosures, previewCalendar } = await operations()
      const preview = await previewCalendar(context, params.school, bytes)
      const days = preview.comes.map(({ was: _, ...day }) => day)
      const taken = { days, left: [], gone: preview.goes.map(({ id }) => id) }
      const items = query.preview
        ? await listClosures(context, params.school)
        : await importCalendar(context, params.school, taken)
      return { items, ...preview }
    },
  }),
  route({
    method: 'delete',
    path: '/schools/{school}/closures/{closure}',
    summary: 'Takes closed days out again.',
    status: 204,
    answer: async (context, { params }) =>
      (await operations()).removeClosure(context, params.school, params.closure),
  }),
  route({
    method: 'get',
    path: '/workshops/{workshop}/suggestions',
    summary: 'Times between two local dates that fit family life, with what speaks for and against each.',
    query: [...PAGE, 'from', 'to'],
    result: (s) => s.listOf(s.TimeSuggestion),
    answer: async (context, { params, query }) => {
      const { from = '', to = '' } = query
      const times = await (await operations()).suggestFor(context, params.workshop, { from, to })
      return pageOfItems(times, query, ({ start }) => start)
    },
  }),
]
