import { refuse } from '../../shared/access/refusal.ts'
import { answer, route } from './route.ts'

// Zip, CSV and phone numbers are loaded when a roster comes.
const operations = () => import('../../shared/roster/import.operations.ts')

/** The roster and what comes of it. */
export const rosterRoutes = [
  route({
    method: 'post',
    path: '/schools/{school}/roster',
    summary: 'A OneRoster bundle or the simple CSV form; with `dryRun=true` nothing is written.',
    status: 200,
    bytes: ['application/zip', 'text/csv'],
    query: ['dryRun'],
    result: (s) => s.RosterReport,
    alsoResults: { 202: (s) => s.JobStarted },
    refuses: ['roster-encoding', 'roster-too-large', 'roster-unreadable', 'conflict'],
    severalCommits: true,
    answer: async (context, { params, query, bytes, mediaType, jobs }) => {
      const dryRun = query.dryRun === 'true'
      const { startImport } = await operations()
      const outcome = await startImport(context, jobs, params.school, { bytes, mediaType, dryRun })
      return 'job' in outcome ? answer(202, outcome) : outcome.report
    },
  }),
  route({
    method: 'post',
    path: '/schools/{school}/roster/uploads',
    summary: 'How to send a file over 4 MB: as a form with these fields, then `file`, within the hour.',
    result: (s) => s.Upload,
    refuses: ['send-directly'],
    answer: async (context, { params, jobs }) => {
      const { signUpload } = await operations()
      return (await signUpload(context, jobs, params.school)) ?? refuse('send-directly')
    },
  }),
  route({
    method: 'post',
    path: '/schools/{school}/roster/uploads/{upload}',
    summary: 'Imports a file that was sent; with `dryRun=true` nothing is written.',
    status: 200,
    query: ['dryRun'],
    result: (s) => s.RosterReport,
    alsoResults: { 202: (s) => s.JobStarted },
    severalCommits: true,
    answer: async (context, { params: { school, upload }, query, jobs }) => {
      const dryRun = query.dryRun === 'true'
      const { startImport } = await operations()
      const outcome = await startImport(context, jobs, school, { upload, dryRun })
      return 'job' in outcome ? answer(202, outcome) : outcome.report
    },
  }),
  route({
    method: 'get',
    path: '/schools/{school}/jobs/{job}',
    summary: 'How far a long import is, and what came of it.',
    result: (s) => s.Job,
    answer: async (context, { params }) => (await operations()).readJob(context, params.school, params.job),
  }),
]
