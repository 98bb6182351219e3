import { mustOrganize, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { newId } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { removeFamily } from '../family/operations.ts'
import { familiesOf, familyItem } from '../family/store.ts'
import { readSchool } from '../school/operations.ts'
import { openBundle } from './bundle.ts'
import { readOneRoster } from './oneroster.ts'
import { planImport } from './plan.ts'
import { cappedReport, type RosterReport, reportOf } from './report.ts'
import type { Reading, Roster } from './roster.ts'
import { readSimple } from './simple.ts'
import { getJob, type Job, putJob } from './store.ts'

/** A roster as it was sent: a OneRoster bundle (`application/zip`) or the simple form (`text/csv`). */
export type RosterFile = { bytes: Uint8Array; mediaType: string; dryRun?: boolean }

const PATIENCE_MS = 20_000
const JOB_SECONDS = 7 * 24 * 60 * 60
const RESULT_BYTES = 300_000
const MAX_FILE_BYTES = 100 * 1024 * 1024

type Progress = (done: number, total: number) => Promise<void>

/** Imports a roster. Families already known are updated, except in what was changed by hand; a dry run writes nothing. */
export async function importRoster(
  context: Context,
  schoolId: string,
  file: RosterFile,
  onProgress?: Progress,
): Promise<RosterReport> {
  mustOrganize(context.actor)
  const { country, defaultLanguage } = await readSchool(context, schoolId)
  const scope = scopeOf(context.actor, schoolId)
  const roster = readRoster(file, { country, defaultLanguage })
  const plan = planImport(await familiesOf(context.table, scope), roster, newId)
  const report = reportOf(roster, plan)
  if (file.dryRun) return report
  const items = [...plan.created, ...plan.updated].map((family) => familyItem(scope, family))
  await onProgress?.(0, items.length)
  await context.table.putAll(items, (done) => onProgress?.(done, items.length))
  for (const family of plan.removed) await removeFamily(context, schoolId, family.id)
  return report
}

function readRoster({ bytes, mediaType }: RosterFile, reading: Reading): Roster {
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
    fail: async () => {
      state.status = 'failed'
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
