import { beforeEach, expect, test } from 'vitest'
import { rememberingTable } from '../../../shared/table/remembering.ts'
import { ConditionFailed, type Table } from '../../../shared/table/table.ts'
import { freshTable } from '../../support/engine.ts'

const key = { pk: 'a', sk: 'b' }
let engine: Table
let reads: number
let table: Table
beforeEach(async () => {
  engine = await freshTable()
  reads = 0
  table = rememberingTable({
    ...engine,
    get: (asked) => {
      reads++
      return engine.get(asked)
    },
  })
  await engine.commit({ put: { ...key, value: 1 } })
})

test('an item is read once, also by several at the same time, and one that is not there too', async () => {
  const both = await Promise.all([table.get(key), table.get({ sk: 'b', pk: 'a' })])
  expect(both).toEqual([{ value: 1 }, { value: 1 }])
  expect(await table.get({ pk: 'a', sk: 'none' })).toBeUndefined()
  expect(await table.get({ pk: 'a', sk: 'none' })).toBeUndefined()
  expect(reads).toBe(2)
})

test('what is written is read anew', async () => {
  await table.get(key)
  await table.commit({ put: { ...key, value: 2 } })
  expect(await table.get(key)).toEqual({ value: 2 })
  await table.putAll([{ ...key, value: 3 }])
  expect(await table.get(key)).toEqual({ value: 3 })
})

test('after a write that others were faster with, their value is seen', async () => {
  await table.get(key)
  await engine.commit({ put: { ...key, value: 2 } })
  await expect(table.commit({ put: { ...key, value: 3 }, when: { equals: { value: 1 } } })).rejects.toThrow(
    ConditionFailed,
  )
  expect(await table.get(key)).toEqual({ value: 2 })
})
