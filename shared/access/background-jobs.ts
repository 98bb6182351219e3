import type { SchoolScope } from './actor.ts'

/** A presigned form that uploads a file directly to storage: the fields first, then `file`. */
export type SignedForm = { url: string; fields: Record<string, string>; expiresAt: string }

/** Storage for a school's uploads until a job processes them; an upload that nobody fetches expires. */
export type Files = {
  keep(school: SchoolScope, id: string, bytes: Uint8Array): Promise<void>
  read(school: SchoolScope, id: string): Promise<Uint8Array | undefined>
  drop(school: SchoolScope, id: string): Promise<void>
  /** Presigns a direct upload, where storage supports it. A browser is redirected to `next` afterwards. */
  sign?(school: SchoolScope, id: string, next?: string): Promise<SignedForm>
}

/** Identifies a job of a school. */
export type JobReference = { school: string; job: string }

/**
 * Runs work that outlives the request that started it: `enqueue` hands a job to a worker. `unitsPerSecond`, where set, caps
 * the table's write units that one job may consume per second.
 */
export type BackgroundJobs = {
  files: Files
  enqueue(job: JobReference): Promise<void>
  unitsPerSecond?: number
}
