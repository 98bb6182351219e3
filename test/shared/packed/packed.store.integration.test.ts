import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { beginCopy, isLeftBehind, leaveBehind, packAll } from '../../../shared/packed/bulk.store.ts'
import { pack } from '../../../shared/packed/pack.store.ts'
import { packedCopy, packedItems } from '../../../shared/packed/packed.store.ts'
import type { Packing } from '../../../shared/packed/parts.store.ts'
import { copyPartition } from '../../../shared/table/mark.ts'
import type { Table, WholeTable } from '../../../shared/table/table.ts'
import { freshTable } from '../../support/engine.ts'

type Ballot = { name: string; says: number }

const PACKING: Packing<Ballot, number, Ballot> = {
  prefix: 'BALLOT#',
  parts: 4,
  row: ({ says }) => says,
  id: ({ name }) => name,
  counted: (name, says) => ({ name, says }),
}
let pk: string
let table: WholeTable
let partitions = 0
beforeEach(async () => {
  table ??= await freshTable()
  pk = `POLL#${partitions++}`
})

const key = (name: string) => ({ pk, sk: `BALLOT#${name}` })
const put = (name: string, says: number) => table.commit({ put: { ...key(name), name, says }, packed: true })
const remove = (name: string) => table.commit({ remove: key(name), packed: true })
const packMarked = async (by: Table = table) =>
  pack(by, pk, PACKING, await table.unpacked(pk, 1000).then(sources))
const sources = (keys: { sk: string }[]) => keys.map(({ sk }) => ({ pk, sk: sk.replace('GONE#', '') }))
const shown = async () => (await packedItems(table, pk, PACKING)).map(({ name, says }) => [name, says])

describe('a packed partition', () => {
  test('is read as its items lie, whether they are packed yet or not', async () => {
    await put('b', 1)
    await put('a', 2)
    expect(await shown()).toEqual([
      ['a', 2],
      ['b', 1],
    ])
    await packMarked()
    await put('a', 3)
    await put('c', 4)
    await remove('b')
    expect(await shown()).toEqual([
      ['a', 3],
      ['c', 4],
    ])
    await packMarked()
    const { items } = await packedCopy(table, pk, PACKING)
    expect(items.sort((one, other) => one.says - other.says)).toEqual(await packedItems(table, pk, PACKING))
  })

  test('has no marks left when all is packed, and says nothing of them to who reads', async () => {
    await put('a', 1)
    await put('b', 2)
    await remove('b')
    expect(await table.get(key('a'))).toEqual({ name: 'a', says: 1 })
    await packMarked()
    expect(await table.unpacked(pk, 10)).toEqual([])
    expect(await table.get(key('a'))).toEqual({ name: 'a', says: 1 })
    const { items } = await table.query<object>({ pk: copyPartition(pk) })
    expect(items.every((item) => 'rows' in item || 'whole' in item)).toBe(true)
  })

  test('that is far behind is read as it lies', async () => {
    const items = Array.from({ length: 120 }, (_, place) => ({ name: `n${place}`, says: place }))
    for (const { name, says } of items) await put(name, says)
    expect(
      new Map(await packedItems(table, pk, PACKING).then((all) => all.map((one) => [one.name, one.says]))),
    ).toEqual(new Map(items.map(({ name, says }) => [name, says])))
  })

  test('is read whole only where more than a twentieth of it waits', async () => {
    const items = Array.from({ length: 2440 }, (_, place) => ({ name: `n${place}`, says: 1 }))
    await table.putAll(items.map((item) => ({ ...key(item.name), ...item })))
    await pack(
      table,
      pk,
      PACKING,
      items.map(({ name }) => key(name)),
    )
    const whole: string[] = []
    const watched: Table = {
      ...table,
      queryAll(of, ...rest) {
        whole.push(of)
        return table.queryAll(of, ...rest)
      },
    }
    const newer = async () =>
      (await packedItems(watched, pk, PACKING)).filter(({ says }) => says === 2).length
    for (const { name } of items.slice(0, 122)) await put(name, 2)
    expect([await newer(), whole]).toEqual([122, [copyPartition(pk)]])
    await put('n122', 2)
    expect([await newer(), whole.includes(pk)]).toEqual([123, true])
  })

  test('keeps the mark of what was written while it was packed', async () => {
    await table.commit(beginCopy(pk))
    await put('a', 1)
    let isFirst = true
    const interrupted: Table = {
      ...table,
      async commit(...writes) {
        if (isFirst) {
          isFirst = false
          await put('a', 2)
        }
        await table.commit(...writes)
      },
    }
    await pack(interrupted, pk, PACKING, [key('a')])
    expect(await table.unpacked(pk, 10)).toEqual([key('a')])
    expect(await shown()).toEqual([['a', 2]])
  })

  test('a removed item that is put again is there', async () => {
    await put('a', 1)
    await packMarked()
    await remove('a')
    await put('a', 5)
    expect(await shown()).toEqual([['a', 5]])
    await packMarked()
    expect(await shown()).toEqual([['a', 5]])
    expect(await table.unpacked(pk, 10)).toEqual([])
  })

  test('comes to what its items are, by several at once and in any order, also told twice', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    const act = fc.record({
      name: fc.constantFrom(...names),
      says: fc.option(fc.integer({ min: 0, max: 9 })),
      packs: fc.subarray(names),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 12 }), async (acts) => {
        pk = `POLL#${partitions++}`
        const expected = new Map<string, number>()
        for (const { name, says, packs } of acts) {
          if (says === null) expected.delete(name)
          else expected.set(name, says)
          const write = says === null ? remove(name) : put(name, says)
          const told = packs.map(key)
          await Promise.all([write, pack(table, pk, PACKING, told), pack(table, pk, PACKING, told)])
          expect(new Map((await shown()) as [string, number][])).toEqual(expected)
        }
        await packMarked()
        const { items } = await packedCopy(table, pk, PACKING)
        expect(new Map(items.map(({ name, says }) => [name, says]))).toEqual(expected)
      }),
      { numRuns: 25 },
    )
  })
})

