import type { DateTime } from 'luxon'
import type { RefusalCode } from '../access/refusal.ts'
import { bytesFitInItem, compressed, decompressed } from '../packed/item-size.ts'
import { instantOf } from '../time/instant.ts'
import { cappedReport, type RosterReport } from './report.ts'

/** A background import as the API shows it; `code` is the reason for a refusal. */
export type Job = {
  id: string
  status: 'running' | 'done' | 'failed'
  done: number
  total: number
  result?: RosterReport
  code?: RefusalCode
  /** The upload of a dry run, which can be imported next. */
  upload?: string
}

/** A background import with its internal state. `expiresAt` (seconds since 1970) is its TTL in the table. */
export type ImportJob = Job & {
  upload: string
  dryRun: boolean
  /** The report of the first plan, part of which may be written by now. */
  planned?: RosterReport
  /** The number of faults so far. */
  faults: number
  /** When the job counts as abandoned, unless its worker renews it. */
  due?: string
  expiresAt: number
}

const KEPT_SECONDS = 7 * 24 * 60 * 60
const DUE_MINUTES = 2
const MOST_FAULTS = 5

/** A new job. */
export function newJob(id: string, file: { upload: string; dryRun: boolean }, now: DateTime): ImportJob {
  const expiresAt = Math.floor(now.toSeconds()) + KEPT_SECONDS
  return { id, ...file, status: 'running', done: 0, total: 0, faults: 0, expiresAt }
}

/** The job with its plan; families that an earlier run wrote count as done. */
export function planned(job: ImportJob, report: RosterReport, total: number): ImportJob {
  if (job.planned) return advanced(job, Math.max(0, job.total - total))
  return { ...job, planned: report, total }
}

/** The job with its progress in families, which never goes backwards. */
export function advanced(job: ImportJob, done: number): ImportJob {
  return { ...job, done: Math.max(job.done, done) }
}

/** The job claimed by a worker for the next two minutes. */
export function claimed(job: ImportJob, now: DateTime): ImportJob {
  return { ...job, due: instantOf(now.plus({ minutes: DUE_MINUTES })) }
}

/** The completed job; its result is the first plan's report, also after interruptions. */
export function done({ due: _, planned: first, ...job }: ImportJob, report: RosterReport): ImportJob {
  return { ...job, status: 'done', done: job.total, result: first ?? report }
}

/** The job refused permanently. */
export function refused({ due: _, planned: _planned, ...job }: ImportJob, code?: RefusalCode): ImportJob {
  return { ...job, status: 'failed', ...(code && { code }) }
}

/** The job after a fault that may be temporary: it is tried five times at most. */
export function faulted(job: ImportJob): ImportJob {
  const after = { ...job, faults: job.faults + 1 }
  return after.faults < MOST_FAULTS ? after : refused(after)
}

/** The public part of a job. */
export function publicJob({ id, status, done, total, result, code, upload, dryRun }: ImportJob): Job {
  return {
    id,
    status,
    done,
    total,
    ...(result && { result }),
    ...(code && { code }),
    ...(dryRun && { upload }),
  }
}

/** What an import has done so far, in families and rows. */
export type Progress = { created: number; updated: number; unchanged: number; rejected: number }

/** What a running import has done so far; undefined until it is planned. New families are written before those that change. */
export function progressOf({ planned: report, done, dryRun }: ImportJob): Progress | undefined {
  if (!report || dryRun) return undefined
  const { created, updated, unchanged } = report.families
  return {
    created: Math.min(done, created),
    updated: Math.min(Math.max(0, done - created), updated),
    unchanged,
    rejected: report.rejected.length,
  }
}

/** A stored job: its reports are compressed, and truncated where they are very long. */
export type CompressedJob = Omit<ImportJob, 'planned' | 'result'> & {
  planned?: Uint8Array | RosterReport
  result?: Uint8Array | RosterReport
}

const REPORT_BYTES = 300_000

/** Compresses a job's reports for storage. */
export function compressJob({ planned: first, result, ...job }: ImportJob): CompressedJob {
  return {
    ...job,
    ...(first && { planned: compressedReport(first) }),
    ...(result && { result: compressedReport(result) }),
  }
}

function compressedReport(report: RosterReport, bytes = REPORT_BYTES): Uint8Array {
  const kept = compressed(cappedReport(report, bytes))
  return bytesFitInItem(kept) ? kept : compressedReport(report, bytes / 2)
}

/** Restores a stored job. */
export function decompressJob({ planned: first, result, ...job }: CompressedJob): ImportJob {
  return {
    ...job,
    ...(first && { planned: restoredReport(first) }),
    ...(result && { result: restoredReport(result) }),
  }
}

// Reports of earlier versions name no languages.
function restoredReport(stored: Uint8Array | RosterReport): RosterReport {
  return { ...decompressed(stored), languages: decompressed(stored).languages ?? [] }
}
