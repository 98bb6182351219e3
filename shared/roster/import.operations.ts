import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import type { BackgroundJobs, Files, JobReference, SignedForm } from '../access/background-jobs.ts'
import type { Context, Services } from '../access/context.ts'
import { newId } from '../access/identifier.ts'
import { Refusal, refuse } from '../access/refusal.ts'
import { readSchool } from '../school/school.operations.ts'
import { instantOf } from '../time/instant.ts'
import { dropUpload, dueJobs, getJob, getUpload, putJob, uploadItems } from './import.store.ts'
import {
  advanced,
  claimed,
  done,
  faulted,
  type ImportJob,
  type Job,
  newJob,
  planned,
  publicJob,
  refused,
} from './import-job.ts'
import { pauseAfter } from './import-pace.ts'
import type { RosterReport } from './report.ts'
import {
  type IsOutOfTime,
  importRoster,
  OutOfTime,
  type RosterFile,
  readRoster,
} from './roster.operations.ts'
import { mediaTypeOf, pack, unpack } from './upload.ts'

const TIMEOUT_MS = 20_000
const UPLOAD_SECONDS = 60 * 60
// Some 60,000 families as a zip: what may take longer to read alone than anybody waits.
const MAX_AT_ONCE_BYTES = 8 * 1024 * 1024
const JOBS_AT_ONCE = 20
const END_OF_TIME = '9999'
const PLAIN_NAME = /^[a-z0-9]+$/

/** What is imported: a file as it was sent, or one that was kept before. */
export type RosterSource = RosterFile | { upload: string; dryRun?: boolean }

/**
 * Imports a roster. Where that takes longer than `timeout` milliseconds it answers with a job to ask for: somebody
 * else goes on from where this stopped.
 */
export async function startImport(
  context: Context,
  jobs: BackgroundJobs,
  schoolId: string,
  { timeout = TIMEOUT_MS, ...source }: RosterSource & { timeout?: number },
): Promise<{ report: RosterReport } | { job: string }> {
  const job = await beginJob(context, jobs, schoolId, source, timeout)
  return job.result ? { report: job.result } : { job: job.id }
}

/** Imports what was kept, in a job whose id it answers with; what takes no longer than `timeout` has ended then. */
export async function importUpload(
  context: Context,
  jobs: BackgroundJobs,
  schoolId: string,
  { upload, timeout }: { upload: string; timeout: number },
): Promise<string> {
  const job = await beginJob(context, jobs, schoolId, { upload }, timeout)
  if (job.result) await context.table.commit(putJob(scopeOf(context.actor, schoolId), job))
  return job.id
}

async function beginJob(
  context: Context,
  jobs: BackgroundJobs,
  schoolId: string,
  source: RosterSource,
  timeout: number,
): Promise<ImportJob> {
  mustOrganize(context.actor)
  const scope = scopeOf(context.actor, schoolId)
  const { dryRun = false } = source
  const isKept = 'upload' in source
  const upload = isKept ? source.upload : newId()
  const file = isKept ? await readUpload(jobs, scope, upload) : source
  const end = performance.now() + timeout
  const isOver = () => performance.now() >= end
  const begun = newJob(newId(), { upload, dryRun }, context.now())
  const isLarge = file.bytes.byteLength > MAX_AT_ONCE_BYTES
  const job = isLarge ? begun : await runJob(context, schoolId, begun, { file, isOver, jobs })
  if (job.result) {
    if (isKept && !dryRun) await jobs.files.drop(scope, upload)
    return job
  }
  if (!isKept) await jobs.files.keep(scope, upload, file.bytes)
  await enqueueJob(context, jobs, scope, job)
  return job
}

type Run = {
  file: RosterFile
  isOver: IsOutOfTime
  jobs: Pick<BackgroundJobs, 'unitsPerSecond'>
  keep?: (job: ImportJob) => Promise<void>
}

