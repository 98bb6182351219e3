import { mustOrganize, scopeOf } from '../access/actor.ts'
import type { JobReference } from '../access/background-jobs.ts'
import type { Context, Services } from '../access/context.ts'
import { refuse } from '../access/refusal.ts'
import { instantOf } from '../time/instant.ts'
import { dueJobs, getJob } from './import.store.ts'
import { type Job, type Progress, progressOf, publicJob } from './import-job.ts'

const JOBS_AT_ONCE = 20
const END_OF_TIME = '9999'

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

/** Abandoned imports; with `all`, also those whose claim has not expired. */
export async function idleImports(
  { table, now }: Pick<Services, 'table' | 'now'>,
  all = false,
): Promise<JobReference[]> {
  return dueJobs(table, all ? END_OF_TIME : instantOf(now()), JOBS_AT_ONCE)
}
