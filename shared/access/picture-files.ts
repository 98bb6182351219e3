import type { SchoolScope } from './actor.ts'

/**
 * Storage for the bytes of a school's pictures, each under a name that is used once. It knows nothing of what they show: an
 * item of the table names each, and what none names is removed.
 */
export type PictureFiles = {
  put(school: SchoolScope, name: string, bytes: Uint8Array): Promise<void>
  get(school: SchoolScope, name: string): Promise<Uint8Array<ArrayBuffer> | undefined>
  remove(school: SchoolScope, name: string): Promise<void>
  list(school: SchoolScope): Promise<string[]>
}
