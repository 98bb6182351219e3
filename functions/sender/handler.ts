import type { SQSEvent } from 'aws-lambda'
import * as z from 'zod'
import { carry } from '../../shared/delivery/delivery.operations.ts'
import { isNotice, spread } from '../../shared/delivery/notice.operations.ts'
import { forgetDetails, isRetention } from '../../shared/session/retention.operations.ts'
import { wireWorker } from '../wire.ts'
import { messagesOf, workOn } from '../worker.ts'
import { sesSend } from './ses.ts'
import { smsSend } from './sms.ts'

const Place = z.lazy(() => z.strictObject({ pk: z.string(), sk: z.string() }))
const { services, origin, from, events, texts } = wireWorker(process.env)
const carriers = {
  email: sesSend({ from, origin, events }),
  ...(texts && { sms: smsSend({ ...texts, origin }) }),
}

/**
 * Sends the messages that the queue names, makes those of notices, and forgets what has to go. What may pass later is left to the clock, not to
 * the queue.
 */
export const handler = workOn<SQSEvent, string>(messagesOf, async (body) => {
  const place = Place.parse(JSON.parse(body))
  if (isRetention(place)) return forgetDetails(services, place)
  return isNotice(place) ? spread(services, place) : carry(services, place, carriers)
})
