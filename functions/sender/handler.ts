import type { SQSEvent } from 'aws-lambda'
import * as z from 'zod'
import { carry } from '../../shared/delivery/operations.ts'
import { isNotice, spread } from '../../shared/notice/operations.ts'
import { wireWorker } from '../wire.ts'
import { messagesOf, workOn } from '../worker.ts'
import { sesSend } from './ses.ts'
import { smsSend } from './sms.ts'

const Place = z.strictObject({ pk: z.string(), sk: z.string() })
const { services, origin, from, events, texts } = wireWorker(process.env)
const carriers = {
  email: sesSend({ from, origin, events }),
  ...(texts && { sms: smsSend({ ...texts, origin }) }),
}

/**
 * Sends the messages that the queue names, and makes those of notices. What may pass later is left to the clock, not to
 * the queue.
 */
export const handler = workOn<SQSEvent, string>(messagesOf, async (body) => {
  const place = Place.parse(JSON.parse(body))
  return isNotice(place) ? spread(services, place) : carry(services, place, carriers)
})
