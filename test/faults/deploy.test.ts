import { randomUUID } from 'node:crypto'
import { expect, inject, test, vi } from 'vitest'
import { clientOf } from '../../functions/wire.ts'
import type { Context } from '../../shared/access/context.ts'
import { Refusal } from '../../shared/access/refusal.ts'
import { listFamilies, updateFamily } from '../../shared/family/family.operations.ts'
import { continueImport, readJob, startImport } from '../../shared/roster/import.operations.ts'
import { openTable, type Table } from '../../shared/table/table.ts'
import { workLater } from '../support/background-jobs.ts'
import { chanceOf, SEED, sized } from '../support/chance.ts'
import { contextFor } from '../support/context.ts'
import { freshTable } from '../support/engine.ts'
import { DEPLOYMENT, schoolWith } from '../support/puente.ts'
import { startRough } from '../support/rough-database.ts'
import { startServer } from '../support/server.ts'

const DEPLOYS = sized(2, 20)
const FAMILIES = sized(3000, 10_000)
const SMALL = 300
const MOST_CALLS = 12
const LONGEST_MS = 100
// The lease of a killed process ends after a minute and a half.
const TURN_MS = 2 * 60_000

/** A roster of that many families, each with a caregiver and a child. */
function rosterOf(families: number) {
  const lines = Array.from(
    { length: families },
    (_, place) => `F${place},Ada ${place},,f${place}@example.org,es,es,email,03,,grade:03`,
  )
  const head =
    'family_id,caregiver_name,phone,email,written_language,spoken_language,channel,child_grade,child_age_band,groups'
  return { bytes: Buffer.from([head, ...lines].join('\n')), mediaType: 'text/csv', timeout: 0 }
}

async function beginImport(table: Table, families: number, now: () => string) {
  const context = contextFor(DEPLOYMENT, { table, now })
  const { school } = await schoolWith(table, 0)
  const { jobs } = workLater(context)
  const begun = await startImport(context, jobs, school, rosterOf(families))
  if (!('job' in begun)) throw new Error('a job was expected')
  return { context, school, jobs, job: begun.job }
}

/** How many families exist, and how many of the roster's exist more than once. */
async function familiesIn(context: Context, school: string) {
  const families = []
  for (let cursor: string | undefined, more = true; more; ) {
    const page = await listFamilies(context, school, { limit: 1000, ...(cursor && { cursor }) })
    families.push(...page.items)
    cursor = page.nextCursor
    more = cursor !== undefined
  }
  const sources = families.flatMap(({ sourceIds }) => sourceIds)
  return { families, doubled: sources.length - new Set(sources).size }
}

