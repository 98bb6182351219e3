import { beforeAll, expect, test } from 'vitest'
import { ConditionFailed, type Table } from '../../../shared/table/table.ts'
import { freshTable } from '../../support/engine.ts'

let table: Table
beforeAll(async () => {
  table = await freshTable()
})

const item = (pk: string, sk: string, rest = {}) => ({ pk, sk, ...rest })

test('a stored item is read without its key and without undefined attributes', async () => {
  await table.commit({ put: item('a', '1', { name: 'Rosa', nick: undefined }) })
  expect(await table.get({ pk: 'a', sk: '1' })).toEqual({ name: 'Rosa' })
  expect(await table.get({ pk: 'a', sk: '2' })).toBeUndefined()
})

test('a key that is longer than DynamoDB allows has no item', async () => {
  const long = 'é'.repeat(2_000)
  expect(await table.get({ pk: long, sk: '1' })).toBeUndefined()
  expect(await table.get({ pk: 'a', sk: long })).toBeUndefined()
  expect(await table.query({ pk: long })).toEqual({ items: [] })
  expect(await table.query({ pk: 'a', prefix: long })).toEqual({ items: [] })
  expect(await table.query({ pk: 'a', after: long })).toEqual({ items: [] })
})

test('a failed condition writes nothing', async () => {
  await table.commit({ put: item('b', '1', { revision: 1 }), when: 'absent' })
  const again = table.commit({ put: item('b', '1', { revision: 9 }), when: 'absent' })
  await expect(again).rejects.toBeInstanceOf(ConditionFailed)
  const stale = table.commit({ put: item('b', '1', { revision: 9 }), when: { equals: { revision: 2 } } })
  await expect(stale).rejects.toBeInstanceOf(ConditionFailed)
  const gone = table.commit({ remove: { pk: 'b', sk: '7' }, when: 'present' })
  await expect(gone).rejects.toBeInstanceOf(ConditionFailed)
  expect(await table.get({ pk: 'b', sk: '1' })).toEqual({ revision: 1 })
})

test('a transaction commits all writes or none, and reports the failed one', async () => {
  const both = table.commit({ put: item('c', '1') }, { check: { pk: 'c', sk: 'nothing' }, when: 'present' })
  await expect(both).rejects.toMatchObject({ index: 1 })
  expect(await table.get({ pk: 'c', sk: '1' })).toBeUndefined()
})

test('a partition is read in pages, in both directions and by prefix', async () => {
  await table.putAll(
    Array.from({ length: 60 }, (_, n) => item('d', `N#${String(n).padStart(2, '0')}`, { n })),
  )
  await table.commit({ put: item('d', 'OTHER') })
  const first = await table.query<{ n: number }>({ pk: 'd', prefix: 'N#', limit: 25 })
  const next = await table.query<{ n: number }>({ pk: 'd', prefix: 'N#', limit: 25, after: first.next ?? '' })
  expect([first.items[0]?.n, next.items[0]?.n]).toEqual([0, 25])
  const [newest] = (await table.query<{ n: number }>({ pk: 'd', prefix: 'N#', limit: 1, newestFirst: true }))
    .items
  expect(newest?.n).toBe(59)
  expect(await table.queryAll('d', 'N#')).toHaveLength(60)
  expect(await table.queryAll('d')).toHaveLength(61)
})

test('exactly one of fifty concurrent writers of a revision succeeds', async () => {
  await table.commit({ put: item('e', '1', { revision: 1 }) })
  const writers = Array.from({ length: 50 }, (_, n) =>
    table.commit({ put: item('e', '1', { revision: 2, n }), when: { equals: { revision: 1 } } }),
  )
  const outcomes = await Promise.allSettled(writers)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})
