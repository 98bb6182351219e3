import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import type { BackgroundJobs, Files, SignedForm } from '../access/background-jobs.ts'
import type { Context, Services } from '../access/context.ts'
import { newId } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { dropUpload, getUpload, uploadItems } from './import.store.ts'
import type { RosterFile } from './roster.operations.ts'
import { mediaTypeOf, pack, unpack } from './upload.ts'

const UPLOAD_SECONDS = 60 * 60
const PLAIN_NAME = /^[a-z0-9]+$/

/** Reads an upload. Its name comes from the request and becomes a path in other storage, so that it is checked. */
export async function readUpload(
  { files }: Pick<BackgroundJobs, 'files'>,
  scope: SchoolScope,
  upload: string,
): Promise<RosterFile> {
  if (!PLAIN_NAME.test(upload)) refuse('not-found')
  const bytes = (await files.read(scope, upload)) ?? refuse('not-found')
  return { bytes, mediaType: mediaTypeOf(bytes) }
}

/**
 * Presigns an upload directly to storage, for files above the gateway's size limit; undefined where storage has no such
 * upload. A browser is redirected to the address from `next` afterwards.
 */
export async function signUpload(
  { actor }: Context,
  { files }: BackgroundJobs,
  schoolId: string,
  next?: (upload: string) => string,
): Promise<(SignedForm & { id: string }) | undefined> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolId)
  const id = newId()
  const form = await files.sign?.(scope, id, next?.(id))
  return form && { id, ...form }
}

/** Stores files in the table itself, for a deployment on one machine. */
export function filesInTable({ table, now }: Pick<Services, 'table' | 'now'>): Files {
  const read = (school: SchoolScope, id: string) => getUpload(table, school, id, now().toSeconds())
  return {
    keep: async (school, id, bytes) =>
      table.putAll(uploadItems(school, id, pack(bytes), Math.floor(now().toSeconds()) + UPLOAD_SECONDS)),
    read: async (school, id) => {
      const parts = await read(school, id)
      return parts.length > 0 ? unpack(parts) : undefined
    },
    drop: async (school, id) => {
      const { length } = await read(school, id)
      for (const write of dropUpload(school, id, length)) await table.commit(write)
    },
  }
}
