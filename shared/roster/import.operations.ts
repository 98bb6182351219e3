import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import type { BackgroundJobs, JobReference } from '../access/background-jobs.ts'
import type { Context, Services } from '../access/context.ts'
import { idFor } from '../access/identifier.ts'
import { Refusal } from '../access/refusal.ts'
import { readSchool } from '../school/school.operations.ts'
import { tryCommit } from '../table/attempt.ts'
import { getJob, putJob } from './import.store.ts'
import {
  advanced,
  claimed,
  done,
  faulted,
  type ImportJob,
  type Job,
  newJob,
  planned,
  refused,
} from './import-job.ts'
import { pauseAfter } from './import-pace.ts'
import { readProgress } from './progress.operations.ts'
import type { RosterReport } from './report.ts'
import {
  type IsOutOfTime,
  importRoster,
  OutOfTime,
  type RosterFile,
  readRoster,
} from './roster.operations.ts'
import { readUpload } from './upload.operations.ts'

const TIMEOUT_MS = 20_000
// A zip of some 60,000 families: parsing it alone may take longer than a request may wait.
const MAX_SYNC_BYTES = 8 * 1024 * 1024

/** The source of an import: an uploaded file, or one that was stored before. */
export type RosterSource = RosterFile | { upload: string; dryRun?: boolean }

/**
 * Imports a roster. An import that takes longer than `timeout` milliseconds becomes a background job, which continues from
 * there; its id is returned instead of the report.
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

/** Whether a file takes longer to read than a request may wait. */
export function isLarge({ bytes }: RosterFile): boolean {
  return bytes.byteLength > MAX_SYNC_BYTES
}

/** Imports a stored upload and returns the id of its job, which has ended if it took no longer than `timeout`. */
export async function importUpload(
  context: Context,
  jobs: BackgroundJobs,
  schoolId: string,
  { upload, timeout }: { upload: string; timeout: number },
): Promise<string> {
  return (await beginJob(context, jobs, schoolId, { upload }, timeout)).id
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
  const id = idFor(context)
  const before = context.key === undefined ? undefined : await getJob(context.table, scope, id)
  if (before) return before
  const { dryRun = false } = source
  const isStored = 'upload' in source
  const upload = isStored ? source.upload : id
  const file = isStored ? await readUpload(jobs, scope, upload) : source
  const end = performance.now() + timeout
  const isOutOfTime = () => performance.now() >= end
  const begun = newJob(id, { upload, dryRun }, context.now())
  const job = isLarge(file) ? begun : await runJob(context, schoolId, begun, { file, isOutOfTime, jobs })
  if (job.result && (!isStored || dryRun)) return job
  if (!isStored) await jobs.files.keep(scope, upload, file.bytes)
  await addJob(context, jobs, scope, job)
  return job
}

// A repeat finds the job, whether it ended or goes on in the background. Of two at once the later one leaves it alone.
async function addJob(
  { table, now }: Context,
  jobs: BackgroundJobs,
  scope: SchoolScope,
  job: ImportJob,
): Promise<void> {
  const made = job.result ? job : claimed(job, now())
  if (!(await tryCommit(table, { ...putJob(scope, made), when: 'absent' }))) return
  if (job.result) await jobs.files.drop(scope, job.upload)
  else await jobs.enqueue({ school: scope, job: job.id })
}

type Run = {
  file: RosterFile
  isOutOfTime: IsOutOfTime
  jobs: Pick<BackgroundJobs, 'unitsPerSecond'>
  save?: (job: ImportJob) => Promise<void>
}

// Runs the job until it ends or runs out of time.
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
        isOutOfTime: run.isOutOfTime,
        onPlan: (report, total) => {
          job = planned(job, report, total)
          before = job.total - total
          pace = pacer(run.jobs, report.families.created)
        },
        onProgress: async (written) => {
          job = advanced(job, before + written)
          await run.save?.(job)
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

// Throttles writes to the table's capacity, where one is set.
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

/** Stores a readable file until it is imported, for an hour at most; returns the id of the upload. */
export async function keepUpload(
  context: Context,
  { files }: BackgroundJobs,
  schoolId: string,
  file: RosterFile,
): Promise<string> {
  mustOrganize(context.actor)
  const { country, defaultLanguage } = await readSchool(context, schoolId)
  await readRoster(file, { country, defaultLanguage })
  const id = idFor(context)
  await files.keep(scopeOf(context.actor, schoolId), id, file.bytes)
  return id
}

/**
 * Continues a job until it ends, or enqueues it again when it runs out of time. Faults are rethrown and may be retried;
 * returns `passed` for a job that had ended before.
 */
export async function continueImport(
  { table, now, jobs }: Pick<Services, 'table' | 'now' | 'jobs'>,
  { school, job: id }: JobReference,
  isOutOfTime: IsOutOfTime,
): Promise<Job['status'] | 'passed'> {
  const context: Context = { table, now, actor: { kind: 'deployment' } }
  const scope = scopeOf(context.actor, school)
  const found = await getJob(table, scope, id)
  if (found?.status !== 'running') return 'passed'
  const save = (job: ImportJob) => table.commit(putJob(scope, job))
  const end = async (job: ImportJob) => {
    await save(job)
    // The upload of a dry run may still be imported.
    if (job.status === 'failed' || !job.dryRun) await jobs.files.drop(scope, job.upload)
  }
  let last = found
  const saveProgress = oncePerSecond(async (job) => {
    last = claimed(job, now())
    await save(last)
  })
  try {
    const file = await readUpload(jobs, scope, found.upload)
    const job = await runJob(context, school, found, { file, isOutOfTime, jobs, save: saveProgress })
    if (job.status === 'running') await enqueueJob(context, jobs, scope, job)
    else await end(job)
    return job.status
  } catch (fault) {
    // Another import holds the lock: this job is retried.
    if (fault instanceof Refusal && fault.code === 'conflict') throw fault
    const after = fault instanceof Refusal ? refused(last, fault.code) : faulted(last)
    await (after.status === 'failed' ? end(after) : save(after))
    if (fault instanceof Refusal) return after.status
    throw fault
  }
}

// Progress is stored once per second, not once per family.
function oncePerSecond(save: (job: ImportJob) => Promise<void>): (job: ImportJob) => Promise<void> {
  let next = 0
  return async (job) => {
    if (performance.now() < next) return
    next = performance.now() + 1000
    await save(job)
  }
}

/** The state of a background import. */
export async function readJob(context: Context, schoolId: string, jobId: string): Promise<Job> {
  return (await readProgress(context, schoolId, jobId)).job
}
