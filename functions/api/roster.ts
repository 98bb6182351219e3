import { refuse } from '../../shared/access/refusal.ts'
import type { OpenTie } from '../../shared/household/tie.operations.ts'
import { TieAnswered } from '../../shared/household/tie.ts'
import { PAGE, pageOf } from './page.ts'
import { answer, route } from './route.ts'

// Zip, CSV and phone numbers are loaded when a roster comes.
const operations = () => import('../../shared/roster/import.operations.ts')

const ties = () => import('../../shared/household/tie.operations.ts')

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
      const { signUpload } = await import('../../shared/roster/upload.operations.ts')
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
  route({
    method: 'get',
    path: '/schools/{school}/roster/ties',
    summary: 'Who would join or part by the last rosters, until a person answers.',
    query: PAGE,
    result: (s) => s.listOf(s.Tie),
    answer: async (context, { params, query }) => {
      const { pageThroughTies } = await ties()
      const { items, ...more } = await pageThroughTies(context, params.school, pageOf(query))
      return { items: items.map(shownTie), ...more }
    },
  }),
  route({
    method: 'post',
    path: '/schools/{school}/roster/ties/{tie}',
    summary: 'Says whether they belong together; the answer stays, whatever a later roster says.',
    status: 200,
    body: TieAnswered,
    result: (s) => s.AnsweredTie,
    refuses: ['already-answered', 'family-changed', 'conflict'],
    severalCommits: true,
    answer: async (context, { params, body: { answer } }) => {
      const { answerTie } = await ties()
      await answerTie(context, params.school, params.tie, answer)
      return { id: params.tie, answer }
    },
  }),
]

function shownTie({ id, kind, families, renamedTo, isMissing, leaving, askedAt }: OpenTie) {
  const named = families.map((family) => ({ id: family.id, name: family.name }))
  const caregivers = leaving.caregivers.map((one) => ({
    ...{ id: one.id, givenName: one.givenName, familyName: one.familyName },
  }))
  const children = leaving.children.map(({ sourceId: _, ...age }) => age)
  return {
    ...{ id, kind, families: named, leaving: { caregivers, children }, askedAt },
    ...(renamedTo && { renamedTo }),
    ...(isMissing && { isMissing }),
  }
}