test('an import interrupted by deploys ends with each family once, and keeps what people changed meanwhile', {
  timeout: 60_000 + DEPLOYS * 20_000,
}, async () => {
  const chance = chanceOf(SEED)
  const CONVITE_TABLE = `deploy-${randomUUID()}`
  const table = await freshTable(CONVITE_TABLE)
  let clock = Date.now()
  const begun = await beginImport(table, FAMILIES, () => new Date(clock).toISOString())
  const { context, school, job } = begun
  const jobNow = () => readJob(context, school, job)
  const someFamilies = async () => (await listFamilies(context, school, { limit: 50 })).items
  const start = () =>
    startServer({
      DYNAMODB_ENDPOINT: inject('dynamodbEndpoint'),
      CONVITE_TABLE,
      CONVITE_NOW: new Date(clock).toISOString(),
    })
  const edited = new Set<string>()
  let interrupted = 0
  let firstPageMs = 0
  for (let deploys = 0; deploys < DEPLOYS; deploys++) {
    const server = await start()
    const ready = performance.now()
    // Later ones find existing families: they take about as long to reach their first page.
    if (deploys === 0)
      await expect
        .poll(async () => (await someFamilies()).length, { interval: 10, timeout: 30_000 })
        .not.toBe(0)
    firstPageMs ||= performance.now() - ready
    await new Promise((moment) =>
      setTimeout(moment, (deploys === 0 ? 0 : firstPageMs) + chance() * LONGEST_MS),
    )
    await server.stop(deploys % 2 === 0 ? 'SIGTERM' : 'SIGKILL')
    await server.remove()
    if ((await jobNow()).status === 'running') interrupted += 1
    const family = (await someFamilies()).find(({ id }) => !edited.has(id))
    if (family) {
      await updateFamily(context, school, family.id, { spokenLanguage: 'so' })
      edited.add(family.id)
    }
    clock += TURN_MS
  }
  const last = await start()
  await expect.poll(async () => (await jobNow()).status, { timeout: 60_000 }).toBe('done')
  await last.remove()
  const { families, doubled } = await familiesIn(context, school)
  const undone = families.filter(({ id, spokenLanguage }) => edited.has(id) && spokenLanguage !== 'so')
  console.log(
    `deploys in the midst of an import: ${DEPLOYS}, of which ${interrupted} interrupted it, seed ${SEED}; ` +
      `${(await jobNow()).done} of ${FAMILIES} families told as imported; lost ${FAMILIES - families.length}, ` +
      `doubled ${doubled}; ${edited.size} edited meanwhile, of which undone ${undone.length}`,
  )
  expect({ families: families.length, doubled, undone }).toEqual({
    families: FAMILIES,
    doubled: 0,
    undone: [],
  })
  expect(interrupted).toBeGreaterThan(0)
  expect(edited.size).toBeGreaterThan(0)
})

test('a function that dies between pages, and two concurrent ones, leave each family once', {
  timeout: 60_000 + DEPLOYS * 10_000,
}, async () => {
  const chance = chanceOf(SEED)
  const engine = inject('dynamodbEndpoint')
  const sum = { runs: 0, died: 0, collided: 0, lost: 0, doubled: 0 }
  const silent = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  for (let imports = 0; imports < DEPLOYS; imports++) {
    const name = `deploy-${randomUUID()}`
    const table = await freshTable(name)
    let clock = Date.now()
    const begun = await beginImport(table, SMALL, () => new Date(clock).toISOString())
    const { context, school, job } = begun
    const isRunning = async () => (await readJob(context, school, job)).status === 'running'
    let isFirst = true
    while (await isRunning()) {
      const database = await startRough(engine, chance)
      database.lifetime = 5 + Math.floor(chance() * MOST_CALLS)
      const doomed = openTable(name, clientOf({ DYNAMODB_ENDPOINT: database.endpoint }))
      // The first one always works until it dies; only later ones may run out of time before.
      const isOutOfTime = isFirst ? () => false : () => chance() < 0.1
      const run = (on: Table) =>
        continueImport(
          { ...context, table: on, jobs: workLater({ ...context, table: on }).jobs },
          { school, job },
          isOutOfTime,
        )
      // After the first one died, the queue delivers it to two at once; only one may hold the lease.
      const ended = await Promise.allSettled(isFirst ? [run(doomed)] : [run(doomed), run(table)])
      isFirst = false
      const faults = ended.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
      sum.runs += 1
      if (database.calls > database.lifetime) sum.died += 1
      if (faults.some((fault) => fault instanceof Refusal && fault.code === 'conflict')) sum.collided += 1
      await database.stop()
      clock += TURN_MS
    }
    const { families, doubled } = await familiesIn(context, school)
    sum.lost += SMALL - families.length
    sum.doubled += doubled
  }
  silent.mockRestore()
  console.log(
    `functions in the midst of an import: ${DEPLOYS} imports in ${sum.runs} runs; one died ${sum.died} times, one gave ` +
      `way to another ${sum.collided} times, seed ${SEED}; lost ${sum.lost}, doubled ${sum.doubled}`,
  )
  expect(sum).toMatchObject({ lost: 0, doubled: 0 })
  expect(sum.died).toBeGreaterThanOrEqual(DEPLOYS)
})
