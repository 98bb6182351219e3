import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import { type Key, keyOf } from './key.ts'
import { wasWrittenByUs } from './lost-answer.ts'
import { entriesOf, type Write } from './write.ts'

/** A write's condition did not hold; nothing of the commit was written. */
export class ConditionFailed extends Error {
  /** Which of the committed writes failed. */
  readonly index: number
  constructor(index: number) {
    super(`condition of write ${index} failed`)
    this.name = 'ConditionFailed'
    this.index = index
  }
}

const TRANSACTION_ATTEMPTS = 12

/** Waits before retry n (from 0): exponential backoff from 10 ms to 640 ms, with full jitter. */
export function backoff(attempt: number): Promise<void> {
  const ceiling = 10 * 2 ** Math.min(attempt, 6)
  return new Promise((resolve) => setTimeout(resolve, Math.random() * ceiling))
}

type Entry = ReturnType<typeof entriesOf>[number]

/** Commits one write, or several in a transaction. Throws ConditionFailed where a condition does not hold. */
export async function commit(
  client: DynamoDBDocumentClient,
  TableName: string,
  writes: readonly Write[],
): Promise<void> {
  const entries = writes.flatMap((write, index) =>
    entriesOf(TableName, write).map((entry) => ({ entry, index })),
  )
  const [first, second] = entries
  if (!first) return
  if (second || first.entry.ConditionCheck) await transact(client, entries)
  else await single(client, first.entry)
}

async function single(client: DynamoDBDocumentClient, entry: Entry): Promise<void> {
  try {
    if (entry.Put) await client.send(new PutCommand(entry.Put))
    else if (entry.Delete) await client.send(new DeleteCommand(entry.Delete))
    else if (entry.Update) await client.send(new UpdateCommand(entry.Update))
  } catch (fault) {
    if (!(fault instanceof Error && fault.name === 'ConditionalCheckFailedException')) throw fault
    if (entry.Put && (await wasWrittenByUs(client, fault, entry.Put))) return
    throw new ConditionFailed(0)
  }
}

async function transact(
  client: DynamoDBDocumentClient,
  entries: readonly { entry: Entry; index: number }[],
): Promise<void> {
  const TransactItems = entries.map(({ entry }) => entry)
  for (let attempt = 0; ; attempt++) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems }))
      return
    } catch (fault) {
      if (!(fault instanceof TransactionCanceledException)) throw fault
      const reasons = fault.CancellationReasons ?? []
      const failed = reasons.findIndex((reason) => reason.Code === 'ConditionalCheckFailed')
      if (failed >= 0) throw new ConditionFailed(entries[failed]?.index ?? failed)
      // Another transaction held one of the items: a retry may pass.
      const collided = reasons.some((reason) => reason.Code === 'TransactionConflict')
      if (!collided || attempt + 1 >= TRANSACTION_ATTEMPTS) throw fault
      await backoff(attempt)
    }
  }
}

/** Adds one to the counter at a key, which expires at `expires` (seconds since 1970). Returns the sum. */
export async function addOne(
  client: DynamoDBDocumentClient,
  TableName: string,
  key: Key,
  expires: number,
): Promise<number> {
  const { Attributes } = await client.send(
    new UpdateCommand({
      TableName,
      Key: keyOf(key),
      UpdateExpression: 'SET expiresAt = :expires ADD #count :one',
      ExpressionAttributeNames: { '#count': 'count' },
      ExpressionAttributeValues: { ':expires': expires, ':one': 1 },
      ReturnValues: 'UPDATED_NEW',
    }),
  )
  return Number(Attributes?.count)
}
