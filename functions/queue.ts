import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'

const BATCH = 10

/** Puts pieces of work into a queue, each by where it lies; throws where the queue did not take one of them. */
export function queueAt<Place extends object>(QueueUrl: string): (places: readonly Place[]) => Promise<void> {
  // At the region's address, as for every other service, and not at the queue's own.
  const client = new SQSClient({ useQueueUrlAsEndpoint: false })
  return async (places) => {
    for (let at = 0; at < places.length; at += BATCH) {
      const Entries = places
        .slice(at, at + BATCH)
        .map((place, number) => ({ Id: String(number), MessageBody: JSON.stringify(place) }))
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }))
      if (Failed.length > 0) throw new Error(`the queue refused ${Failed.length} of ${Entries.length}`)
    }
  }
}
