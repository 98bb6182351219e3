import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { newId } from '../access/identifier.ts'
import { Refusal, refuse } from '../access/refusal.ts'
import { dropSecret } from '../access/store.ts'
import { phoneReader } from '../family/phone.ts'
import { familiesOf, familyItem, putFamily, removeFamilyWrite } from '../family/store.ts'
import { readSchool } from '../school/operations.ts'
import { ConditionFailed, type Write } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { openBundle } from './bundle.ts'
import { readOneRoster } from './oneroster.ts'
import { type Plan, planImport } from './plan.ts'
import { cappedReport, type Job, type RosterReport, reportOf } from './report.ts'
import type { Reading, Roster } from './roster.ts'
import { readSimple } from './simple.ts'
import { dropUpload, endTurn, getJob, getTurn, getUpload, putJob, takeTurn, uploadItems } from './store.ts'
import { pack, type Upload, unpack } from './upload.ts'

/** A roster as it was sent: a OneRoster bundle (`application/zip`) or the simple form (`text/csv`). */
export type RosterFile = { bytes: Uint8Array; mediaType: string; dryRun?: boolean }

const PATIENCE_MS = 20_000
const JOB_SECONDS = 7 * 24 * 60 * 60
const UPLOAD_SECONDS = 60 * 60
const RESULT_BYTES = 300_000
const MAX_FILE_BYTES = 100 * 1024 * 1024
const TURN_MINUTES = 5
const ROUNDS = 5
const BATCH = 50
const PARALLEL_BATCHES = 4

type Progress = (done: number, total: number) => Promise<void>

/**
 * Imports a roster. Families already known are updated, except in what was changed by hand; a dry run writes nothing.
 * Refuses with `conflict` while another import into the same school runs.
 */
export async function importRoster(
  context: Context,
  schoolId: string,
  file: RosterFile,
  onProgress?: Progress,
): Promise<RosterReport> {
  mustOrganize(context.actor)
  const { country, defaultLanguage } = await readSchool(context, schoolId)
  const scope = scopeOf(context.actor, schoolId)
  const roster = await readRoster(file, { country, defaultLanguage })
  const plan = async () => planImport(await familiesOf(context.table, scope), roster, newId)
  if (file.dryRun) return reportOf(roster, await plan())
  return inTurn(context, scope, async () => {
    const first = await plan()
    let overtaken = await carryOut(context, scope, first, onProgress)
    // Whom somebody edited meanwhile is compared again, so that nothing they said is lost.
    for (let round = 1; overtaken && round < ROUNDS; round++)
      overtaken = await carryOut(context, scope, await plan())
    return overtaken ? refuse('family-changed') : reportOf(roster, first)
  })
}

// Two imports at once would each make the families that neither finds yet.
async function inTurn<T>({ table, now }: Context, scope: SchoolScope, work: () => Promise<T>): Promise<T> {
  const before = await getTurn(table, scope)
  if (before && before.until > instantOf(now())) refuse('conflict')
  const turn = { holder: newId(), until: instantOf(now().plus({ minutes: TURN_MINUTES })) }
  if (!(await holds(table, takeTurn(scope, turn, before)))) refuse('conflict')
  try {
    return await work()
  } finally {
    await holds(table, endTurn(scope, turn))
  }
}

async function holds({ commit }: Context['table'], ...writes: Write[]): Promise<boolean> {
  try {
    await commit(...writes)
    return true
  } catch (fault) {
    if (fault instanceof ConditionFailed) return false
    throw fault
  }
}

// One edited family stops its whole batch: the others are then written by themselves.
async function eachHolds(table: Context['table'], writes: readonly Write[]): Promise<boolean> {
  let all = true
  for (const write of writes) all = (await holds(table, write)) && all
  return all
}

// Says whether a family was edited between the plan and its write; that one was left alone.
async function carryOut(
  { table }: Context,
  scope: SchoolScope,
  { created, updated, removed }: Plan,
  onProgress?: Progress,
): Promise<boolean> {
  const total = created.length + updated.length
  let done = created.length
  let overtaken = false
  await onProgress?.(0, total)
  const items = created.map((family) => familyItem(scope, family))
  await table.putAll(items, (put) => onProgress?.(put, total))
  const batches = Array.from({ length: Math.ceil(updated.length / BATCH) }, (_, place) =>
    updated.slice(place * BATCH, (place + 1) * BATCH).map((family) => putFamily(scope, family)),
  )
  const worker = async () => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      if (!(await holds(table, ...batch)) && !(await eachHolds(table, batch))) overtaken = true
      done += batch.length
      await onProgress?.(done, total)
    }
  }
  await Promise.all(Array.from({ length: PARALLEL_BATCHES }, worker))
  for (const family of removed)
    if (!(await holds(table, removeFamilyWrite(scope, family), ...family.links.map(dropSecret))))
      overtaken = true
  return overtaken
}

