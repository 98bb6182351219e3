import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, GetCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { getBatches, putBatches } from './batch.ts'
import { addOne, commit } from './commit.ts'
import { DUE_INDEX, PENDING_MARKER } from './definition.ts'
import { type AnyKey, type Item, isPossibleKey, type Key, keyOf } from './key.ts'
import { MARKER_ATTRIBUTES, markerPrefix, markerShard } from './pending-marker.ts'
import type { Write } from './write.ts'

export { backoff, ConditionFailed } from './commit.ts'
export type { AnyKey, Item, Key, PackedItem, PackedKey } from './key.ts'
export type { Write } from './write.ts'

/**
 * How fresh a read must be: `latest` is strongly consistent; `recent` is eventually consistent, may miss a write of a
 * moment ago, and costs half.
 */
export type Consistency = 'latest' | 'recent'

/** A partition read in order of its sort key; `after` is the `next` of the page before. */
export type PageRequest = {
  pk: string
  prefix?: string
  limit?: number
  after?: string
  newestFirst?: boolean
  reading?: Consistency
}

/** One page of a partition; `next` is there when more follows. */
export type Page<T> = { items: T[]; next?: string }

/** The only way to the database. Reads are of the `latest` by default: a page shows what was just written. */
export type Table = {
  get<T>(key: AnyKey, reading?: Consistency): Promise<T | undefined>
  /** Several items with their keys and markers, in any order; a key without an item is left out. */
  getItems(keys: readonly AnyKey[], reading?: Consistency): Promise<Item[]>
  query<T>(page: PageRequest): Promise<Page<T>>
  /** A page of a partition with the keys and technical attributes of its items, for what copies them as they are. */
  queryItems(page: PageRequest): Promise<Page<Item>>
  /** Every item of a partition under a prefix, through all its pages. */
  queryAll<T>(pk: string, prefix?: string, reading?: Consistency): Promise<T[]>
  /** The keys of the work that is due in a shard by an instant (RFC 3339 UTC), the oldest first. May lag a moment. */
  due(shard: string, until: string, limit: number): Promise<Key[]>
  /** The keys of a partition's pending markers, up to a limit. May lag a moment. */
  unpacked(pk: string, limit: number): Promise<Key[]>
  /** Commits one write, or several in a transaction (100 at most). Throws ConditionFailed. */
  commit(...writes: Write[]): Promise<void>
  /** Adds one to the counter at a key, which expires at `expires` (seconds since 1970). Returns the sum. */
  count(key: Key, expires: number): Promise<number>
  /** Puts many independent items without condition, in batches. `onProgress` is told how many are done. */
  putAll(items: readonly Item[], onProgress?: (done: number) => Promise<void> | void): Promise<void>
}

const SCAN_PAGE = 500

/** A table that can be scanned. For one-off programs: no request may do so. */
export type WholeTable = Table & { scan(after?: Key, limit?: number): Promise<{ items: Item[]; next?: Key }> }

/** Opens the table of that name; `endpoint` and the like come from the configuration of the client. */
export function openTable(tableName: string, configuration: DynamoDBClientConfig = {}): WholeTable {
  const engine = new DynamoDBClient(configuration)
  // The logger copies each call and each answer for a log that nobody keeps.
  engine.middlewareStack.remove('loggerMiddleware')
  const client = DynamoDBDocumentClient.from(engine, { marshallOptions: { removeUndefinedValues: true } })
  const queryItems = (page: PageRequest) => queryPage(client, tableName, page)
  const query = async <T>(page: PageRequest): Promise<Page<T>> => {
    const { items, ...rest } = await queryItems(page)
    return { items: items.map((item) => contentOf<T>(item)), ...rest }
  }
  const index = (shard: string, range: Range) => queryIndex(client, tableName, shard, range)
  return {
    async get<T>(key: AnyKey, reading?: Consistency) {
      if (!isPossibleKey(key)) return undefined
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: keyOf(key), ConsistentRead: reading !== 'recent' }),
      )
      return Item && contentOf<T>(Item)
    },
    getItems: (keys, reading) => getBatches(client, tableName, keys, reading !== 'recent'),
    query,
    queryItems,
    queryAll: <T>(pk: string, prefix?: string, reading: Consistency = 'latest') =>
      allPages((after) => query<T>({ pk, reading, ...(prefix && { prefix }), ...(after && { after }) })),
    due: (shard, until, limit) => index(shard, { condition: 'dueSk <= :at', at: until, limit }),
    unpacked: (pk, limit) =>
      index(markerShard(pk), { condition: 'begins_with(dueSk, :at)', at: markerPrefix(pk), limit }),
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

async function allPages<T>(pageAfter: (after: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = []
  let after: string | undefined
  do {
    const page = await pageAfter(after)
    items.push(...page.items)
    after = page.next
  } while (after)
  return items
}

async function queryPage(
  client: DynamoDBDocumentClient,
  TableName: string,
  page: PageRequest,
): Promise<Page<Item>> {
  if (!isPossibleKey({ pk: page.pk, sk: page.after ?? page.prefix ?? '' })) return { items: [] }
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
  return { items: Items as Item[], ...(next && { next }) }
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

/** An item without its key, its marker and the version of its shape, which concern the stores alone. */
export function contentOf<T>(item: Record<string, unknown>): T {
  const hidden = PENDING_MARKER in item ? HIDDEN_IF_MARKED : HIDDEN
  const content: Record<string, unknown> = {}
  for (const name in item) if (!hidden.has(name)) content[name] = item[name]
  return content as T // stores put no other shape under the key
}

const HIDDEN: ReadonlySet<string> = new Set(['pk', 'sk', 'version'])
const HIDDEN_IF_MARKED: ReadonlySet<string> = new Set([...HIDDEN, ...MARKER_ATTRIBUTES])
