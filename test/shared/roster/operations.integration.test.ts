import { readFileSync } from 'node:fs'
import { beforeAll, expect, test, vi } from 'vitest'
import type { Actor } from '../../../shared/access/actor.ts'
import type { Context } from '../../../shared/access/context.ts'
import { listFamilies } from '../../../shared/family/operations.ts'
import { importRoster, readJob, startImport } from '../../../shared/roster/operations.ts'
import { createSchool } from '../../../shared/school/operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'

const deployment: Actor = { kind: 'deployment' }
let context: Context
beforeAll(async () => {
  context = contextFor(deployment, { table: await freshTable() })
})

const newSchool = async () => {
  const school = await createSchool(context, {
    name: 'Puente',
    timeZone: 'America/Los_Angeles',
    country: 'US',
    languages: ['en', 'es'],
    defaultLanguage: 'en',
    schoolDay: { start: '08:00', end: '15:00' },
  })
  return school.id
}
const puente = {
  bytes: readFileSync(`${import.meta.dirname}/../../support/rosters/puente-oneroster-1.1.zip`),
  mediaType: 'application/zip',
}

test('the same roster twice changes nothing, and a dry run writes nothing', async () => {
  const school = await newSchool()
  const dry = await importRoster(context, school, { ...puente, dryRun: true })
  expect((await listFamilies(context, school, { limit: 1 })).items).toEqual([])
  const first = await importRoster(context, school, puente)
  expect(first).toEqual(dry)
  expect(first).toMatchObject({
    families: { created: 120, updated: 0, unchanged: 0 },
    caregivers: 203,
    students: 209,
  })
  const second = await importRoster(context, school, puente)
  expect(second.families).toEqual({ created: 0, updated: 0, unchanged: 120 })
})

test('a long import answers with a job, which comes to its end', async () => {
  const school = await newSchool()
  const started = await startImport(context, school, { ...puente, patience: 0 })
  if (!('job' in started)) throw new Error('a job was expected')
  await vi.waitFor(async () => {
    expect(await readJob(context, school, started.job)).toMatchObject({
      status: 'done',
      done: 120,
      total: 120,
      result: { families: { created: 120 } },
    })
  }, 5000)
  await expect(readJob(context, school, 'none')).rejects.toMatchObject({ code: 'not-found' })
})

test('a short import answers at once; who may not plan is refused', async () => {
  const school = await newSchool()
  expect(await startImport(context, school, puente)).toMatchObject({ report: { students: 209 } })
  const helper: Actor = { kind: 'member', school, id: 'h', role: 'helper', name: 'Hana' }
  const asked = importRoster({ ...context, actor: helper }, school, puente)
  await expect(asked).rejects.toMatchObject({ code: 'forbidden' })
})
