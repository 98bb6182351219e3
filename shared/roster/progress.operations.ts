import { mustOrganize, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { refuse } from '../access/refusal.ts'
import { getJob } from './import.store.ts'
import { type Job, type Progress, progressOf, publicJob } from './import-job.ts'

/** The state of a background import, and what is done of it. */
export async function readProgress(
  { table, actor, now }: Context,
  schoolId: string,
  jobId: string,
): Promise<{ job: Job; progress: Progress | undefined }> {
  mustOrganize(actor)
  const found = await getJob(table, scopeOf(actor, schoolId), jobId)
  if (!found || found.expiresAt <= now().toSeconds()) return refuse('not-found')
  return { job: publicJob(found), progress: progressOf(found) }
}
