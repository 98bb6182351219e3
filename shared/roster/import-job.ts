import type { DateTime } from 'luxon'
import type { RefusalCode } from '../access/refusal.ts'
import { bytesFitInItem, compressed, decompressed } from '../packed/item-size.ts'
import { instantOf } from '../time/instant.ts'
import { cappedReport, type RosterReport } from './report.ts'

/** An import that goes on after its call was answered; `code` is why it was refused, where that is known. */
export type Job = {
  id: string
  status: 'running' | 'done' | 'failed'
  done: number
  total: number
  result?: RosterReport
  code?: RefusalCode
  /** The file of a dry run, which can be imported then. */
  upload?: string
}

/** What is known of an import beside what is told. `expiresAt` in seconds is when the table forgets it. */
export type ImportJob = Job & {
  upload: string
  dryRun: boolean
  /** What the first look at the file said, of which some may be written since. */
  planned?: RosterReport
  /** How often it broke down. */
  faults: number
  /** From when on whoever looks may think that nobody works on it any more. */
  due?: string
  expiresAt: number
}

const KEPT_SECONDS = 7 * 24 * 60 * 60
const DUE_MINUTES = 2
const MOST_FAULTS = 5

/** A job that has not begun. */
export function newJob(id: string, file: { upload: string; dryRun: boolean }, now: DateTime): ImportJob {
  const expiresAt = Math.floor(now.toSeconds()) + KEPT_SECONDS
  return { id, ...file, status: 'running', done: 0, total: 0, faults: 0, expiresAt }
}

/** The job when it is known what is to do; what was written in an earlier run counts as done. */
export function planned(job: ImportJob, report: RosterReport, total: number): ImportJob {
  if (job.planned) return advanced(job, Math.max(0, job.total - total))
  return { ...job, planned: report, total }
}

/** The job when so many families are written; never fewer than before. */
export function advanced(job: ImportJob, done: number): ImportJob {
  return { ...job, done: Math.max(job.done, done) }
}

/** The job that somebody works on now. */
export function claimed(job: ImportJob, now: DateTime): ImportJob {
  return { ...job, due: instantOf(now.plus({ minutes: DUE_MINUTES })) }
}

/** The job when all is written; the first look tells what it did, also where it stopped in between. */
export function done({ due: _, planned: first, ...job }: ImportJob, report: RosterReport): ImportJob {
  return { ...job, status: 'done', done: job.total, result: first ?? report }
}

/** The job that was refused for good. */
export function refused({ due: _, planned: _planned, ...job }: ImportJob, code?: RefusalCode): ImportJob {
  return { ...job, status: 'failed', ...(code && { code }) }
}

/** The job after a fault that may pass: it is tried again, five times at most. */
export function faulted(job: ImportJob): ImportJob {
  const after = { ...job, faults: job.faults + 1 }
  return after.faults < MOST_FAULTS ? after : refused(after)
}

/** What is told of a job. */
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

/** The job as it is kept: its reports compressed, of a very long one the beginning. */
export type CompressedJob = Omit<ImportJob, 'planned' | 'result'> & {
  planned?: Uint8Array | RosterReport
  result?: Uint8Array | RosterReport
}

const REPORT_BYTES = 300_000

/** The job as it is kept. */
export function compressJob({ planned: first, result, ...job }: ImportJob): CompressedJob {
  return {
    ...job,
    ...(first && { planned: squeezedReport(first) }),
    ...(result && { result: squeezedReport(result) }),
  }
}

function squeezedReport(report: RosterReport, bytes = REPORT_BYTES): Uint8Array {
  const kept = compressed(cappedReport(report, bytes))
  return bytesFitInItem(kept) ? kept : squeezedReport(report, bytes / 2)
}

/** The job that was kept. */
export function decompressJob({ planned: first, result, ...job }: CompressedJob): ImportJob {
  return {
    ...job,
    ...(first && { planned: decompressed(first) }),
    ...(result && { result: decompressed(result) }),
  }
}
