import { answer, route } from './route.ts'

// Zip, CSV and phone numbers are loaded when a roster comes.
const operations = () => import('../../shared/roster/operations.ts')

/** The roster and what comes of it. */
export const rosterRoutes = [
  route({
    method: 'post',
    path: '/schools/{school}/roster',
    summary: 'A OneRoster bundle or the simple CSV form; with `dryRun=true` nothing is written.',
    status: 200,
    bytes: ['application/zip', 'text/csv'],
    query: ['dryRun'],
    answer: async (context, { params, query, bytes, mediaType }) => {
      const dryRun = query.dryRun === 'true'
      const { startImport } = await operations()
      const outcome = await startImport(context, params.school, { bytes, mediaType, dryRun })
      return 'job' in outcome ? answer(202, outcome) : outcome.report
    },
  }),
  route({
    method: 'get',
    path: '/schools/{school}/jobs/{job}',
    summary: 'How far a long import is, and what came of it.',
    answer: async (context, { params }) => (await operations()).readJob(context, params.school, params.job),
  }),
]
