import {
  DynamoDBClient,
  type DynamoDBClientConfig,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb'
import {
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb'
import { DUE_INDEX } from './definition.ts'
import { wasOurs } from './lost-answer.ts'
import { type Item, type Key, keyOf, transactionEntry, type Write } from './write.ts'

export type { Item, Key, Write } from './write.ts'

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

/** A partition read in order of its sort key; `after` is the `next` of the page before. */
export type PageRequest = {
  pk: string
  prefix?: string
  limit?: number
  after?: string
  newestFirst?: boolean
}

/** One page of a partition; `next` is there when more follows. */
export type Page<T> = { items: T[]; next?: string }

/** The only way to the database. Reads are strongly consistent: a page shows what was just written. */
export type Table = {
  get<T>(key: Key): Promise<T | undefined>
  query<T>(page: PageRequest): Promise<Page<T>>
  /** Every item of a partition under a prefix, through all its pages. */
  queryAll<T>(pk: string, prefix?: string): Promise<T[]>
  /** Where the work lies that is due in a shard by an instant (RFC 3339 UTC), the oldest first. May lag a moment. */
  due(shard: string, until: string, limit: number): Promise<Key[]>
  /** One write, or several of which all happen or none (100 at most); else ConditionFailed. */
  commit(...writes: Write[]): Promise<void>
  /** Many independent puts without condition, in batches; `onProgress` hears how many are done. */
  putAll(items: readonly Item[], onProgress?: (done: number) => Promise<void> | void): Promise<void>
}

/** Pause before attempt n (from 0) of something that collided: doubles from 10 ms to 640 ms, with full jitter. */
export function backoff(attempt: number): Promise<void> {
  const ceiling = 10 * 2 ** Math.min(attempt, 6)
  return new Promise((resolve) => setTimeout(resolve, Math.random() * ceiling))
}

const BATCH = 25
const PARALLEL_BATCHES = 4
const SCAN_PAGE = 500
const TRANSACTION_ATTEMPTS = 12

/** A table that can be gone through whole. For one-off programs: nothing that a person waits for may do so. */
export type WholeTable = Table & { scan(after?: Key, limit?: number): Promise<{ items: Item[]; next?: Key }> }

/** Opens the table of that name; `endpoint` and the like come from the configuration of the client. */
export function openTable(tableName: string, configuration: DynamoDBClientConfig = {}): WholeTable {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(configuration), {
    marshallOptions: { removeUndefinedValues: true },
  })
  const query = <T>(page: PageRequest) => queryPage<T>(client, tableName, page)
  return {
    async get<T>(key: Key) {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: keyOf(key), ConsistentRead: true }),
      )
      return Item && withoutKey<T>(Item)
    },
    query,
    async queryAll<T>(pk: string, prefix?: string) {
      const items: T[] = []
      let after: string | undefined
      do {
        const page: Page<T> = await query<T>({ pk, ...(prefix && { prefix }), ...(after && { after }) })
        items.push(...page.items)
        after = page.next
      } while (after)
      return items
    },
    due: (shard, until, limit) => queryDue(client, tableName, { shard, until, limit }),
    commit: (...writes) =>
      writes.length === 1 ? single(client, tableName, writes) : transact(client, tableName, writes),
    putAll: (items, onProgress) => putBatches(client, tableName, items, onProgress),
    async scan(after?: Key, limit = SCAN_PAGE) {
      const start = after && { ExclusiveStartKey: keyOf(after) }
      const { Items = [], LastEvaluatedKey: last } = await client.send(
        new ScanCommand({ TableName: tableName, ConsistentRead: true, Limit: limit, ...start }),
      )
      return { items: Items as Item[], ...(last && { next: { pk: last.pk, sk: last.sk } }) }
    },
  }
}

async function queryPage<T>(
  client: DynamoDBDocumentClient,
  TableName: string,
  page: PageRequest,
): Promise<Page<T>> {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName,
      ConsistentRead: true,
      KeyConditionExpression: page.prefix ? 'pk = :pk AND begins_with(sk, :prefix)' : 'pk = :pk',
      ExpressionAttributeValues: { ':pk': page.pk, ...(page.prefix && { ':prefix': page.prefix }) },
      ScanIndexForward: !page.newestFirst,
      ...(page.limit && { Limit: page.limit }),
      ...(page.after && { ExclusiveStartKey: { pk: page.pk, sk: page.after } }),
    }),
  )
  const next = LastEvaluatedKey?.sk as string | undefined
  return { items: Items.map((item) => withoutKey<T>(item)), ...(next && { next }) }
}

async function queryDue(
  client: DynamoDBDocumentClient,
  TableName: string,
  { shard, until, limit }: { shard: string; until: string; limit: number },
): Promise<Key[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName,
      IndexName: DUE_INDEX,
      KeyConditionExpression: 'duePk = :shard AND dueSk <= :until',
      ExpressionAttributeValues: { ':shard': shard, ':until': until },
      Limit: limit,
    }),
  )
  return Items.map(({ pk, sk }) => ({ pk, sk }))
}

// Where an item lies, and the version of its shape, are nobody's business above the stores.
function withoutKey<T>({ pk: _pk, sk: _sk, version: _version, ...rest }: Record<string, unknown>): T {
  return rest as T
}

async function single(
  client: DynamoDBDocumentClient,
  TableName: string,
  writes: readonly Write[],
): Promise<void> {
  const [write] = writes
  if (!write) return
  const entry = transactionEntry(TableName, write)
  try {
    if (entry.Put) await client.send(new PutCommand(entry.Put))
    else if (entry.Delete) await client.send(new DeleteCommand(entry.Delete))
    else await transact(client, TableName, writes)
  } catch (fault) {
    if (!(fault instanceof Error && fault.name === 'ConditionalCheckFailedException')) throw fault
    if (entry.Put && (await wasOurs(client, fault, entry.Put))) return
    throw new ConditionFailed(0)
  }
}

async function transact(
  client: DynamoDBDocumentClient,
  TableName: string,
  writes: readonly Write[],
): Promise<void> {
  const TransactItems = writes.map((write) => transactionEntry(TableName, write))
  for (let attempt = 0; ; attempt++) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems }))
      return
    } catch (fault) {
      if (!(fault instanceof TransactionCanceledException)) throw fault
      const reasons = fault.CancellationReasons ?? []
      const index = reasons.findIndex((reason) => reason.Code === 'ConditionalCheckFailed')
      if (index >= 0) throw new ConditionFailed(index)
      // Another transaction held one of the items: the same commit may pass a moment later.
      const collided = reasons.some((reason) => reason.Code === 'TransactionConflict')
      if (!collided || attempt + 1 >= TRANSACTION_ATTEMPTS) throw fault
      await backoff(attempt)
    }
  }
}

async function putBatches(
  client: DynamoDBDocumentClient,
  TableName: string,
  items: readonly Item[],
  onProgress?: (done: number) => Promise<void> | void,
): Promise<void> {
  const batches = Array.from({ length: Math.ceil(items.length / BATCH) }, (_, place) =>
    items.slice(place * BATCH, (place + 1) * BATCH),
  )
  let done = 0
  const worker = async () => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      await putBatch(client, TableName, batch)
      done += batch.length
      await onProgress?.(done)
    }
  }
  // Where one fails, none of the others may still write when it is said that all stopped.
  const ended = await Promise.allSettled(Array.from({ length: PARALLEL_BATCHES }, worker))
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
