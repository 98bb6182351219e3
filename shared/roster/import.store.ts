import type { SchoolScope } from '../access/actor.ts'
import type { JobReference } from '../access/background-jobs.ts'
import { hashOf } from '../access/identifier.ts'
import type { Item, Key, Table, Write } from '../table/table.ts'
import { type CompressedJob, compressJob, decompressJob, type ImportJob } from './import-job.ts'

const jobKey = (scope: SchoolScope, id: string): Key => ({ pk: `SCHOOL#${scope}#JOBS`, sk: `JOB#${id}` })

// Work that may have been left alone is found by when it was due. Each job moves on in the index every second, which is
// paid for twice: a thousand at once are more than one part of it takes.
const SHARDS = 4
// Where jobs were due before there were several.
const FORMER_SHARD = 'DUE#IMPORTS'
const shardOf = (id: string) => `${FORMER_SHARD}#${(hashOf(id).codePointAt(0) ?? 0) % SHARDS}`

type Stored = CompressedJob & { duePk?: string; dueSk?: string }

/** The job as it stands. */
export function putJob(scope: SchoolScope, kept: ImportJob): Write {
  const { due, ...job } = compressJob(kept)
  return { put: { ...jobKey(scope, job.id), ...job, ...(due && { duePk: shardOf(job.id), dueSk: due }) } }
}

/** The job, or undefined. */
export async function getJob(table: Table, scope: SchoolScope, id: string): Promise<ImportJob | undefined> {
  const found = await table.get<Stored>(jobKey(scope, id))
  if (!found) return undefined
  const { duePk: _, dueSk, ...job } = found
  return decompressJob({ ...job, ...(dueSk && { due: dueSk }) })
}

/** Jobs that were due by an instant. */
export async function dueJobs(table: Table, until: string, limit: number): Promise<JobReference[]> {
  const shards = [FORMER_SHARD, ...Array.from({ length: SHARDS }, (_, shard) => `${FORMER_SHARD}#${shard}`)]
  const keys = await Promise.all(shards.map((shard) => table.due(shard, until, limit)))
  return keys.flat().flatMap(({ pk, sk }) => {
    const [, school] = /^SCHOOL#(.+)#JOBS$/.exec(pk) ?? []
    const [, job] = /^JOB#(.+)$/.exec(sk) ?? []
    return school && job ? [{ school, job }] : []
  })
}

const uploadPartition = (scope: SchoolScope, id: string) => `SCHOOL#${scope}#UPLOAD#${id}`
const partKey = (scope: SchoolScope, id: string, place: number): Key => ({
  pk: uploadPartition(scope, id),
  sk: `PART#${String(place).padStart(4, '0')}`,
})

type Part = { bytes: Uint8Array; expiresAt: number }

/** An upload as items, a part each; they go by themselves at `expiresAt` (seconds since 1970). */
export function uploadItems(
  scope: SchoolScope,
  id: string,
  parts: readonly Uint8Array[],
  expiresAt: number,
): Item[] {
  return parts.map((bytes, place) => ({ ...partKey(scope, id, place), bytes, expiresAt }))
}

/** The parts of an upload that is not over at `now` (seconds since 1970), or none. */
export async function getUpload(
  table: Table,
  scope: SchoolScope,
  id: string,
  now: number,
): Promise<Uint8Array[]> {
  const parts = await table.queryAll<Part>(uploadPartition(scope, id))
  return parts.filter(({ expiresAt }) => expiresAt > now).map(({ bytes }) => bytes)
}

/** Takes the parts of an upload away. */
export function dropUpload(scope: SchoolScope, id: string, count: number): Write[] {
  return Array.from({ length: count }, (_, place) => ({ remove: partKey(scope, id, place) }))
}
