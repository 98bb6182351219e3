import type { SQSEvent } from 'aws-lambda'
import * as z from 'zod'
import { continueImport } from '../../shared/roster/import.operations.ts'
import { workAt } from '../background-jobs.ts'
import { wireWorker } from '../wire.ts'
import { messagesOf, workOn } from '../worker.ts'

const Reference = z.lazy(() => z.strictObject({ school: z.string(), job: z.string() }))
// Time to save the progress and enqueue the job again.
const RESERVE_MS = 30_000
const { services, ...places } = wireWorker(process.env)
const jobs = workAt(places)

/** Continues imports that took too long for a request; those that take too long for a function are enqueued again. */
export const handler = workOn<SQSEvent, string>(messagesOf, async (body, { getRemainingTimeInMillis }) => {
  const isOutOfTime = () => getRemainingTimeInMillis() < RESERVE_MS
  return {
    outcome: await continueImport({ ...services, jobs }, Reference.parse(JSON.parse(body)), isOutOfTime),
  }
})
