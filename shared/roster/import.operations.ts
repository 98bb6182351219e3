import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import type { Files, JobPlace, SignedForm, Work } from '../access/background-jobs.ts'
import type { Context, Services } from '../access/context.ts'
import { newId } from '../access/identifier.ts'
import { Refusal, refuse } from '../access/refusal.ts'
import { readSchool } from '../school/school.operations.ts'
import { instantOf } from '../time/instant.ts'
import { dropUpload, dueJobs, getJob, getUpload, putJob, uploadItems } from './import.store.ts'
import {
  advanced,
  brokenDown,
  done,
  type ImportJob,
  inWork,
  type Job,
  newJob,
  planned,
  refused,
  toldOf,
} from './import-job.ts'
import { pauseAfter } from './import-pace.ts'
import type { RosterReport } from './report.ts'
import { type IsOver, importRoster, type RosterFile, readRoster, TimeIsOver } from './roster.operations.ts'
import { mediaTypeOf, pack, unpack } from './upload.ts'

const PATIENCE_MS = 20_000
const UPLOAD_SECONDS = 60 * 60
// Some 60,000 families as a zip: what may take longer to read alone than anybody waits.
const MAX_AT_ONCE_BYTES = 8 * 1024 * 1024
const JOBS_AT_ONCE = 20
const END_OF_TIME = '9999'
const PLAIN_NAME = /^[a-z0-9]+$/

/** What is imported: a file as it was sent, or one that was kept before. */
export type RosterSource = RosterFile | { upload: string; dryRun?: boolean }

/**
 * Imports a roster. Where that takes longer than `patience` milliseconds it answers with a job to ask for: somebody
 * else goes on from where this stopped.
 */
export async function startImport(
  context: Context,
  work: Work,
  schoolId: string,
  { patience = PATIENCE_MS, ...source }: RosterSource & { patience?: number },
): Promise<{ report: RosterReport } | { job: string }> {
  const job = await begin(context, work, schoolId, source, patience)
  return job.result ? { report: job.result } : { job: job.id }
}

/** Imports what was kept, in a job whose id it answers with; what takes no longer than `patience` has ended then. */
export async function importUpload(
  context: Context,
  work: Work,
  schoolId: string,
  { upload, patience }: { upload: string; patience: number },
): Promise<string> {
  const job = await begin(context, work, schoolId, { upload }, patience)
  if (job.result) await context.table.commit(putJob(scopeOf(context.actor, schoolId), job))
  return job.id
}

async function begin(
  context: Context,
  work: Work,
  schoolId: string,
  source: RosterSource,
  patience: number,
): Promise<ImportJob> {
  mustOrganize(context.actor)
  const scope = scopeOf(context.actor, schoolId)
  const { dryRun = false } = source
  const isKept = 'upload' in source
  const upload = isKept ? source.upload : newId()
  const file = isKept ? await readUpload(work, scope, upload) : source
  const end = performance.now() + patience
  const isOver = () => performance.now() >= end
  const begun = newJob(newId(), { upload, dryRun }, context.now())
  const isLarge = file.bytes.byteLength > MAX_AT_ONCE_BYTES
  const job = isLarge ? begun : await goOn(context, schoolId, begun, { file, isOver, work })
  if (job.result) {
    if (isKept && !dryRun) await work.files.drop(scope, upload)
    return job
  }
  if (!isKept) await work.files.keep(scope, upload, file.bytes)
  await handOver(context, work, scope, job)
  return job
}

type Run = {
  file: RosterFile
  isOver: IsOver
  work: Pick<Work, 'unitsPerSecond'>
  keep?: (job: ImportJob) => Promise<void>
}

// The job as far as it comes before its time is over.
async function goOn(context: Context, schoolId: string, begun: ImportJob, run: Run): Promise<ImportJob> {
  let job = begun
  let before = 0
  let pace = pacer(run.work, 0)
  try {
    const report = await importRoster(
      context,
      schoolId,
      { ...run.file, dryRun: job.dryRun },
      {
        isOver: run.isOver,
        onPlan: (report, total) => {
          job = planned(job, report, total)
          before = job.total - total
          pace = pacer(run.work, report.families.created)
        },
        onProgress: async (written) => {
          job = advanced(job, before + written)
          await run.keep?.(job)
          await pace(written)
        },
      },
    )
    return done(job, report)
  } catch (fault) {
    if (fault instanceof TimeIsOver) return job
    throw fault
  }
}

// Lets no more be written a second than the table bears; where nothing is said it bears anything.
function pacer({ unitsPerSecond }: Run['work'], created: number): (written: number) => Promise<void> {
  const begun = performance.now()
  return async (written) => {
    if (!unitsPerSecond) return
    const soFar = { created: Math.min(written, created), updated: Math.max(0, written - created) }
    const pause = pauseAfter(soFar, { milliseconds: performance.now() - begun, unitsPerSecond })
    if (pause > 0) await new Promise((done) => setTimeout(done, pause))
  }
}

