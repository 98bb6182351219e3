import { randomUUID } from 'node:crypto'
import type { DynamoDBRecord } from 'aws-lambda'
import { afterEach, expect, inject, test, vi } from 'vitest'
import { ensureTable } from '../../infra/local/engine-table.ts'
import { hashOf } from '../../shared/access/identifier.ts'
import { pendingKeys } from '../../shared/tally/tally.operations.ts'
import { readTally } from '../../shared/workshop/poll.operations.ts'
import { readPoll } from '../../shared/workshop/results.operations.ts'
import { audienceOf, misled } from '../support/audience.ts'
import { streamReader } from '../support/background.ts'
import { type Chance, chanceOf, SEED, shuffled, sized } from '../support/chance.ts'
import { TEST_NOW } from '../support/context.ts'
import { freshTable } from '../support/engine.ts'
import { takeAll, workersOn } from '../support/instances.ts'

const STREAMS = sized(1, 20)
const SHARDS = 4
const MOST_IN_BATCH = 20
const MINUTE = 60_000

const later = (minutes: number) => new Date(Date.parse(TEST_NOW) + minutes * MINUTE).toISOString()

/** The records by shard: each keeps the order of the records of one key, independently of the others. */
function shardsOf(records: readonly DynamoDBRecord[]): DynamoDBRecord[][] {
  const shards: DynamoDBRecord[][] = Array.from({ length: SHARDS }, () => [])
  for (const record of records) {
    const { pk, sk } = record.dynamodb?.Keys ?? {}
    const place = Number.parseInt(
      Buffer.from(hashOf(`${pk?.S}#${sk?.S}`))
        .toString('hex')
        .slice(0, 4),
      16,
    )
    shards[place % SHARDS]?.push(record)
  }
  return shards
}

/** A shard as delivered: batches in order, some of them repeated, at once or after a while. */
function batchesOf(shard: readonly DynamoDBRecord[], chance: Chance): DynamoDBRecord[][] {
  const batches: DynamoDBRecord[][] = []
  for (let at = 0; at < shard.length; ) {
    const batch = shard.slice(at, at + 1 + Math.floor(chance() * MOST_IN_BATCH))
    at += batch.length
    batches.push(batch)
    if (chance() < 0.3) batches.push(batch)
    // A consumer may restart from an earlier checkpoint: everything after it is delivered a second time.
    if (chance() < 0.1) at = Math.max(0, at - 2 * MOST_IN_BATCH)
  }
  return batches
}

afterEach(() => vi.unstubAllEnvs())

test('records that arrive late, repeated and out of order between shards take effect once', {
  timeout: MINUTE + STREAMS * 15_000,
}, async () => {
  const chance = chanceOf(SEED)
  const told = { records: 0, given: 0, addresses: 0, votes: 0 }
  const lost: string[] = []
  const twice: string[] = []
  for (let streams = 0; streams < STREAMS; streams++) {
    const tableName = `stream-${randomUUID()}`
    await ensureTable(tableName, inject('dynamodbEndpoint'), { stream: true })
    const table = await freshTable(tableName)
    const audience = await audienceOf(table, { families: 40, members: 10 }, chance)
    const between = workersOn(tableName)
    const read = streamReader({ engine: inject('dynamodbEndpoint'), tableName })
    const early = await between.instanceAt(TEST_NOW)
    const late: DynamoDBRecord[] = []
    // Sending a message writes records of its own.
    for (let records = await read(); records.length > 0; records = await read()) {
      told.records += records.length
      const [silent = [], ...others] = shuffled(shardsOf(records as DynamoDBRecord[]), chance)
      late.push(...silent)
      const queues = others.map((shard) => batchesOf(shard, chance))
      for (let open = queues; open.length > 0; open = open.filter((queue) => queue.length > 0)) {
        const batch = open[Math.floor(chance() * open.length)]?.shift() ?? []
        told.given += batch.length
        await early.project(batch)
        if (chance() < 0.3) await early.send(takeAll(between, chance))
      }
      await early.send(takeAll(between, chance))
    }
    // The clock finds what the late shards have not delivered yet; then they deliver it all the same.
    const after = await between.instanceAt(later(5))
    await after.clock()
    await after.send(takeAll(between, chance))
    told.given += late.length
    for (const batch of batchesOf(late, chance)) await after.project(batch)
    await after.send(takeAll(between, chance))
    // And what that created, although the stream delivers nothing any more.
    const last = await between.instanceAt(later(10))
    await last.clock()
    await last.send(takeAll(between, chance))
    const found = misled(audience.addresses, between.mails)
    lost.push(...found.lost)
    twice.push(...found.twice)
    told.addresses += audience.addresses.length
    const counted = await readPoll(audience.context, audience.workshop)
    expect(counted.options.map(({ yes, ifNeeded }) => [yes, ifNeeded])).toEqual(audience.recount)
    const tally = await readTally(audience.context, audience.workshop)
    expect(counted.options.map(({ id }) => [tally?.[id]?.yes, tally?.[id]?.ifNeeded])).toEqual(
      audience.recount,
    )
    expect(await pendingKeys({ table })).toEqual([])
    told.votes += counted.answered
  }
  console.log(
    `stream: ${STREAMS} times, seed ${SEED}; ${told.records} records given as ${told.given}; ${told.addresses} to ` +
      `tell, ${told.votes} families’ votes counted; lost ${lost.length}, told twice ${twice.length}`,
  )
  expect({ lost, twice }).toEqual({ lost: [], twice: [] })
})
