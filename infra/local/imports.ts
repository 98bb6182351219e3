import type { Base } from '../../functions/wire.ts'
import type { BackgroundJobs, JobReference } from '../../shared/access/background-jobs.ts'
import { continueImport, filesInTable, idleImports } from '../../shared/roster/import.operations.ts'
import { type Background, repeat, sayFault, stopWithin } from './background.ts'

const CLOCK_EVERY_MS = 10_000

/** Imports that go on in this process, beside its answers. */
export type LocalImports = Background & {
  workOn(base: Base): BackgroundJobs
  /** Goes on with what an earlier process left, and from then on with what lies idle. */
  start(services: Base & { jobs: BackgroundJobs }): void
}

/** Goes on with each import until it ends; one that the end of the server stops is gone on with at its next start. */
export function localImports(): LocalImports {
  let stopped = false
  let clock: Background | undefined
  const running = new Map<string, Promise<void>>()
  const goOn = (services: Base & { jobs: BackgroundJobs }, place: JobReference) => {
    if (stopped || running.has(place.job)) return
    const ended = continueImport(services, place, () => stopped)
      .then(() => undefined, sayFault)
      .finally(() => running.delete(place.job))
    running.set(place.job, ended)
  }
  const workOn = (base: Base) => {
    const jobs: BackgroundJobs = {
      files: filesInTable(base),
      enqueue: async (place) => goOn({ ...base, jobs }, place),
    }
    return jobs
  }
  const start: LocalImports['start'] = (services) => {
    let isFirst = true
    clock = repeat(CLOCK_EVERY_MS, async () => {
      for (const place of await idleImports(services, isFirst)) goOn(services, place)
      isFirst = false
    })
  }
  const stop = async () => {
    stopped = true
    await stopWithin(...running.values(), ...(clock ? [clock.stop()] : []))
  }
  return { workOn, start, stop }
}
