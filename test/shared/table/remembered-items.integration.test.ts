import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { rememberItems } from '../../../shared/table/remembered-items.ts'
import { ConditionFailed, type Table } from '../../../shared/table/table.ts'
import { freshTable } from '../../support/engine.ts'

const school = { pk: 'school', sk: 'SCHOOL' }
const family = { pk: 'family', sk: 'FAMILY' }
let engine: Table
/** The keys of each call, and a step to run before its answer. */
let calls: string[][]
let beforeAnswer: () => Promise<unknown>
let table: Table

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  engine = await freshTable()
  calls = []
  beforeAnswer = async () => undefined
  const observed: Table = {
    ...engine,
    getItems: async (keys, reading) => {
      calls.push(keys.map(({ sk }) => sk))
      const items = await engine.getItems(keys, reading)
      await beforeAnswer()
      return items
    },
  }
  table = rememberItems(observed, { isRemembered: ({ sk }) => sk === 'SCHOOL', milliseconds: 5_000 })
  await engine.commit({ put: { ...school, name: 'Puente' } }, { put: { ...family, name: 'Rosales' } })
})
afterEach(() => {
  vi.useRealTimers()
})

const nameOf = async (reading?: 'recent') => (await table.get<{ name: string }>(school, reading))?.name

test('a remembered item is read once in five seconds, and what stands beside it each time', async () => {
  const both = () => table.getItems([school, family], 'recent')
  const first = await both()
  const second = await both()
  expect(second.map(({ name }) => name).sort()).toEqual(['Puente', 'Rosales'])
  expect(first).toHaveLength(2)
  expect(calls).toEqual([['SCHOOL', 'FAMILY'], ['FAMILY']])
  vi.setSystemTime(Date.now() + 5_001)
  await both()
  expect(calls[2]).toEqual(['SCHOOL', 'FAMILY'])
})

test('a write of this process is seen at once', async () => {
  expect(await nameOf('recent')).toBe('Puente')
  await table.commit({ put: { ...school, name: 'Puente Nuevo' } })
  expect(await nameOf('recent')).toBe('Puente Nuevo')
  await table.putAll([{ ...school, name: 'Puente Viejo' }])
  expect(await nameOf('recent')).toBe('Puente Viejo')
  await table.commit({ remove: school })
  expect(await nameOf('recent')).toBeUndefined()
})

test('a write that lost a race shows what won it', async () => {
  expect(await nameOf('recent')).toBe('Puente')
  await engine.commit({ put: { ...school, name: 'Puente Nuevo' } })
  const late = table.commit({ put: { ...school, name: 'Mine' }, when: { equals: { name: 'Puente' } } })
  await expect(late).rejects.toThrow(ConditionFailed)
  expect(await nameOf('recent')).toBe('Puente Nuevo')
})

test('a read that a write overtakes is not remembered', async () => {
  beforeAnswer = () => table.commit({ put: { ...school, name: 'Puente Nuevo' } })
  expect(await nameOf('recent')).toBe('Puente')
  beforeAnswer = async () => undefined
  expect(await nameOf('recent')).toBe('Puente Nuevo')
})

test('a strongly consistent read is never answered from memory', async () => {
  expect(await nameOf('recent')).toBe('Puente')
  await engine.commit({ put: { ...school, name: 'Puente Nuevo' } })
  expect(await nameOf()).toBe('Puente Nuevo')
})

test('an item that is not there is looked for again', async () => {
  await engine.commit({ remove: school })
  expect(await nameOf('recent')).toBeUndefined()
  await engine.commit({ put: { ...school, name: 'Puente' } })
  expect(await nameOf('recent')).toBe('Puente')
})
