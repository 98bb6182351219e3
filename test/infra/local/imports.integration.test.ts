import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { localImports } from '../../../infra/local/imports.ts'
import type { Context } from '../../../shared/access/context.ts'
import { readJob, startImport } from '../../../shared/roster/import.operations.ts'
import { NewSchool } from '../../../shared/school/school.ts'
import { createSchool } from '../../../shared/team/founding.operations.ts'
import { PUENTE } from '../../support/api.ts'
import { workLater } from '../../support/background-jobs.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'

const roster = {
  bytes: readFileSync(new URL('../../support/rosters/puente-oneroster-1.1.zip', import.meta.url)),
  mediaType: 'application/zip',
  timeout: 0,
}
let context: Context
let school: string
beforeEach(async () => {
  context = contextFor({ kind: 'deployment' }, { table: await freshTable() })
  school = (await createSchool(context, NewSchool.parse(PUENTE))).id
})

const begin = async (jobs: Parameters<typeof startImport>[1]) => {
  const started = await startImport(context, jobs, school, roster)
  if (!('job' in started)) throw new Error('a job was expected')
  return started.job
}
const job = (id: string) => readJob(context, school, id)

describe('Imports in the server’s own process', () => {
  test('stop with it, and the next one resumes them', async () => {
    const first = localImports()
    const id = await begin(first.workOn(context))
    await first.stop()
    expect((await job(id)).status).toBe('running')
    await goOn(id)
    expect(await job(id)).toMatchObject({ done: 120, result: { families: { created: 120 } } })
  })

  test('are resumed after a crash', async () => {
    await goOn(await begin(workLater(context).jobs))
  })
})

/** The next process, until it has brought the job to its end. */
async function goOn(id: string): Promise<void> {
  const next = localImports()
  next.start({ ...context, jobs: next.workOn(context) })
  await vi.waitUntil(async () => (await job(id)).status === 'done', { timeout: 20_000, interval: 50 })
  await next.stop()
}
