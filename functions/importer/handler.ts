import type { SQSEvent } from 'aws-lambda'
import * as z from 'zod'
import { continueImport } from '../../shared/roster/import.operations.ts'
import { workAt } from '../background-jobs.ts'
import { wireWorker } from '../wire.ts'
import { messagesOf, workOn } from '../worker.ts'

const Place = z.lazy(() => z.strictObject({ school: z.string(), job: z.string() }))
// To write down how far it came, and hand the rest on.
const RESERVE_MS = 30_000
const { services, ...places } = wireWorker(process.env)
const jobs = workAt(places)

/** Goes on with imports that took too long for a page, and hands on what takes too long for a function. */
export const handler = workOn<SQSEvent, string>(messagesOf, async (body, { getRemainingTimeInMillis }) => {
  const isOver = () => getRemainingTimeInMillis() < RESERVE_MS
  return { outcome: await continueImport({ ...services, jobs }, Place.parse(JSON.parse(body)), isOver) }
})
