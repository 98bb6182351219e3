import { tableDefinition } from '../../shared/table/definition.ts'

/** The load of one call on one partition of the table, or of an index: request units, and the largest item in bytes. */
export type Touch = { partition: string; index?: string; reads: number; writes: number; bytes: number }

/** A value, an item and a call of DynamoDB in their wire format. */
type Value = Record<string, unknown>
type Item = Record<string, Value>
type Capacity = {
  CapacityUnits?: number
  Table?: { CapacityUnits?: number }
  GlobalSecondaryIndexes?: Record<string, { CapacityUnits?: number }>
}
export type Exchange = {
  /** The operation, `PutItem` and the like. */
  operation: string
  asked: Record<string, unknown>
  answered: Record<string, unknown>
}

const READ_BYTES = 4096
const WRITE_BYTES = 1024

/** The attribute that is the partition key of each index. */
const INDEX_KEYS = new Map(
  (tableDefinition('any').GlobalSecondaryIndexes ?? []).map(({ IndexName = '', KeySchema = [] }) => [
    IndexName,
    KeySchema.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '',
  ]),
)

/** The size of an item by DynamoDB's rules: its names and its values. */
export function sizeOf(item: Item): number {
  return Object.entries(item).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value),
    0,
  )
}

function valueSize(value: Value): number {
  const [entry] = Object.entries(value)
  if (!entry) return 0
  const [type, held] = entry
  if (type === 'S') return Buffer.byteLength(String(held))
  if (type === 'N') return Math.ceil(String(held).length / 2) + 1
  if (type === 'B') return Math.floor((String(held).length * 3) / 4)
  if (type === 'L') return 3 + (held as Value[]).reduce((sum, one) => sum + 1 + valueSize(one), 0)
  if (type === 'M') return 3 + Object.keys(held as Item).length + sizeOf(held as Item)
  return 1
}

/** Reports the partitions that each call touched; remembers the index partition of each item. */
export function touchReader(): (exchange: Exchange) => Touch[] {
  const indexed = new Map<string, string>()
  return (exchange) => {
    const { ConsumedCapacity = [] } = exchange.answered as { ConsumedCapacity?: Capacity | Capacity[] }
    const capacities = [ConsumedCapacity].flat()
    if (capacities.length === 0) return []
    const portions = readItems(exchange)
    if (portions) {
      const units = sum(capacities.map(({ CapacityUnits = 0 }) => CapacityUnits))
      return portioned(portions, READ_BYTES).map(({ share, ...one }) => ({
        ...one,
        reads: units * share,
        writes: 0,
      }))
    }
    const written = writtenItems(exchange)
    return [...onTable(written, capacities), ...onIndexes(written, capacities, indexed)]
  }
}

function onTable(written: readonly Written[], capacities: readonly Capacity[]): Touch[] {
  const units = sum(capacities.map(({ Table, CapacityUnits = 0 }) => Table?.CapacityUnits ?? CapacityUnits))
  const portions = written.map(({ key, item }) => ({
    partition: partitionOf(key),
    bytes: sizeOf(item ?? key),
  }))
  return portioned(portions, WRITE_BYTES).map(({ share, ...one }) => ({
    ...one,
    reads: 0,
    writes: units * share,
  }))
}

function onIndexes(
  written: readonly Written[],
  capacities: readonly Capacity[],
  indexed: Map<string, string>,
): Touch[] {
  return [...INDEX_KEYS].flatMap(([index, attribute]) => {
    const units = sum(capacities.map(({ GlobalSecondaryIndexes: all }) => all?.[index]?.CapacityUnits ?? 0))
    const touched = written.flatMap((one) => moved(indexed, { index, attribute }, one))
    if (units === 0) return []
    return touched.map((partition) => ({
      partition,
      index,
      reads: 0,
      writes: units / touched.length,
      bytes: 0,
    }))
  })
}

type Written = { key: Item; item?: Item }

function writtenItems({ operation, asked }: Exchange): Written[] {
  const put = (item: Item): Written => ({ key: keyOf(item), item })
  const one = (given: { Item?: Item; Key?: Item } = {}) =>
    given.Item ? [put(given.Item)] : given.Key ? [{ key: given.Key }] : []
  if (operation === 'TransactWriteItems') {
    const entries = asked.TransactItems as Record<string, { Item?: Item; Key?: Item }>[]
    return entries.flatMap((entry) => Object.values(entry).flatMap(one))
  }
  if (operation === 'BatchWriteItem') {
    const requests = Object.values(
      asked.RequestItems as Record<string, Record<string, { Item?: Item; Key?: Item }>[]>,
    )
    return requests.flat().flatMap((entry) => Object.values(entry).flatMap(one))
  }
  return one(asked)
}

type Portion = { partition: string; index?: string; bytes: number }

function readItems({ operation, asked, answered }: Exchange): Portion[] | undefined {
  if (operation === 'GetItem')
    return [{ partition: partitionOf(asked.Key as Item), bytes: sizeOf((answered.Item ?? {}) as Item) }]
  if (operation === 'BatchGetItem') {
    const keys = Object.values(asked.RequestItems as Record<string, { Keys: Item[] }>).flatMap(
      ({ Keys }) => Keys,
    )
    const items = Object.values((answered.Responses ?? {}) as Record<string, Item[]>).flat()
    const sizes = new Map(items.map((item) => [nameOf(keyOf(item)), sizeOf(item)]))
    return keys.map((key) => ({ partition: partitionOf(key), bytes: sizes.get(nameOf(key)) ?? 0 }))
  }
  if (operation !== 'Query') return undefined
  const [, placeholder = ''] = /\w+ = (:\w+)/.exec(String(asked.KeyConditionExpression)) ?? []
  const value = (asked.ExpressionAttributeValues as Item | undefined)?.[placeholder]
  const sizes = ((answered.Items ?? []) as Item[]).map(sizeOf)
  const index = asked.IndexName as string | undefined
  return [{ partition: String(value?.S ?? ''), bytes: Math.max(0, ...sizes), ...(index && { index }) }]
}

// An item that moves from one index partition to another writes both.
function moved(
  indexed: Map<string, string>,
  { index, attribute }: { index: string; attribute: string },
  { key, item }: Written,
): string[] {
  const name = `${index} ${nameOf(key)}`
  const before = indexed.get(name)
  const after = item?.[attribute]?.S as string | undefined
  if (after) indexed.set(name, after)
  else indexed.delete(name)
  return [...new Set([before, after])].filter((one) => one !== undefined)
}

// The share of each in the units of a call, by its size.
function portioned(portions: readonly Portion[], unitBytes: number): (Portion & { share: number })[] {
  const weights = portions.map(({ bytes }) => Math.max(1, Math.ceil(bytes / unitBytes)))
  const all = sum(weights)
  return portions.map((portion, place) => ({ ...portion, share: (weights[place] ?? 1) / all }))
}

const keyOf = ({ pk, sk }: Item): Item => ({ ...(pk && { pk }), ...(sk && { sk }) })
const partitionOf = ({ pk }: Item) => String(pk?.S ?? '')
const nameOf = ({ pk, sk }: Item) => `${pk?.S} ${sk?.S}`
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
