import { Arrival, WalkIn } from '../../shared/attendance/attendance.ts'
import { PAGE, pageOfItems } from './page.ts'
import { route } from './route.ts'

// Loaded with the first request that needs it.
const attendance = () => import('../../shared/attendance/attendance.operations.ts')

/** Who came to a session. */
export const attendanceRoutes = [
  route({
    method: 'get',
    path: '/sessions/{session}/attendance',
    summary: 'The families that are here, or were, in the order in which they came.',
    query: PAGE,
    result: (s) => s.listOf(s.Attendance),
    answer: async (context, { params, query }) => {
      const present = await (await attendance()).listAttendance(context, params.session)
      return pageOfItems(present, query, ({ family }) => family)
    },
  }),
  route({
    method: 'post',
    path: '/sessions/{session}/attendance',
    summary: 'A family that the school did not know is here: it is known from now on.',
    body: WalkIn,
    result: (s) => s.Attendance,
    answer: async (context, { params, body }) =>
      (await attendance()).checkInWalkIn(context, params.session, body),
  }),
  route({
    method: 'put',
    path: '/sessions/{session}/attendance/{family}',
    summary: 'A family is here. Told again, its numbers are changed and nobody is counted twice.',
    body: Arrival,
    result: (s) => s.Attendance,
    answer: async (context, { params, body }) =>
      (await attendance()).checkIn(context, params.session, params.family, body),
  }),
  route({
    method: 'delete',
    path: '/sessions/{session}/attendance/{family}',
    summary: 'It was a mistake: the family is not here.',
    status: 204,
    answer: async (context, { params }) =>
      (await attendance()).undoCheckIn(context, params.session, params.family),
  }),
  route({
    method: 'put',
    path: '/sessions/{session}/turnout',
    summary: 'Closes the attendance of a session: it counts in the show rate from then on.',
    result: (s) => s.Turnout,
    refuses: ['session-not-begun'],
    answer: async (context, { params }) => (await attendance()).closeAttendance(context, params.session),
  }),
  route({
    method: 'delete',
    path: '/sessions/{session}/turnout',
    summary: 'Opens it again.',
    status: 204,
    answer: async (context, { params }) => (await attendance()).reopenAttendance(context, params.session),
  }),
]
