import type { Base } from '../../functions/wire.ts'
import type { BackgroundJobs, JobReference } from '../../shared/access/background-jobs.ts'
import { idleImports } from '../../shared/roster/progress.operations.ts'
import { filesInTable } from '../../shared/roster/upload.operations.ts'
import { type Background, logFault, repeat, stopWithin } from './background.ts'

const CLOCK_EVERY_MS = 10_000

// Loaded with the first import: reading rosters is a tenth of what a start would load.
const importer = () => import('../../shared/roster/import.operations.ts')

/** Background imports in this process, beside the server. */
export type LocalImports = Background & {
  workOn(base: Base): BackgroundJobs
  /** Continues the imports of an earlier process, and from then on abandoned ones. */
  start(services: Base & { jobs: BackgroundJobs }): void
}

/** Runs each import until it ends; one that the server's shutdown interrupts continues at the next start. */
export function localImports(): LocalImports {
  let stopped = false
  let clock: Background | undefined
  const running = new Map<string, Promise<void>>()
  const run = (services: Base & { jobs: BackgroundJobs }, reference: JobReference) => {
    const { job } = reference
    if (stopped || running.has(job)) return
    const ended = importer()
      .then(({ continueImport }) => continueImport(services, reference, () => stopped))
      .then(() => undefined, logFault)
      .finally(() => running.delete(job))
    running.set(job, ended)
  }
  const workOn = (base: Base) => {
    const jobs: BackgroundJobs = {
      files: filesInTable(base),
      enqueue: async (reference) => run({ ...base, jobs }, reference),
    }
    return jobs
  }
  const start: LocalImports['start'] = (services) => {
    let isFirst = true
    clock = repeat(CLOCK_EVERY_MS, async () => {
      for (const reference of await idleImports(services, isFirst)) run(services, reference)
      isFirst = false
    })
  }
  const stop = async () => {
    stopped = true
    await stopWithin(...running.values(), ...(clock ? [clock.stop()] : []))
  }
  return { workOn, start, stop }
}
