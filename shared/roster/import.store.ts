import type { SchoolScope } from '../access/actor.ts'
import type { JobReference } from '../access/background-jobs.ts'
import {
  type DueAttributes,
  type DueQueue,
  dueAttributes,
  dueKeys,
  withoutDueAttributes,
} from '../table/due.ts'
import { keyPattern } from '../table/key-pattern.ts'
import type { Item, Key, Table, Write } from '../table/table.ts'
import { type CompressedJob, compressJob, decompressJob, type ImportJob } from './import-job.ts'

const JOB_KEYS = keyPattern('SCHOOL#{school}#JOBS', 'JOB#{job}')
const jobKey = (school: SchoolScope, job: string) => JOB_KEYS.key({ school, job })

// Abandoned jobs are found in the due index. Each running job moves in the index every second, at two writes a move: a
// thousand concurrent jobs would exceed the throughput of one index partition, hence the shards.
const DUE: DueQueue = { name: 'DUE#IMPORTS', shards: 4, formerShard: 'DUE#IMPORTS' }

/** Stores the job. */
export function putJob(scope: SchoolScope, stored: ImportJob): Write {
  const { due, ...job } = compressJob(stored)
  return { put: { ...jobKey(scope, job.id), ...job, ...dueAttributes(DUE, job.id, due) } }
}

/** The job, or undefined. */
export async function getJob(table: Table, scope: SchoolScope, id: string): Promise<ImportJob | undefined> {
  const found = await table.get<Omit<CompressedJob, 'due'> & DueAttributes>(jobKey(scope, id))
  return found && decompressJob(withoutDueAttributes(found))
}

/** Jobs that were due at an instant. */
export async function dueJobs(table: Table, until: string, limit: number): Promise<JobReference[]> {
  return (await dueKeys(table, DUE, until, limit)).flatMap((key) => JOB_KEYS.parse(key) ?? [])
}

const uploadPartition = (scope: SchoolScope, id: string) => `SCHOOL#${scope}#UPLOAD#${id}`
const partKey = (scope: SchoolScope, id: string, index: number): Key => ({
  pk: uploadPartition(scope, id),
  sk: `PART#${String(index).padStart(4, '0')}`,
})

type Part = { bytes: Uint8Array; expiresAt: number }

/** The items of an upload, one per part; the table deletes them at `expiresAt` (seconds since 1970). */
export function uploadItems(
  scope: SchoolScope,
  id: string,
  parts: readonly Uint8Array[],
  expiresAt: number,
): Item[] {
  return parts.map((bytes, index) => ({ ...partKey(scope, id, index), bytes, expiresAt }))
}

/** The parts of an upload that has not expired at `now` (seconds since 1970), or none. */
export async function getUpload(
  table: Table,
  scope: SchoolScope,
  id: string,
  now: number,
): Promise<Uint8Array[]> {
  const parts = await table.queryAll<Part>(uploadPartition(scope, id))
  return parts.filter(({ expiresAt }) => expiresAt > now).map(({ bytes }) => bytes)
}

/** Deletes the parts of an upload. */
export function dropUpload(scope: SchoolScope, id: string, count: number): Write[] {
  return Array.from({ length: count }, (_, index) => ({ remove: partKey(scope, id, index) }))
}
