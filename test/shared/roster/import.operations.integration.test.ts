import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Actor, publicScope } from '../../../shared/access/actor.ts'
import type { Context } from '../../../shared/access/context.ts'
import { allFamilies } from '../../../shared/family/family.operations.ts'
import { areFamiliesStale, votersOf } from '../../../shared/family/family.store.ts'
import {
  continueImport,
  importUpload,
  keepUpload,
  readJob,
  startImport,
} from '../../../shared/roster/import.operations.ts'
import { idleImports } from '../../../shared/roster/progress.operations.ts'
import { signUpload } from '../../../shared/roster/upload.operations.ts'
import { NewSchool } from '../../../shared/school/school.ts'
import type { Table } from '../../../shared/table/table.ts'
import { createSchool } from '../../../shared/team/founding.operations.ts'
import { PUENTE } from '../../support/api.ts'
import { workLater } from '../../support/background-jobs.ts'
import { contextFor, TEST_NOW } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'

const clock = { now: TEST_NOW }
let context: Context
beforeAll(async () => {
  context = contextFor({ kind: 'deployment' }, { table: await freshTable(), now: () => clock.now })
})

const puente = {
  bytes: readFileSync(`${import.meta.dirname}/../../support/rosters/puente-oneroster-1.1.zip`),
  mediaType: 'application/zip',
}
const never = () => false
const always = () => true

async function newSchool() {
  const school = (await createSchool(context, NewSchool.parse(PUENTE))).id
  const { jobs, handed } = workLater(context)
  /** Continues the job that was enqueued last. */
  const goOn = (isOver = never, table: Table = context.table) => {
    const place = handed.at(-1)
    if (!place) throw new Error('no job was handed over')
    return continueImport({ table, now: context.now, jobs }, place, isOver)
  }
  const job = (id: string) => readJob(context, school, id)
  return { school, jobs, handed, goOn, job }
}

/** A job for the roster, enqueued before anything is written. */
async function handedOver() {
  const here = await newSchool()
  const started = await startImport(context, here.jobs, here.school, { ...puente, timeout: 0 })
  if (!('job' in started)) throw new Error('a job was expected')
  return { ...here, id: started.job }
}

/** The number of families that count in a vote. */
const voters = async (school: string) => (await votersOf(context.table, publicScope(school))).length

/** A table that fails after a number of families. */
function breaking(after: number): Table {
  const { table } = context
  return {
    ...table,
    putAll: async (items) => {
      await table.putAll(items.slice(0, after))
      throw new Error('the process ended')
    },
  }
}

describe('an import', () => {
  test('that is short returns its report at once', async () => {
    const { school, jobs, handed } = await newSchool()
    expect(await startImport(context, jobs, school, puente)).toMatchObject({ report: { students: 209 } })
    expect(handed).toEqual([])
  })

  test('that is long returns a job, which a worker completes', async () => {
    const { school, id, goOn, job, handed } = await handedOver()
    expect(handed).toEqual([{ school, job: id }])
    expect(await job(id)).toEqual({ id, status: 'running', done: 0, total: 120 })
    expect(await allFamilies(context, school)).toEqual([])
    expect(await goOn()).toBe('done')
    expect(await job(id)).toMatchObject({ status: 'done', done: 120, result: { families: { created: 120 } } })
    // A message that is delivered twice runs the job once.
    expect(await goOn()).toBe('passed')
    expect(await allFamilies(context, school)).toHaveLength(120)
  })

  test('continues where it ran out of time, as often as needed, and reports on the whole', async () => {
    const { school, id, goOn, job, handed } = await handedOver()
    // Each run checks the time at its start, writes one batch or several in parallel, and checks again.
    const once = () => {
      let looks = 0
      return () => looks++ > 0
    }
    for (let runs = 0; (await goOn(once())) === 'running'; runs++) {
      expect(runs).toBeLessThan(5)
      expect((await job(id)).total).toBe(120)
    }
    expect(handed.length).toBeGreaterThan(2)
    expect(await job(id)).toMatchObject({ done: 120, result: { families: { created: 120, unchanged: 0 } } })
    expect(await allFamilies(context, school)).toHaveLength(120)
  })

  test('that a fault interrupted creates no duplicates, and is found by the scheduler', async () => {
    const { school, id, goOn, job } = await handedOver()
    await expect(goOn(never, breaking(50))).rejects.toThrow('the process ended')
    expect((await job(id)).status).toBe('running')
    expect(await voters(school)).toBe(50)
    const idle = async (all = false) => (await idleImports(context, all)).map(({ job }) => job)
    expect(await idle()).not.toContain(id)
    expect(await idle(true)).toContain(id)
    clock.now = '2027-03-01T15:03:00.000Z'
    expect(await idle()).toContain(id)
    clock.now = TEST_NOW
    expect(await goOn()).toBe('done')
    expect(await idle(true)).not.toContain(id)
    expect(await allFamilies(context, school)).toHaveLength(120)
    expect(await job(id)).toMatchObject({ done: 120, result: { families: { created: 120 } } })
  })

  test('that was interrupted before packing is packed by the run that continues it', async () => {
    const { school, goOn } = await handedOver()
    const { table } = context
    const unpacking: Table = {
      ...table,
      async commit(...writes) {
        if (writes.some((write) => 'put' in write && write.put.sk.startsWith('PART#')))
          throw new Error('ended')
        await table.commit(...writes)
      },
    }
    await expect(goOn(never, unpacking)).rejects.toThrow('ended')
    const scope = publicScope(school)
    expect([await voters(school), await areFamiliesStale(table, scope)]).toEqual([120, true])
    expect(await goOn()).toBe('done')
    expect([await voters(school), await areFamiliesStale(table, scope)]).toEqual([120, false])
  })

  test('that always faults fails in the end', async () => {
    const { id, goOn, job } = await handedOver()
    for (let time = 1; time <= 5; time++) await expect(goOn(never, breaking(0))).rejects.toThrow()
    expect(await job(id)).toMatchObject({ status: 'failed' })
    expect(await goOn()).toBe('passed')
  })

  test('waits while another import of the school is running', async () => {
    const { school, jobs, id, goOn, job } = await handedOver()
    const { table } = context
    const meanwhile: Table = {
      ...table,
      async putAll(items, onProgress) {
        await expect(goOn()).rejects.toMatchObject({ code: 'conflict' })
        return table.putAll(items, onProgress)
      },
    }
    await startImport({ ...context, table: meanwhile }, jobs, school, puente)
    expect((await job(id)).status).toBe('running')
    expect(await goOn()).toBe('done')
    expect(await allFamilies(context, school)).toHaveLength(120)
  })

  test('whose file is gone fails with its reason', async () => {
    clock.now = TEST_NOW
    const { id, goOn, job } = await handedOver()
    clock.now = '2027-03-01T16:01:00.000Z'
    expect(await goOn()).toBe('failed')
    expect(await job(id)).toMatchObject({ status: 'failed', code: 'not-found' })
    clock.now = TEST_NOW
  })
})

