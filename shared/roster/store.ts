import type { SchoolScope } from '../access/actor.ts'
import type { Item, Key, Table, Write } from '../table/table.ts'
import type { Job } from './report.ts'
import type { Upload } from './upload.ts'

const jobKey = (scope: SchoolScope, id: string): Key => ({ pk: `SCHOOL#${scope}#JOBS`, sk: `JOB#${id}` })

/** Who imports into a school just now, and until which instant that holds if they never finish. */
export type Turn = { holder: string; until: string }

const turnKey = (scope: SchoolScope): Key => ({ pk: `SCHOOL#${scope}#JOBS`, sk: 'TURN' })

/** Whose turn it is to import, or undefined. */
export async function getTurn(table: Table, scope: SchoolScope): Promise<Turn | undefined> {
  return table.get<Turn>(turnKey(scope))
}

/** Takes the turn, if nobody has it, or still only who had it `before`. */
export function takeTurn(scope: SchoolScope, turn: Turn, before?: Turn): Write {
  return {
    put: { ...turnKey(scope), ...turn },
    when: before ? { equals: { holder: before.holder } } : 'absent',
  }
}

/** Gives the turn back, if it was not taken over meanwhile. */
export function endTurn(scope: SchoolScope, { holder }: Turn): Write {
  return { remove: turnKey(scope), when: { equals: { holder } } }
}

/** The job as it stands; `expiresAt` in seconds is when the table forgets it. */
export function putJob(scope: SchoolScope, job: Job, expiresAt: number): Write {
  return { put: { ...jobKey(scope, job.id), ...job, expiresAt } }
}

/** The job, or undefined. */
export async function getJob(
  table: Table,
  scope: SchoolScope,
  id: string,
): Promise<(Job & { expiresAt: number }) | undefined> {
  return table.get(jobKey(scope, id))
}

const uploadPartition = (scope: SchoolScope, id: string) => `SCHOOL#${scope}#UPLOAD#${id}`
const partKey = (scope: SchoolScope, id: string, place: number): Key => ({
  pk: uploadPartition(scope, id),
  sk: `PART#${String(place).padStart(4, '0')}`,
})

type Part = { mediaType: string; bytes: Uint8Array; expiresAt: number }

/** An upload as items, a part each; they go by themselves at `expiresAt` (seconds since 1970). */
export function uploadItems(scope: SchoolScope, { id, mediaType, parts }: Upload, expiresAt: number): Item[] {
  return parts.map((bytes, place) => ({ ...partKey(scope, id, place), mediaType, bytes, expiresAt }))
}

/** An upload that is not over at `now` (seconds since 1970), or undefined. */
export async function getUpload(
  table: Table,
  scope: SchoolScope,
  id: string,
  now: number,
): Promise<Upload | undefined> {
  const parts = await table.queryAll<Part>(uploadPartition(scope, id))
  const [first] = parts
  if (!first || first.expiresAt <= now) return undefined
  return { id, mediaType: first.mediaType, parts: parts.map(({ bytes }) => bytes) }
}

/** Takes the parts of an upload away. */
export function dropUpload(scope: SchoolScope, { id, parts }: Upload): Write[] {
  return parts.map((_, place) => ({ remove: partKey(scope, id, place) }))
}