async function readRoster(
  { bytes, mediaType }: RosterFile,
  school: Omit<Reading, 'readPhone'>,
): Promise<Roster> {
  const reading = { ...school, readPhone: await phoneReader() }
  if (bytes.byteLength > MAX_FILE_BYTES) refuse('roster-too-large')
  const [type] = mediaType.split(';')
  if (type?.trim() === 'text/csv') return readSimple(bytes, reading)
  if (type?.trim() === 'application/zip') return readOneRoster(openBundle(bytes), reading)
  return refuse('unsupported-media-type')
}

/** Imports a roster, and answers with a job to ask for where it takes longer than `patience` milliseconds. */
export async function startImport(
  context: Context,
  schoolId: string,
  { patience = PATIENCE_MS, ...file }: RosterFile & { patience?: number },
): Promise<{ report: RosterReport } | { job: string }> {
  mustOrganize(context.actor)
  const job = jobOf(context, schoolId)
  const work = importRoster(context, schoolId, file, job.progress)
  // A fault that comes while the job is being written down is heard by the job.
  work.catch(() => undefined)
  const report = await within(work, patience)
  if (report) return { report }
  await job.begin()
  // Nobody waits for it any more: how it ends stands in the job.
  work.then(job.finish, job.fail).catch(() => undefined)
  return { job: job.id }
}

/** Keeps a file that can be read until it is imported, an hour at most; answers with the id of the upload. */
export async function keepUpload(context: Context, schoolId: string, file: RosterFile): Promise<string> {
  mustOrganize(context.actor)
  const { country, defaultLanguage } = await readSchool(context, schoolId)
  await readRoster(file, { country, defaultLanguage })
  const upload = pack(newId(), file)
  const expiresAt = Math.floor(context.now().toSeconds()) + UPLOAD_SECONDS
  await context.table.putAll(uploadItems(scopeOf(context.actor, schoolId), upload, expiresAt))
  return upload.id
}

async function readUpload({ table, actor, now }: Context, schoolId: string, id: string): Promise<Upload> {
  mustOrganize(actor)
  return (await getUpload(table, scopeOf(actor, schoolId), id, now().toSeconds())) ?? refuse('not-found')
}

/** What the import of an upload would change; nothing is written. */
export async function previewUpload(context: Context, schoolId: string, id: string): Promise<RosterReport> {
  const file = unpack(await readUpload(context, schoolId, id))
  return importRoster(context, schoolId, { ...file, dryRun: true })
}

/** Imports an upload in a job, and waits `patience` milliseconds for its end. The file goes when it is done. */
export async function importUpload(
  context: Context,
  schoolId: string,
  id: string,
  patience: number,
): Promise<string> {
  const upload = await readUpload(context, schoolId, id)
  const job = jobOf(context, schoolId)
  await job.begin()
  const forget = () => context.table.commit(...dropUpload(scopeOf(context.actor, schoolId), upload))
  const work = importRoster(context, schoolId, unpack(upload), job.progress)
    .then(job.finish, job.fail)
    .then(forget)
  await within(work, patience)
  return job.id
}

async function within<T>(work: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds)
  })
  try {
    return await Promise.race([work, patience])
  } finally {
    clearTimeout(timer)
  }
}

function jobOf({ table, actor, now }: Context, schoolId: string) {
  const scope = scopeOf(actor, schoolId)
  const expiresAt = Math.floor(now().toSeconds()) + JOB_SECONDS
  const state: Job = { id: newId(), status: 'running', done: 0, total: 0 }
  let begun = false
  const keep = () => table.commit(putJob(scope, state, expiresAt))
  return {
    id: state.id,
    begin: async () => {
      await keep()
      begun = true
    },
    progress: async (done: number, total: number) => {
      Object.assign(state, { done: Math.max(done, state.done), total })
      if (begun) await keep()
    },
    finish: async (report: RosterReport) => {
      Object.assign(state, { status: 'done', result: cappedReport(report, RESULT_BYTES) })
      await keep()
    },
    fail: async (fault: unknown) => {
      Object.assign(state, { status: 'failed', ...(fault instanceof Refusal && { code: fault.code }) })
      await keep()
    },
  }
}

/** How far a long import is. */
export async function readJob({ table, actor, now }: Context, schoolId: string, jobId: string): Promise<Job> {
  mustOrganize(actor)
  const found = await getJob(table, scopeOf(actor, schoolId), jobId)
  if (!found || found.expiresAt <= now().toSeconds()) return refuse('not-found')
  const { expiresAt: _, ...job } = found
  return job
}
