import { BatchGetCommand, BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { backoff } from './commit.ts'
import { type AnyKey, type Item, isPossibleKey, type Key, keyOf } from './key.ts'

// What DynamoDB takes in one call.
const WRITES = 25
const READS = 100
const PARALLEL = 4

/** Puts many independent items without condition, in batches. `onProgress` is told how many are done. */
export async function putBatches(
  client: DynamoDBDocumentClient,
  TableName: string,
  items: readonly Item[],
  onProgress?: (done: number) => Promise<void> | void,
): Promise<void> {
  const batches = inBatches(items, WRITES)
  let done = 0
  const worker = async () => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      await putBatch(client, TableName, batch)
      done += batch.length
      await onProgress?.(done)
    }
  }
  // Where one worker fails, the others end before the fault is thrown: nothing is written after that.
  const ended = await Promise.allSettled(Array.from({ length: PARALLEL }, worker))
  for (const one of ended) if (one.status === 'rejected') throw one.reason
}

async function putBatch(
  client: DynamoDBDocumentClient,
  TableName: string,
  batch: readonly Item[],
): Promise<void> {
  let pending: Record<string, { PutRequest?: { Item: Record<string, unknown> | undefined } }[]> = {
    [TableName]: batch.map((Item) => ({ PutRequest: { Item } })),
  }
  for (let attempt = 0; Object.keys(pending).length > 0; attempt++) {
    if (attempt > 0) await backoff(attempt)
    const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: pending as never }))
    pending = (UnprocessedItems ?? {}) as typeof pending
  }
}

/** Several items by their keys, with all attributes. A key without an item, or an impossible one, is left out. */
export async function getBatches(
  client: DynamoDBDocumentClient,
  TableName: string,
  keys: readonly AnyKey[],
  ConsistentRead: boolean,
): Promise<Item[]> {
  const found = inBatches(keys.filter(isPossibleKey), READS).map(async (batch) => {
    const items: Item[] = []
    let pending: Key[] = batch.map(keyOf)
    for (let attempt = 0; pending.length > 0; attempt++) {
      if (attempt > 0) await backoff(attempt)
      const request = { [TableName]: { Keys: pending, ConsistentRead } }
      const { Responses, UnprocessedKeys } = await client.send(new BatchGetCommand({ RequestItems: request }))
      items.push(...((Responses?.[TableName] ?? []) as Item[]))
      pending = (UnprocessedKeys?.[TableName]?.Keys ?? []) as Key[]
    }
    return items
  })
  return (await Promise.all(found)).flat()
}

function inBatches<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, place) =>
    all.slice(place * size, (place + 1) * size),
  )
}
