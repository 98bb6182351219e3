import type { Base } from '../../functions/wire.ts'
import { localImports } from '../../infra/local/imports.ts'
import type { BackgroundJobs } from '../../shared/access/background-jobs.ts'
import { filesInTable } from '../../shared/roster/upload.operations.ts'

/** Background jobs as on one machine: at once, in this process. */
export function workHere(base: Base): BackgroundJobs {
  return localImports().workOn(base)
}

/** Files in the table, and jobs that wait in `handed` until the test runs them. */
export function workLater(base: Base) {
  const handed: Parameters<BackgroundJobs['enqueue']>[0][] = []
  const enqueue: BackgroundJobs['enqueue'] = async (place) => void handed.push(place)
  return { jobs: { files: filesInTable(base), enqueue }, handed }
}
