import { expect, test } from 'vitest'
import {
  type DueAttributes,
  type DueQueue,
  dueAttributes,
  dueKeys,
  withoutDueAttributes,
} from '../../../shared/table/due.ts'

const QUEUE: DueQueue = { name: 'DUE-TEST', shards: 4, formerShard: 'DUE-TEST' }
const DUE = '2026-03-07T02:00:00.000Z'

test('an item is in the index only while it is due, in a shard that its id decides', () => {
  expect(dueAttributes(QUEUE, 'one', undefined)).toEqual({})
  expect(dueAttributes(QUEUE, 'one', DUE)).toEqual(dueAttributes(QUEUE, 'one', DUE))
  expect(dueAttributes(QUEUE, 'one', DUE).dueSk).toBe(DUE)
})

test('work spreads evenly over the shards', () => {
  const shards = Array.from({ length: 4000 }, (_, id) => dueAttributes(QUEUE, String(id), DUE).duePk)
  for (const name of ['DUE-TEST#0', 'DUE-TEST#1', 'DUE-TEST#2', 'DUE-TEST#3']) {
    const share = shards.filter((shard) => shard === name).length / shards.length
    expect(share).toBeGreaterThan(0.22)
    expect(share).toBeLessThan(0.28)
  }
})

test('an item comes back with the instant at which it is due', () => {
  expect(withoutDueAttributes({ id: 'one', ...dueAttributes(QUEUE, 'one', DUE) })).toEqual({
    id: 'one',
    due: DUE,
  })
  expect(withoutDueAttributes<DueAttributes & { id: string }>({ id: 'one' })).toEqual({ id: 'one' })
})

test('due work is read from every shard, the former one included', async () => {
  const asked: string[] = []
  const table = {
    due: async (shard: string, until: string, limit: number) => {
      asked.push(shard)
      return [{ pk: shard, sk: `${until} ${limit}` }]
    },
  }
  const keys = await dueKeys(table, QUEUE, DUE, 10)
  const shards = ['DUE-TEST', 'DUE-TEST#0', 'DUE-TEST#1', 'DUE-TEST#2', 'DUE-TEST#3']
  expect(asked).toEqual(shards)
  expect(keys).toEqual(shards.map((pk) => ({ pk, sk: `${DUE} 10` })))
})
