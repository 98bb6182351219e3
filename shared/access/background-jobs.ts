import type { SchoolScope } from './actor.ts'

/** A form by which a browser or a program sends a file past us: the fields first, then `file`. */
export type SignedForm = { url: string; fields: Record<string, string>; expiresAt: string }

/** Where a school's files wait until they are worked on; one that nobody fetches is gone after a while. */
export type Files = {
  keep(school: SchoolScope, id: string, bytes: Uint8Array): Promise<void>
  read(school: SchoolScope, id: string): Promise<Uint8Array | undefined>
  drop(school: SchoolScope, id: string): Promise<void>
  /** Where files are sent past us: how. `next` is the address at which a browser goes on. */
  sign?(school: SchoolScope, id: string, next?: string): Promise<SignedForm>
}

/** Which job, of which school. */
export type JobPlace = { school: string; job: string }

/**
 * What a deployment has for work that outlives the call which began it: `hand` gives a job to who goes on with it.
 * `unitsPerSecond`, where its table bears no more, is how many write units a second one piece of work may use up.
 */
export type Work = { files: Files; hand(place: JobPlace): Promise<void>; unitsPerSecond?: number }
