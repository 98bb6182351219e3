import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams'
import { mockClient } from 'aws-sdk-client-mock'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { type Change, streamReader } from '../../../infra/local/stream.ts'

const table = mockClient(DynamoDBClient)
const streams = mockClient(DynamoDBStreamsClient)
afterAll(() => {
  table.restore()
  streams.restore()
})

/** A stream: shards by name, each with the names of what was written, and whether it has come to its end. */
let shards: Record<string, { written: string[]; isOver?: boolean }>
let heard: string[]
let read: () => Promise<void>

beforeEach(() => {
  shards = { first: { written: [] } }
  heard = []
  table.reset()
  streams.reset()
  table.on(DescribeTableCommand).resolves({ Table: { LatestStreamArn: 'arn' } })
  streams.on(DescribeStreamCommand).callsFake(() => ({
    StreamDescription: { Shards: Object.keys(shards).map((ShardId) => ({ ShardId })) },
  }))
  streams.on(GetShardIteratorCommand).callsFake(({ ShardId }) => ({ ShardIterator: `${ShardId} 0` }))
  streams.on(GetRecordsCommand).callsFake(({ ShardIterator }) => {
    const [shard = '', place] = ShardIterator.split(' ')
    const { written = [], isOver } = shards[shard] ?? {}
    return {
      Records: written
        .slice(Number(place))
        .map((sk) => ({ eventName: 'INSERT', dynamodb: { Keys: { pk: { S: 'p' }, sk: { S: sk } } } })),
      ...(!isOver && { NextShardIterator: `${shard} ${written.length}` }),
    }
  })
  read = streamReader({ DYNAMODB_ENDPOINT: 'http://localhost:1' }, async (changes: Change[]) => {
    heard.push(...changes.map(({ key }) => key.sk))
  })
})

describe('the stream', () => {
  test('is heard from its beginning on, each change once', async () => {
    shards.first?.written.push('a', 'b')
    await read()
    shards.first?.written.push('c')
    await read()
    await read()
    expect(heard).toEqual(['a', 'b', 'c'])
  })

  test('goes on in the shard that follows one that ended', async () => {
    shards.first?.written.push('a')
    await read()
    shards = { first: { written: ['a', 'b'], isOver: true }, second: { written: ['c'] } }
    await read()
    await read()
    shards.second?.written.push('d')
    await read()
    expect(heard).toEqual(['a', 'b', 'c', 'd'])
  })

  test('waits for that shard where it comes late', async () => {
    shards = { first: { written: ['a'], isOver: true } }
    await read()
    await read()
    Object.assign(shards, { second: { written: ['b'] } })
    await read()
    expect(heard).toEqual(['a', 'b'])
  })

  test('is read anew where the place in it was forgotten', async () => {
    shards.first?.written.push('a')
    await read()
    shards.first?.written.push('b')
    const forgotten = Object.assign(new Error('too old'), { name: 'ExpiredIteratorException' })
    streams.on(GetRecordsCommand, { ShardIterator: 'first 1' }).rejectsOnce(forgotten)
    await expect(read()).rejects.toThrow('too old')
    await read()
    expect(heard).toEqual(['a', 'a', 'b'])
  })
})