test('what lay there before there were copies is read as it lies, and packed with the first that has a mark', async () => {
  await table.putAll(['a', 'b'].map((name) => ({ ...key(name), name, says: 1 })))
  const old = [
    ['a', 1],
    ['b', 1],
  ]
  expect(await shown()).toEqual(old)
  await put('c', 2)
  expect(await shown()).toEqual([...old, ['c', 2]])
  await packMarked()
  expect(await table.unpacked(pk, 10)).toEqual([])
  const { items } = await packedCopy(table, pk, PACKING)
  expect(items).toHaveLength(3)
  expect(await shown()).toEqual([...old, ['c', 2]])
})

describe('a partition into which very many are written', () => {
  const unmarked = (...items: Ballot[]) => table.putAll(items.map((item) => ({ ...key(item.name), ...item })))
  const all = { a: 1, b: 2, c: 3 }
  const seen = async () => Object.fromEntries(await shown())

  test('is read as it lies from before the first until all of it is packed', async () => {
    await put('a', 1)
    await packMarked()
    await table.commit(leaveBehind(pk, 'me'))
    await unmarked({ name: 'b', says: 2 }, { name: 'c', says: 3 })
    expect(await seen()).toEqual(all)
    expect(await table.unpacked(pk, 10)).toEqual([])
    expect(await isLeftBehind(table, pk)).toBe(true)
    await packAll(table, pk, PACKING, 'me')
    expect(await isLeftBehind(table, pk)).toBe(false)
    const { items } = await packedCopy(table, pk, PACKING)
    expect(Object.fromEntries(items.map(({ name, says }) => [name, says]))).toEqual(all)
    expect(await seen()).toEqual(all)
  })

  test('forgets what was removed while nobody packed it', async () => {
    for (const name of ['a', 'b']) await put(name, 1)
    await packMarked()
    await table.commit({ remove: key('b') })
    await packAll(table, pk, PACKING, 'me')
    expect(await shown()).toEqual([['a', 1]])
  })

  test('is not believed by who ends first, where another still writes', async () => {
    await table.commit(leaveBehind(pk, 'me'))
    await table.commit(leaveBehind(pk, 'you'))
    await packAll(table, pk, PACKING, 'me')
    expect(await isLeftBehind(table, pk)).toBe(true)
    await unmarked({ name: 'a', says: 1 })
    expect(await shown()).toEqual([['a', 1]])
  })

  test('holds what others write while it is packed', async () => {
    await table.commit(leaveBehind(pk, 'me'))
    await unmarked({ name: 'a', says: 1 }, { name: 'b', says: 2 })
    let isFirst = true
    const busy: Table = {
      ...table,
      async queryAll(...asked) {
        const items = await table.queryAll<never>(...asked)
        if (isFirst) {
          isFirst = false
          await put('a', 7)
          await packMarked()
        }
        return items
      },
    }
    await packAll(busy, pk, PACKING, 'me')
    expect(await seen()).toEqual({ a: 7, b: 2 })
  })
})
