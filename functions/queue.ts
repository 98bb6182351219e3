import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { MessagePlace } from '../shared/message/operations.ts'

const BATCH = 10

/** Puts messages to send into a queue, by where they lie; throws where the queue did not take one of them. */
export function queueAt(QueueUrl: string): (places: readonly MessagePlace[]) => Promise<void> {
  // At the region's address, as for every other service, and not at the queue's own.
  const client = new SQSClient({ useQueueUrlAsEndpoint: false })
  return async (places) => {
    for (let at = 0; at < places.length; at += BATCH) {
      const Entries = places
        .slice(at, at + BATCH)
        .map(({ pk, sk }, place) => ({ Id: String(place), MessageBody: JSON.stringify({ pk, sk }) }))
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }))
      if (Failed.length > 0) throw new Error(`the queue refused ${Failed.length} of ${Entries.length}`)
    }
  }
}
