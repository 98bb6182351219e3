import type { BackgroundJobs, JobReference } from '../shared/access/background-jobs.ts'
import type { WorkPlaces } from './wire.ts'

// All families of a school are in one partition, which takes 1,000 write units a second and throttles the rest. An
// import leaves a fifth of them to the families.
const UNITS_PER_SECOND = 800

/** Long work where it is deployed: files in a bucket, jobs in a queue. Both clients are loaded on first use. */
export function workAt({ bucket, imports }: WorkPlaces): BackgroundJobs {
  const files = once(async () => (await import('./bucket.ts')).filesIn(bucket))
  const enqueue = once(async () => (await import('./queue.ts')).queueAt<JobReference>(imports))
  return {
    files: {
      keep: async (...given) => (await files()).keep(...given),
      read: async (...given) => (await files()).read(...given),
      drop: async (...given) => (await files()).drop(...given),
      sign: async (...given) => (await files()).sign(...given),
    },
    enqueue: async (place) => (await enqueue())([place]),
    unitsPerSecond: UNITS_PER_SECOND,
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
