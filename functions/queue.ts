import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'

const BATCH = 10

/** Sends work to a queue, each piece by its key; throws if the queue refused one of them. */
export function queueAt<Place extends object>(QueueUrl: string): (places: readonly Place[]) => Promise<void> {
  // At the region's endpoint, as for every other service, and not at the queue's URL.
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