describe('a stored file', () => {
  test('is read by a plain name, and never by a path', async () => {
    const { school, jobs } = await newSchool()
    const asked: string[] = []
    const read = async (_: unknown, id: string) => void asked.push(id)
    const files = { ...jobs.files, read }
    for (const upload of [`../${school}/abcdefgh1234`, 'abcdefgh1234/x', '']) {
      const started = startImport(context, { ...jobs, files }, school, { upload })
      await expect(started).rejects.toMatchObject({ code: 'not-found' })
    }
    expect(asked).toEqual([])
  })

  test('can be checked in a dry run, then imported, and is deleted', async () => {
    const { school, jobs, job } = await newSchool()
    const upload = await keepUpload(context, jobs, school, puente)
    const look = await startImport(context, jobs, school, { upload, dryRun: true })
    expect(look).toMatchObject({ report: { families: { created: 120 } } })
    const id = await importUpload(context, jobs, school, { upload, timeout: 60_000 })
    expect((await job(id)).status).toBe('done')
    await expect(importUpload(context, jobs, school, { upload, timeout: 0 })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  test('is kept during a dry run, however long it takes', async () => {
    const { school, jobs, goOn, job, handed } = await newSchool()
    // A file that was uploaded directly and is too large for a synchronous import.
    const rows = Array.from({ length: 100 }, (_, row) => `f${row},${'A'.repeat(90_000)},,,es,es,paper,3,,`)
    const columns =
      'family_id,caregiver_name,phone,email,written_language,spoken_language,channel,child_grade,child_age_band,groups'
    await jobs.files.keep(school as never, 'large', Buffer.from([columns, ...rows].join('\n')))
    const look = await startImport(context, jobs, school, { upload: 'large', dryRun: true })
    const [place] = handed
    expect(look).toEqual({ job: place?.job })
    expect(await goOn(always)).toBe('done')
    expect(await job(place?.job ?? '')).toMatchObject({ status: 'done', upload: 'large' })
    expect(await jobs.files.read(school as never, 'large')).toBeDefined()
    expect(await allFamilies(context, school)).toEqual([])
  }, 30_000)

  test('needs no presigned upload where the server accepts it itself', async () => {
    const { school, jobs } = await newSchool()
    expect(await signUpload(context, jobs, school)).toBeUndefined()
  })
})

test('only organizers may import, store, presign and read jobs', async () => {
  const { school, jobs } = await newSchool()
  const helper: Actor = { kind: 'member', school, id: 'h', role: 'helper', name: 'Hana' }
  const theirs = { ...context, actor: helper }
  const asked = [
    startImport(theirs, jobs, school, puente),
    importUpload(theirs, jobs, school, { upload: 'u', timeout: 0 }),
    keepUpload(theirs, jobs, school, puente),
    signUpload(theirs, jobs, school),
    readJob(theirs, school, 'j'),
  ]
  for (const one of asked) await expect(one).rejects.toMatchObject({ code: 'forbidden' })
})

test('a job of another school is not found', async () => {
  const { id } = await handedOver()
  const { school } = await newSchool()
  await expect(readJob(context, school, id)).rejects.toMatchObject({ code: 'not-found' })
})
