import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { clientOf } from '../../functions/wire.ts'
import { openTable } from '../../shared/table/table.ts'
import { freshTable } from '../support/engine.ts'
import { type Meter, startMeter } from './meter.ts'

let meter: Meter
let table: ReturnType<typeof openTable>
beforeAll(async () => {
  const name = `touch-${Date.now()}`
  await freshTable(name)
  meter = await startMeter(inject('dynamodbEndpoint'))
  table = openTable(name, clientOf({ DYNAMODB_ENDPOINT: meter.endpoint }))
})
afterAll(() => meter.stop())

const item = (sk: string, more: object = {}) => ({ pk: 'SCHOOL#a', sk, text: 'x'.repeat(1500), ...more })
const onTable = { partition: 'SCHOOL#a', reads: 0 }

test('a write touches its partition, and each index partition that the item leaves or enters', async () => {
  meter.touched()
  await table.commit({ put: item('1', { duePk: 'DUE#1', dueSk: '2027' }) })
  expect(meter.touched()).toMatchObject([
    { ...onTable, writes: 2 },
    { partition: 'DUE#1', index: 'due', writes: 1 },
  ])
  await table.commit({ put: item('1', { duePk: 'DUE#2', dueSk: '2028' }) })
  expect(meter.touched()).toMatchObject([
    { ...onTable, writes: 2 },
    { partition: 'DUE#1', index: 'due', writes: 1 },
    { partition: 'DUE#2', index: 'due', writes: 1 },
  ])
  await table.commit({ put: item('1') })
  expect(meter.touched()[1]).toMatchObject({ partition: 'DUE#2', index: 'due', writes: 1 })
})

test('the units of a transaction or batch are divided among its items by their size', async () => {
  meter.touched()
  await table.commit({ put: item('2') }, { put: { pk: 'SCHOOL#b', sk: '1' } })
  expect(meter.touched()).toMatchObject([
    { ...onTable, writes: 4 },
    { partition: 'SCHOOL#b', writes: 2, bytes: 13 },
  ])
  await table.putAll([item('3'), { pk: 'SCHOOL#c', sk: '1' }])
  expect(meter.touched().map(({ partition, writes }) => [partition, writes])).toEqual([
    ['SCHOOL#a', 2],
    ['SCHOOL#c', 1],
  ])
})

test('a read reports its largest item; a refused write does not', async () => {
  meter.touched()
  await table.get({ pk: 'SCHOOL#a', sk: '3' })
  await table.query({ pk: 'SCHOOL#a' })
  await table.due('DUE#1', '2030', 10)
  const [got, queried, due] = meter.touched()
  expect(got).toMatchObject({ partition: 'SCHOOL#a', reads: 1, writes: 0, bytes: 1517 })
  expect(queried).toMatchObject({ partition: 'SCHOOL#a', reads: 2, bytes: 1517 })
  expect(due).toMatchObject({ partition: 'DUE#1', index: 'due', reads: 0.5 })
  await expect(table.commit({ put: item('3'), when: 'absent' })).rejects.toThrow()
  expect(meter.touched()).toEqual([])
})
