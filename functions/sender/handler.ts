import type { SQSEvent } from 'aws-lambda'
import * as z from 'zod'
import type { FamilyMessage } from '../../shared/delivery/delivery.operations.ts'
import { dispatch } from '../../shared/delivery/dispatch.operations.ts'
import { wireWorker } from '../wire.ts'
import { messagesOf, workOn } from '../worker.ts'
import { sesSend } from './ses.ts'
import { smsSend } from './sms.ts'

const Place = z.lazy(() => z.strictObject({ pk: z.string(), sk: z.string() }))
const { services, origin, from, events, texts } = wireWorker(process.env)
const carriers = {
  email: sesSend({ from, origin, events }),
  ...(texts && {
    sms: smsSend({ ...texts, origin }),
    fits: async (message: FamilyMessage) =>
      (await import('../../web/messages/text-answer-words.ts')).questionFits(message, origin),
  }),
}

/**
 * Does the work that the queue names. A failure that may pass is retried by the scheduler and not by the queue, and so
 * is the rest of a fan-out.
 */
export const handler = workOn<SQSEvent, string>(messagesOf, (body) =>
  dispatch(services, Place.parse(JSON.parse(body)), carriers),
)
