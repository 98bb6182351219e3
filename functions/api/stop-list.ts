import { noteProgram } from './noted.ts'
import { answer, route } from './route.ts'

// CSV and phone numbers are loaded when a list comes or goes.
const operations = () => import('../../shared/roster/stop-list.operations.ts')

/** The list of numbers that want no texts, between this and other tools. */
export const stopListRoutes = [
  route({
    method: 'get',
    path: '/schools/{school}/stop-list',
    summary:
      "The numbers of the school's families that want no texts, as CSV: `number,state,date,source`. The source is the tool that said so, or `word` where the family texted STOP here.",
    resultType: 'text/csv',
    answer: async (context, { params: { school } }) => {
      const { stops, families } = await (await operations()).listStops(context, school)
      await noteProgram(context, school, families)
      const { csvOfStops } = await import('../../web/csv.ts')
      return answer(200, csvOfStops(stops), 'text/csv; charset=utf-8')
    },
  }),
  route({
    method: 'post',
    path: '/schools/{school}/stop-list',
    summary:
      "Another tool's list as CSV with `number`, `date` and, where known, `state` and `source`: texts to those numbers of the school's families stop, unless the family said START later. Numbers of nobody here are counted and not kept; with `dryRun=true` nothing is written.",
    status: 200,
    bytes: ['text/csv'],
    query: ['dryRun'],
    result: (s) => s.StopListReport,
    refuses: ['roster-encoding', 'roster-too-large', 'roster-unreadable', 'conflict'],
    severalCommits: true,
    answer: async (context, { params: { school }, query, bytes }) => {
      const dryRun = query.dryRun === 'true'
      const { followStopList } = await operations()
      const { report, families } = await followStopList(context, school, { bytes, dryRun })
      if (!dryRun) await noteProgram(context, school, families)
      return report
    },
  }),
]
