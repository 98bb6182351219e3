import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { isInCopy, isStale, markStale, packAll, unmarked } from '../../../shared/packed/bulk.store.ts'
import { pack } from '../../../shared/packed/pack.store.ts'
import { packedCopy, packedItems } from '../../../shared/packed/packed.store.ts'
import {
  markPending,
  type Packing,
  packedKeys,
  putPacked,
  removePacked,
} from '../../../shared/packed/packing.store.ts'
import { copyPartition, markedKey } from '../../../shared/table/pending-marker.ts'
import type { Key, Table, WholeTable, Write } from '../../../shared/table/table.ts'
import { freshTable } from '../../support/engine.ts'

type Ballot = { name: string; says: number }

const KEYS = packedKeys('POLL#{poll}', 'BALLOT#{name}')
const PACKING: Packing<Ballot, number, Ballot> = {
  keys: KEYS,
  parts: 4,
  row: ({ says }) => says,
  id: ({ name }) => name,
  counted: (name, says) => ({ name, says }),
}
let poll: string
let pk: string
let table: WholeTable
let partitions = 0
beforeEach(async () => {
  table ??= await freshTable()
  openPoll()
})

function openPoll() {
  poll = String(partitions++)
  pk = KEYS.partition({ poll })
}
const packedKey = (name: string) => KEYS.key({ poll, name })
const key = (name: string) => ({ pk, sk: `BALLOT#${name}` })
const put = (name: string, says: number) => table.commit(putPacked({ ...packedKey(name), name, says }))
const remove = (name: string) => table.commit(removePacked(packedKey(name)))
const packMarked = async (by: Table = table) =>
  pack(by, pk, PACKING, await table.unpacked(pk, 1000).then(sources))
const sources = (keys: Key[]) => keys.map(markedKey)
const shown = async () => (await packedItems(table, pk, PACKING)).map(({ name, says }) => [name, says])

describe('a packed partition', () => {
  test('is read as its items are, whether they are packed yet or not', async () => {
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

  test('has no markers left when all is packed, and hides them from its readers', async () => {
    await put('a', 1)
    await put('b', 2)
    await remove('b')
    expect(await table.get(key('a'))).toEqual({ name: 'a', says: 1 })
    await packMarked()
    expect(await table.unpacked(pk, 10)).toEqual([])
    expect(await table.get(key('a'))).toEqual({ name: 'a', says: 1 })
    const { items } = await table.query<object>({ pk: copyPartition(pk) })
    expect(items.every((item) => 'rows' in item)).toBe(true)
  })

  test('that is far behind is read from its items', async () => {
    const items = Array.from({ length: 120 }, (_, place) => ({ name: `n${place}`, says: place }))
    for (const { name, says } of items) await put(name, says)
    expect(
      new Map(await packedItems(table, pk, PACKING).then((all) => all.map((one) => [one.name, one.says]))),
    ).toEqual(new Map(items.map(({ name, says }) => [name, says])))
  })

  test('is read from its items only where more than a twentieth of it is pending', async () => {
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

  test('keeps the marker of an item that is written while it is packed', async () => {
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

  test('converges to its items, by several at once, in any order and told twice', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    const act = fc.record({
      name: fc.constantFrom(...names),
      says: fc.option(fc.integer({ min: 0, max: 9 })),
      packs: fc.subarray(names),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 12 }), async (acts) => {
        openPoll()
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

test('an item of a version without copies is read and packed once it is marked', async () => {
  await table.putAll(['a', 'b'].map((name) => ({ ...key(name), name, says: 1 })))
  const old = [
    ['a', 1],
    ['b', 1],
  ]
  for (const name of ['a', 'b']) {
    const item = { ...key(name), name, says: 1 }
    expect(await isInCopy(table, PACKING, item)).toBe(false)
    await table.commit(markPending(item, 'present'))
  }
  expect(await shown()).toEqual(old)
  await put('c', 2)
  expect(await shown()).toEqual([...old, ['c', 2]])
  await packMarked()
  expect(await table.unpacked(pk, 10)).toEqual([])
  expect(await isInCopy(table, PACKING, { ...key('a'), name: 'a', says: 1 })).toBe(true)
  expect(await isInCopy(table, PACKING, { ...key('a'), name: 'a', says: 2 })).toBe(false)
  const { items } = await packedCopy(table, pk, PACKING)
  expect(items).toHaveLength(3)
  expect(await shown()).toEqual([...old, ['c', 2]])
})

test('a plain write accepts no key of packed items', () => {
  const item = { ...packedKey('a'), name: 'a', says: 1 }
  // @ts-expect-error: it would be missing from the copy.
  const plain: Write = { put: item }
  // @ts-expect-error: the copy would keep its row.
  const removal: Write = { remove: packedKey('a') }
  // @ts-expect-error: the copy would keep the former row.
  const amendment: Write = { amend: packedKey('a'), set: { says: 2 }, when: 'present' }
  // @ts-expect-error: many at once are marked as stale before.
  const many: Parameters<Table['putAll']>[0] = [item]
  // @ts-expect-error: no copy holds it, and nobody would take its marker away.
  const marked: Write = { put: { ...key('a'), says: 1 }, packed: true }
  expect([plain, removal, amendment, many, marked]).toHaveLength(5)
})

describe('a partition into which very many items are written', () => {
  const putUnmarked = (...items: Ballot[]) =>
    table.putAll(items.map((item) => unmarked({ ...packedKey(item.name), ...item })))
  const all = { a: 1, b: 2, c: 3 }
  const seen = async () => Object.fromEntries(await shown())

  test('is read from its items from before the first until all of it is packed', async () => {
    await put('a', 1)
    await packMarked()
    await table.commit(markStale(pk, 'me'))
    await putUnmarked({ name: 'b', says: 2 }, { name: 'c', says: 3 })
    expect(await seen()).toEqual(all)
    expect(await table.unpacked(pk, 10)).toEqual([])
    expect(await isStale(table, pk)).toBe(true)
    await packAll(table, pk, PACKING, 'me')
    expect(await isStale(table, pk)).toBe(false)
    const { items } = await packedCopy(table, pk, PACKING)
    expect(Object.fromEntries(items.map(({ name, says }) => [name, says]))).toEqual(all)
    expect(await seen()).toEqual(all)
  })

  test('forgets an item that was removed without a marker', async () => {
    for (const name of ['a', 'b']) await put(name, 1)
    await packMarked()
    await table.commit({ remove: key('b') })
    await packAll(table, pk, PACKING, 'me')
    expect(await shown()).toEqual([['a', 1]])
  })

  test('stays stale after the first writer ends, while another one still writes', async () => {
    await table.commit(markStale(pk, 'me'))
    await table.commit(markStale(pk, 'you'))
    await packAll(table, pk, PACKING, 'me')
    expect(await isStale(table, pk)).toBe(true)
    await putUnmarked({ name: 'a', says: 1 })
    expect(await shown()).toEqual([['a', 1]])
  })

  test('holds the items that others write while it is packed', async () => {
    await table.commit(markStale(pk, 'me'))
    await putUnmarked({ name: 'a', says: 1 }, { name: 'b', says: 2 })
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