// The job as far as it comes before its time is over.
async function runJob(context: Context, schoolId: string, begun: ImportJob, run: Run): Promise<ImportJob> {
  let job = begun
  let before = 0
  let pace = pacer(run.jobs, 0)
  try {
    const report = await importRoster(
      context,
      schoolId,
      { ...run.file, dryRun: job.dryRun },
      {
        isOutOfTime: run.isOver,
        onPlan: (report, total) => {
          job = planned(job, report, total)
          before = job.total - total
          pace = pacer(run.jobs, report.families.created)
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
    if (fault instanceof OutOfTime) return job
    throw fault
  }
}

// Lets no more be written a second than the table bears; where nothing is said it bears anything.
function pacer({ unitsPerSecond }: Run['jobs'], created: number): (written: number) => Promise<void> {
  const begun = performance.now()
  return async (written) => {
    if (!unitsPerSecond) return
    const soFar = { created: Math.min(written, created), updated: Math.max(0, written - created) }
    const pause = pauseAfter(soFar, { milliseconds: performance.now() - begun, unitsPerSecond })
    if (pause > 0) await new Promise((done) => setTimeout(done, pause))
  }
}

async function enqueueJob(
  context: Context,
  jobs: BackgroundJobs,
  scope: SchoolScope,
  job: ImportJob,
): Promise<void> {
  await context.table.commit(putJob(scope, claimed(job, context.now())))
  await jobs.enqueue({ school: scope, job: job.id })
}

// It is named by whoever imports it, and is a path where files lie elsewhere.
async function readUpload(
  { files }: BackgroundJobs,
  scope: SchoolScope,
  upload: string,
): Promise<RosterFile> {
  if (!PLAIN_NAME.test(upload)) refuse('not-found')
  const bytes = (await files.read(scope, upload)) ?? refuse('not-found')
  return { bytes, mediaType: mediaTypeOf(bytes) }
}

/** Keeps a file that can be read until it is imported, an hour at most; answers with the id of the upload. */
export async function keepUpload(
  context: Context,
  { files }: BackgroundJobs,
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
  { files }: BackgroundJobs,
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
  { table, now, jobs }: Pick<Services, 'table' | 'now' | 'jobs'>,
  { school, job: id }: JobReference,
  isOver: IsOutOfTime,
): Promise<Job['status'] | 'passed'> {
  const context: Context = { table, now, actor: { kind: 'deployment' } }
  const scope = scopeOf(context.actor, school)
  const found = await getJob(table, scope, id)
  if (found?.status !== 'running') return 'passed'
  const keep = (job: ImportJob) => table.commit(putJob(scope, job))
  const end = async (job: ImportJob) => {
    await keep(job)
    // What a dry run looked at may still be imported.
    if (job.status === 'failed' || !job.dryRun) await jobs.files.drop(scope, job.upload)
  }
  let last = found
  const keepNow = oncePerSecond(async (job) => {
    last = claimed(job, now())
    await keep(last)
  })
  try {
    const file = await readUpload(jobs, scope, found.upload)
    const job = await runJob(context, school, found, { file, isOver, jobs, keep: keepNow })
    if (job.status === 'running') await enqueueJob(context, jobs, scope, job)
    else await end(job)
    return job.status
  } catch (fault) {
    // Another import is under way: this one's turn comes.
    if (fault instanceof Refusal && fault.code === 'conflict') throw fault
    const after = fault instanceof Refusal ? refused(last, fault.code) : faulted(last)
    await (after.status === 'failed' ? end(after) : keep(after))
    if (fault instanceof Refusal) return after.status
    throw fault
  }
}

// Somebody may look at how far it is, but not at each family.
function oncePerSecond(keep: (job: ImportJob) => Promise<void>): (job: ImportJob) => Promise<void> {
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
): Promise<JobReference[]> {
  return dueJobs(table, all ? END_OF_TIME : instantOf(now()), JOBS_AT_ONCE)
}

/** How far a long import is. */
export async function readJob({ table, actor, now }: Context, schoolId: string, jobId: string): Promise<Job> {
  mustOrganize(actor)
  const found = await getJob(table, scopeOf(actor, schoolId), jobId)
  if (!found || found.expiresAt <= now().toSeconds()) return refuse('not-found')
  return publicJob(found)
}
