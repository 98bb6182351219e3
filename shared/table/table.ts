import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, GetCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { getBatches, putBatches } from './batch.ts'
import { addOne, commit } from './commit.ts'
import { DUE_INDEX } from './definition.ts'
import { canLie, type Item, type Key, keyOf } from './key.ts'
import { MARK_ATTRIBUTES, markPrefix, markShard } from './mark.ts'
import type { Write } from './write.ts'

export { backoff, ConditionFailed } from './commit.ts'
export type { Item, Key } from './key.ts'
export type { Write } from './write.ts'

/**
 * How fresh a read must be: `latest` shows what was written before it, `recent` may miss what was written a moment
 * ago, and costs half.
 */
export type Reading = 'latest' | 'recent'

/** A partition read in order of its sort key; `after` is the `next` of the page before. */
export type PageRequest = {
  pk: string
  prefix?: string
  limit?: number
  after?: string
  newestFirst?: boolean
  reading?: Reading
}

/** One page of a partition; `next` is there when more follows. */
export type Page<T> = { items: T[]; next?: string }

/** The only way to the database. Reads are of the `latest` where nothing else is said: a page shows what was just written. */
export type Table = {
  get<T>(key: Key, reading?: Reading): Promise<T | undefined>
  /** Several items as they lie, with their keys and marks, in any order; what is not there is left out. */
  getItems(keys: readonly Key[], reading?: Reading): Promise<Item[]>
  query<T>(page: PageRequest): Promise<Page<T>>
  /** Every item of a partition under a prefix, through all its pages. */
  queryAll<T>(pk: string, prefix?: string, reading?: Reading): Promise<T[]>
  /** Where the work lies that is due in a shard by an instant (RFC 3339 UTC), the oldest first. May lag a moment. */
  due(shard: string, until: string, limit: number): Promise<Key[]>
  /** The keys of a partition's items that its packed copy does not hold yet, so many at most. May lag a moment. */
  unpacked(pk: string, limit: number): Promise<Key[]>
  /** One write, or several of which all happen or none (100 at most); else ConditionFailed. */
  commit(...writes: Write[]): Promise<void>
  /** Adds one to what is counted under a key, which goes at `expires` (seconds since 1970); answers with the sum. */
  count(key: Key, expires: number): Promise<number>
  /** Many independent puts without condition, in batches; `onProgress` hears how many are done. */
  putAll(items: readonly Item[], onProgress?: (done: number) => Promise<void> | void): Promise<void>
}

const SCAN_PAGE = 500

/** A table that can be gone through whole. For one-off programs: nothing that a person waits for may do so. */
export type WholeTable = Table & { scan(after?: Key, limit?: number): Promise<{ items: Item[]; next?: Key }> }

/** Opens the table of that name; `endpoint` and the like come from the configuration of the client. */
export function openTable(tableName: string, configuration: DynamoDBClientConfig = {}): WholeTable {
  const engine = new DynamoDBClient(configuration)
  // It copies each call and each answer for a log that nobody keeps.
  engine.middlewareStack.remove('loggerMiddleware')
  const client = DynamoDBDocumentClient.from(engine, { marshallOptions: { removeUndefinedValues: true } })
  const query = <T>(page: PageRequest) => queryPage<T>(client, tableName, page)
  const index = (shard: string, range: Range) => queryIndex(client, tableName, shard, range)
  return {
    async get<T>(key: Key, reading?: Reading) {
      if (!canLie(key)) return undefined
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: keyOf(key), ConsistentRead: reading !== 'recent' }),
      )
      return Item && contentOf<T>(Item)
    },
    getItems: (keys, reading) => getBatches(client, tableName, keys, reading !== 'recent'),
    query,
    async queryAll<T>(pk: string, prefix?: string, reading: Reading = 'latest') {
      const items: T[] = []
      let after: string | undefined
      do {
        const page: Page<T> = await query<T>({
          pk,
          reading,
          ...(prefix && { prefix }),
          ...(after && { after }),
        })
        items.push(...page.items)
        after = page.next
      } while (after)
      return items
    },
    due: (shard, until, limit) => index(shard, { condition: 'dueSk <= :at', at: until, limit }),
    unpacked: (pk, limit) =>
      index(markShard(pk), { condition: 'begins_with(dueSk, :at)', at: markPrefix(pk), limit }),
    commit: (...writes) => commit(client, tableName, writes),
    count: (key, expires) => addOne(client, tableName, key, expires),
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
  if (!canLie({ pk: page.pk, sk: page.after ?? page.prefix ?? '' })) return { items: [] }
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName,
      ConsistentRead: page.reading !== 'recent',
      KeyConditionExpression: page.prefix ? 'pk = :pk AND begins_with(sk, :prefix)' : 'pk = :pk',
      ExpressionAttributeValues: { ':pk': page.pk, ...(page.prefix && { ':prefix': page.prefix }) },
      ScanIndexForward: !page.newestFirst,
      ...(page.limit && { Limit: page.limit }),
      ...(page.after && { ExclusiveStartKey: { pk: page.pk, sk: page.after } }),
    }),
  )
  const next = LastEvaluatedKey?.sk as string | undefined
  return { items: Items.map((item) => contentOf<T>(item)), ...(next && { next }) }
}

type Range = { condition: string; at: string; limit: number }

async function queryIndex(
  client: DynamoDBDocumentClient,
  TableName: string,
  shard: string,
  { condition, at, limit }: Range,
): Promise<Key[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName,
      IndexName: DUE_INDEX,
      KeyConditionExpression: `duePk = :shard AND ${condition}`,
      ExpressionAttributeValues: { ':shard': shard, ':at': at },
      Limit: limit,
    }),
  )
  return Items.map(({ pk, sk }) => ({ pk, sk }))
}

/** What an item says. Where it lies, its mark and the version of its shape are nobody's business above the stores. */
export function contentOf<T>(item: Record<string, unknown>): T {
  const hidden = 'mark' in item ? OF_A_MARKED : OF_THE_TABLE
  const content: Record<string, unknown> = {}
  for (const name in item) if (!hidden.has(name)) content[name] = item[name]
  return content as T // stores put no other shape under the key
}

const OF_THE_TABLE: ReadonlySet<string> = new Set(['pk', 'sk', 'version'])
const OF_A_MARKED: ReadonlySet<string> = new Set([...OF_THE_TABLE, ...MARK_ATTRIBUTES])
