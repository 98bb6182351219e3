import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams'
import { clientOf, type Environment, TABLE_NAME } from '../../functions/wire.ts'
import type { Key } from '../../shared/table/table.ts'

/** A change in the table: where, and whether something new lies there. */
export type Change = { key: Key; isNew: boolean }

type Clients = { table: DynamoDBClient; streams: DynamoDBStreamsClient; TableName: string }

// Where to read on in each shard; one that has been read to its end stays known without a place.
type Shards = Map<string, string | undefined>

/**
 * Reads what is new in the table's stream, a round a call, from its beginning on: who hears must bear what they know.
 * Where a place is not known any more (an hour's sleep is enough on some engines), that shard is read anew.
 */
export function streamReader(
  environment: Environment,
  hear: (changes: Change[]) => Promise<void>,
): () => Promise<void> {
  const configuration = clientOf(environment)
  const clients = {
    table: new DynamoDBClient(configuration),
    streams: new DynamoDBStreamsClient(configuration),
    TableName: environment.CONVITE_TABLE || TABLE_NAME,
  }
  const shards: Shards = new Map()
  let areKnown = false
  return async () => {
    if (!areKnown) await addShards(clients, shards)
    areKnown = [...shards.values()].some((place) => place !== undefined)
    for (const [shard, place] of [...shards]) {
      if (place === undefined) continue
      const { changes, next } = await readShard(clients, place).catch((fault) => {
        shards.delete(shard)
        areKnown = false
        throw fault
      })
      shards.set(shard, next)
      // Where one ends, others take its place.
      if (next === undefined) areKnown = false
      await hear(changes)
    }
  }
}

async function addShards({ table, streams, TableName }: Clients, shards: Shards): Promise<void> {
  const { Table } = await table.send(new DescribeTableCommand({ TableName }))
  const StreamArn = Table?.LatestStreamArn
  if (!StreamArn) return
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }))
  for (const { ShardId = '' } of StreamDescription?.Shards ?? []) {
    if (shards.has(ShardId)) continue
    const asked = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' } as const
    shards.set(ShardId, (await streams.send(new GetShardIteratorCommand(asked))).ShardIterator)
  }
}

async function readShard({ streams }: Clients, ShardIterator: string) {
  const { Records = [], NextShardIterator: next } = await streams.send(
    new GetRecordsCommand({ ShardIterator }),
  )
  const changes = Records.map(({ eventName, dynamodb }) => ({
    key: { pk: dynamodb?.Keys?.pk?.S ?? '', sk: dynamodb?.Keys?.sk?.S ?? '' },
    isNew: eventName === 'INSERT',
  }))
  return { changes, next }
}