async function handOver(context: Context, work: Work, scope: SchoolScope, job: ImportJob): Promise<void> {
  await context.table.commit(putJob(scope, inWork(job, context.now())))
  await work.hand({ school: scope, job: job.id })
}

// It is named by whoever imports it, and is a path where files lie elsewhere.
async function readUpload({ files }: Work, scope: SchoolScope, upload: string): Promise<RosterFile> {
  if (!PLAIN_NAME.test(upload)) refuse('not-found')
  const bytes = (await files.read(scope, upload)) ?? refuse('not-found')
  return { bytes, mediaType: mediaTypeOf(bytes) }
}

/** Keeps a file that can be read until it is imported, an hour at most; answers with the id of the upload. */
export async function keepUpload(
  context: Context,
  { files }: Work,
  schoolId: string,
  file: RosterFile,
): Promise<string> {
  mustOrganize(context.actor)
  const { country, defaultLanguage } = await readSchool(context, schoolId)
  await readRoster(file, { country, defaultLanguage })
  const id = newId()
  await files.keep(scopeOf(context.actor, schoolId), id, file.bytes)
  return id
}

/**
 * How to send a file past us, which the gateway in front would not let through; undefined where it can be sent to us.
 * A browser goes on at the address that `next` gives.
 */
export async function signUpload(
  { actor }: Context,
  { files }: Work,
  schoolId: string,
  next?: (upload: string) => string,
): Promise<(SignedForm & { id: string }) | undefined> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolId)
  const id = newId()
  const form = await files.sign?.(scope, id, next?.(id))
  return form && { id, ...form }
}

/** Files in the table itself, for a machine that has nothing else. */
export function filesInTable({ table, now }: Pick<Services, 'table' | 'now'>): Files {
  const read = (school: SchoolScope, id: string) => getUpload(table, school, id, now().toSeconds())
  return {
    keep: async (school, id, bytes) =>
      table.putAll(uploadItems(school, id, pack(bytes), Math.floor(now().toSeconds()) + UPLOAD_SECONDS)),
    read: async (school, id) => {
      const parts = await read(school, id)
      return parts.length > 0 ? unpack(parts) : undefined
    },
    drop: async (school, id) => {
      const { length } = await read(school, id)
      for (const write of dropUpload(school, id, length)) await table.commit(write)
    },
  }
}

/**
 * Goes on with a job until it ends, or hands it on when the time is over. What breaks down is thrown, and may be
 * tried again; `passed` is a job that ended before.
 */
export async function continueImport(
  { table, now, work }: Pick<Services, 'table' | 'now' | 'work'>,
  { school, job: id }: JobPlace,
  isOver: IsOver,
): Promise<Job['status'] | 'passed'> {
  const context: Context = { table, now, actor: { kind: 'deployment' } }
  const scope = scopeOf(context.actor, school)
  const found = await getJob(table, scope, id)
  if (found?.status !== 'running') return 'passed'
  const keep = (job: ImportJob) => table.commit(putJob(scope, job))
  const end = async (job: ImportJob) => {
    await keep(job)
    // What a dry run looked at may still be imported.
    if (job.status === 'failed' || !job.dryRun) await work.files.drop(scope, job.upload)
  }
  let last = found
  const keepNow = eachSecond(async (job) => {
    last = inWork(job, now())
    await keep(last)
  })
  try {
    const file = await readUpload(work, scope, found.upload)
    const job = await goOn(context, school, found, { file, isOver, work, keep: keepNow })
    if (job.status === 'running') await handOver(context, work, scope, job)
    else await end(job)
    return job.status
  } catch (fault) {
    // Another import is under way: this one's turn comes.
    if (fault instanceof Refusal && fault.code === 'conflict') throw fault
    const after = fault instanceof Refusal ? refused(last, fault.code) : brokenDown(last)
    await (after.status === 'failed' ? end(after) : keep(after))
    if (fault instanceof Refusal) return after.status
    throw fault
  }
}

// Somebody may look at how far it is, but not at each family.
function eachSecond(keep: (job: ImportJob) => Promise<void>): (job: ImportJob) => Promise<void> {
  let next = 0
  return async (job) => {
    if (performance.now() < next) return
    next = performance.now() + 1000
    await keep(job)
  }
}

/** Imports that nobody has gone on with for a while; with `all`, those of a moment ago too. */
export async function idleImports(
  { table, now }: Pick<Services, 'table' | 'now'>,
  all = false,
): Promise<JobPlace[]> {
  return dueJobs(table, all ? END_OF_TIME : instantOf(now()), JOBS_AT_ONCE)
}

/** How far a long import is. */
export async function readJob({ table, actor, now }: Context, schoolId: string, jobId: string): Promise<Job> {
  mustOrganize(actor)
  const found = await getJob(table, scopeOf(actor, schoolId), jobId)
  if (!found || found.expiresAt <= now().toSeconds()) return refuse('not-found')
  return toldOf(found)
}
