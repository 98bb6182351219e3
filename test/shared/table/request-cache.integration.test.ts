import { beforeEach, expect, test } from 'vitest'
import { requestCache } from '../../../shared/table/request-cache.ts'
import { ConditionFailed, type Table } from '../../../shared/table/table.ts'
import { freshTable } from '../../support/engine.ts'

const key = { pk: 'a', sk: 'b' }
let engine: Table
/** The keys of each call. */
let calls: string[][]
let table: Table
beforeEach(async () => {
  engine = await freshTable()
  calls = []
  table = requestCache({
    ...engine,
    getItems: (keys, reading) => {
      calls.push(keys.map(({ sk }) => sk))
      return engine.getItems(keys, reading)
    },
  })
  await engine.commit({ put: { ...key, value: 1 } })
})

test('an item is read once, by concurrent readers too, and so is a missing one', async () => {
  const both = await Promise.all([table.get(key), table.get({ sk: 'b', pk: 'a' })])
  expect(both).toEqual([{ value: 1 }, { value: 1 }])
  expect(await table.get({ pk: 'a', sk: 'none' })).toBeUndefined()
  expect(await table.get({ pk: 'a', sk: 'none' })).toBeUndefined()
  expect(calls).toEqual([['b'], ['none']])
})

test('concurrent reads are batched into one call for each consistency', async () => {
  await engine.commit({ put: { ...key, sk: 'c', value: 2 } })
  const all = [table.get(key), table.get({ ...key, sk: 'c' }), table.get({ ...key, sk: 'd' }, 'recent')]
  expect(await Promise.all(all)).toEqual([{ value: 1 }, { value: 2 }, undefined])
  expect(calls).toEqual([['b', 'c'], ['d']])
})

test('a consistent read serves later eventual reads, and not the other way round', async () => {
  await table.get(key)
  await table.get(key, 'recent')
  await table.get({ ...key, sk: 'c' }, 'recent')
  await table.get({ ...key, sk: 'c' })
  expect(calls).toEqual([['b'], ['c'], ['c']])
})

test('a failed read fails for every caller, and the next one retries it', async () => {
  let fails = true
  const broken = requestCache({
    ...engine,
    getItems: async (keys) => {
      if (fails) throw new Error('no answer')
      return engine.getItems(keys)
    },
  })
  const both = await Promise.allSettled([broken.get(key), broken.get({ ...key, sk: 'c' })])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  fails = false
  expect(await broken.get(key)).toEqual({ value: 1 })
})

test('an item is read again after it was written', async () => {
  await table.get(key)
  await table.commit({ put: { ...key, value: 2 } })
  expect(await table.get(key)).toEqual({ value: 2 })
  await table.putAll([{ ...key, value: 3 }])
  expect(await table.get(key)).toEqual({ value: 3 })
})

test('after a lost race the value of the winner is read', async () => {
  await table.get(key)
  await engine.commit({ put: { ...key, value: 2 } })
  await expect(table.commit({ put: { ...key, value: 3 }, when: { equals: { value: 1 } } })).rejects.toThrow(
    ConditionFailed,
  )
  expect(await table.get(key)).toEqual({ value: 2 })
})
