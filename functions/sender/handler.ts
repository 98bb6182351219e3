import type { SQSEvent } from 'aws-lambda'
import * as z from 'zod'
import { deliver } from '../../shared/message/operations.ts'
import { wireWorker } from '../wire.ts'
import { messagesOf, workOn } from '../worker.ts'
import { sesSend } from './ses.ts'

const Place = z.strictObject({ pk: z.string(), sk: z.string() })
const { services, origin, from } = wireWorker(process.env)
const send = sesSend({ from, origin })

/** Sends the messages that the queue names. One that may pass later is left to the clock, not to the queue. */
export const handler = workOn<SQSEvent, string>(messagesOf, async (body) =>
  deliver(services, Place.parse(JSON.parse(body)), send),
)
