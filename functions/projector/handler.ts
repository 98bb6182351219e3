import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { newWork } from '../../shared/delivery/dispatch.operations.ts'
import type { MessagePlace } from '../../shared/delivery/message.operations.ts'
import { queueAt } from '../queue.ts'
import { wireWorker } from '../wire.ts'
import { workOn } from '../worker.ts'

const enqueue = queueAt<MessagePlace>(wireWorker(process.env).queue)

/** Reads the table's stream and puts new messages and notices into the sender's queue. */
export const handler = workOn<DynamoDBStreamEvent, DynamoDBRecord>(
  ({ Records }) => Records.map((record) => ({ id: record.dynamodb?.SequenceNumber ?? '', record })),
  async ({ eventName, dynamodb }) => {
    const { pk, sk } = dynamodb?.Keys ?? {}
    const key = { pk: pk?.S ?? '', sk: sk?.S ?? '' }
    const keys = newWork([{ key, isNew: eventName === 'INSERT' }])
    if (keys.length > 0) await enqueue(keys)
    return { outcome: keys.length > 0 ? 'queued' : 'nothing' }
  },
)
