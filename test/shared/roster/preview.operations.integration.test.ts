import { beforeEach, expect, test } from 'vitest'
import type { Context } from '../../../shared/access/context.ts'
import { allFamilies } from '../../../shared/family/family.operations.ts'
import { listOpenTies } from '../../../shared/household/tie.operations.ts'
import { importUpload, keepUpload, startImport } from '../../../shared/roster/import.operations.ts'
import { answerPreview, previewUpload } from '../../../shared/roster/preview.operations.ts'
import { readProgress } from '../../../shared/roster/progress.operations.ts'
import { SIMPLE_COLUMNS } from '../../../shared/roster/simple.ts'
import { NewSchool } from '../../../shared/school/school.ts'
import { createSchool } from '../../../shared/team/founding.operations.ts'
import { PUENTE } from '../../support/api.ts'
import { workLater } from '../../support/background-jobs.ts'
import { contextFor, TEST_NOW } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'

let context: Context
let school: string
let jobs: ReturnType<typeof workLater>['jobs']
beforeEach(async () => {
  context = contextFor({ kind: 'deployment' }, { table: await freshTable(), now: () => TEST_NOW })
  school = (await createSchool(context, NewSchool.parse(PUENTE))).id
  jobs = workLater(context).jobs
})

const file = (...rows: string[]) => ({
  bytes: new TextEncoder().encode([SIMPLE_COLUMNS.join(','), ...rows].join('\n')),
  mediaType: 'text/csv',
})
const keep = (...rows: string[]) => keepUpload(context, jobs, school, file(...rows))
const sizes = async () =>
  (await allFamilies(context, school)).map(({ caregivers }) => caregivers.length).sort()

/** A file that no longer ties two people to their family each. */
async function partingFile(): Promise<string> {
  const first = ['a,Rosa Diaz,,,es,es,paper,3,,', 'a,Leo Diaz,,,es,es,paper,3,,']
  const second = ['b,Omar Ali,,,ar,ar,paper,4,,', 'b,Huda Ali,,,ar,ar,paper,4,,']
  await startImport(context, jobs, school, file(...first, ...second))
  return keep('a,Rosa Diaz,,,es,es,paper,3,,', 'b,Omar Ali,,,ar,ar,paper,4,,')
}

async function tiesOf(upload: string) {
  const looked = await previewUpload(context, jobs, school, upload)
  return 'job' in looked ? expect.fail('the file is small') : looked.ties
}

test('A preview names the people of each tie, and writes nothing', async () => {
  const upload = await partingFile()
  const ties = await tiesOf(upload)
  const names = ties.flatMap(({ leaving }) => leaving.caregivers.map(({ givenName }) => givenName))
  expect(names.sort()).toEqual(['Huda', 'Leo'])
  expect(await listOpenTies(context, school)).toEqual([])
})

test('Answers of a preview are kept before the import, also several at once, and sent twice are the same', async () => {
  const upload = await partingFile()
  const ties = await tiesOf(upload)
  const leo = ties.find(({ leaving }) => leaving.caregivers[0]?.givenName === 'Leo')
  const answers = Object.fromEntries(
    ties.map(({ id }) => [id, id === leo?.id ? ('apart' as const) : ('together' as const)]),
  )
  const sent = { ...context, key: 'once' }
  await answerPreview(sent, jobs, school, { upload, answers })
  await answerPreview(sent, jobs, school, { upload, answers })
  expect(await sizes()).toEqual([1, 2])
  expect(await tiesOf(upload)).toEqual([])
  await importUpload(context, jobs, school, { upload, timeout: 20_000 })
  expect(await listOpenTies(context, school)).toEqual([])
  expect(await sizes()).toEqual([1, 2])
})

test('A tie that got no answer in the preview is asked about on Today', async () => {
  const upload = await partingFile()
  const [answered] = await tiesOf(upload)
  await answerPreview(context, jobs, school, { upload, answers: { [answered?.id ?? '']: 'together' } })
  await importUpload(context, jobs, school, { upload, timeout: 20_000 })
  expect(await listOpenTies(context, school)).toHaveLength(1)
  expect(await sizes()).toEqual([2, 2])
})

test('An answer to a tie that the file does not bring up changes nothing', async () => {
  const upload = await keep('a,Rosa Diaz,,,es,es,paper,3,,')
  await answerPreview(context, jobs, school, { upload, answers: { strange: 'together' } })
  expect(await listOpenTies(context, school)).toEqual([])
})

test('The progress of an import that ended counts nothing any more', async () => {
  const upload = await keep('a,Rosa Diaz,,,es,es,paper,3,,')
  const id = await importUpload(context, jobs, school, { upload, timeout: 20_000 })
  const { job, progress } = await readProgress(context, school, id)
  expect([job.status, progress]).toEqual(['done', undefined])
})
