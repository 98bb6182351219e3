import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { clientOf } from '../../../functions/wire.ts'
import { ConditionFailed, openTable, type Table } from '../../../shared/table/table.ts'
import { freshTable } from '../../support/engine.ts'
import { type RoughDatabase, startRough } from '../../support/rough-database.ts'

// The write is done, but its answer is lost; all later calls succeed.
const LOST = [0.1, 0.4]
const WELL = 0.9

let database: RoughDatabase
let table: Table
let next: number[] = []
beforeAll(async () => {
  const name = `test-${randomUUID()}`
  await freshTable(name)
  database = await startRough(inject('dynamodbEndpoint'), () => next.shift() ?? WELL)
  database.mood = 'failing'
  table = openTable(name, clientOf({ DYNAMODB_ENDPOINT: database.endpoint }))
})
afterAll(() => database.stop())

const family = (id: string, name: string) => ({
  pk: 'FAMILIES',
  sk: id,
  name,
  nick: undefined,
  children: [{}],
})

describe('A write whose answer is lost', () => {
  test('is recognized where it created an item', async () => {
    next = [...LOST]
    await table.commit({ put: family('1', 'Rosa'), when: 'absent' })
    expect(await table.get({ pk: 'FAMILIES', sk: '1' })).toEqual({ name: 'Rosa', children: [{}] })
    expect(database.disturbed).toBe(1)
  })

  test('is not confused with the write of somebody else', async () => {
    await table.commit({ put: family('2', 'Linh'), when: 'absent' })
    next = [...LOST]
    const other = table.commit({ put: family('2', 'Rosa'), when: 'absent' })
    await expect(other).rejects.toBeInstanceOf(ConditionFailed)
    expect(await table.get({ pk: 'FAMILIES', sk: '2' })).toMatchObject({ name: 'Linh' })
  })

  test('happens once where it is a transaction', async () => {
    next = [...LOST]
    const both = [family('3', 'Rosa'), family('4', 'Linh')].map((put) => ({ put, when: 'absent' as const }))
    await table.commit(...both)
    expect(await table.queryAll('FAMILIES')).toHaveLength(4)
  })
})

test('a repeated write whose first answer arrived is refused', async () => {
  await table.commit({ put: family('5', 'Rosa'), when: 'absent' })
  const again = table.commit({ put: family('5', 'Rosa'), when: 'absent' })
  await expect(again).rejects.toBeInstanceOf(ConditionFailed)
})
