import { DateTime } from 'luxon'
import { beforeAll, expect, test } from 'vitest'
import { answerOnce, remember } from '../../../shared/access/idempotency.operations.ts'
import { nameOfKey } from '../../../shared/access/idempotency.ts'
import type { Table } from '../../../shared/table/table.ts'
import { freshTable } from '../../support/engine.ts'

let table: Table
beforeAll(async () => {
  table = await freshTable()
})

const now = () => DateTime.fromISO('2027-03-01T15:00:00.000Z', { zone: 'utc' })
const requestFor = (key: string) => ({ bearer: 'somebody', key, target: '/things', bytes: new Uint8Array() })

test('work of one commit is written together with its answer', async () => {
  const transactions: number[] = []
  const commit: Table['commit'] = (...writes) => {
    transactions.push(writes.length)
    return table.commit(...writes)
  }
  const key = { pk: 'THING#1', sk: 'THING' }
  const answer = await answerOnce(
    { table: { ...table, commit }, now },
    requestFor('one'),
    async ({ table: own }) => {
      await own.commit({ put: key, when: 'absent' })
      return { content: 'done', isKept: true }
    },
  )
  expect([answer, transactions, await table.get(key)]).toEqual(['done', [1, 2], {}])
})

test('work that meets a condition which does not hold runs again and answers for it', async () => {
  const key = { pk: 'THING#2', sk: 'THING' }
  await table.commit({ put: key })
  const answer = await answerOnce({ table, now }, requestFor('two'), async ({ table: own }) => {
    const isWritten = await own.commit({ put: key, when: 'absent' }).then(
      () => true,
      () => false,
    )
    return { content: isWritten ? 'written' : 'there already', isKept: true }
  })
  expect(answer).toBe('there already')
})

test('work that reads what it wrote runs step by step', async () => {
  const key = { pk: 'THING#3', sk: 'THING' }
  const answer = await answerOnce({ table, now }, requestFor('three'), async ({ table: own }) => {
    await own.commit({ put: { ...key, name: 'three' } })
    const thing = await own.get<{ name: string }>(key)
    return { content: thing?.name ?? 'nothing', isKept: true }
  })
  expect(answer).toBe('three')
})

test('of two that hold one reservation, only the later one writes', async () => {
  const key = { pk: 'THING#4', sk: 'THING' }
  const clock = { seconds: 0 }
  const context = { table, now: () => now().plus({ seconds: clock.seconds }) }
  const work =
    (name: string) =>
    async ({ table: own }: { table: Table }) => {
      if (name === 'first') {
        clock.seconds = 61
        await answerOnce(context, requestFor('four'), work('second'))
      }
      await own.commit({ put: { ...key, name } })
      return { content: name, isKept: true }
    }
  await expect(answerOnce(context, requestFor('four'), work('first'))).rejects.toThrow(
    'idempotency-in-progress',
  )
  expect(await table.get(key)).toEqual({ name: 'second' })
})

test('a repeat has the key of the first attempt, and remembers what that read', async () => {
  const request = requestFor('five')
  const seen: string[] = []
  const work = (read: string, isWell: boolean) => async (own: { table: Table; key: string }) => {
    seen.push(own.key)
    const content = await remember({ ...own, now }, async () => read)
    if (!isWell) throw new Error('the process ended')
    return { content, isKept: true }
  }
  const severalCommits = { severalCommits: true }
  await expect(answerOnce({ table, now }, request, work('first', false), severalCommits)).rejects.toThrow()
  expect(await answerOnce({ table, now }, request, work('second', true), severalCommits)).toBe('first')
  expect(new Set(seen).size).toBe(1)
  // Who reads the table learns neither the key nor what is remembered.
  const stored = await table.queryAll(`IDEMPOTENCY#${nameOfKey(seen[0] ?? '')}`)
  expect(stored).toHaveLength(1)
  expect(JSON.stringify(stored)).not.toContain('first')
  expect(await remember({ table, now }, async () => 'read again')).toBe('read again')
})

test('the next request under a key that has expired has another key', async () => {
  const keys: string[] = []
  const work = async ({ key }: { key: string }) => ({ content: String(keys.push(key)), isKept: true })
  await answerOnce({ table, now }, requestFor('six'), work)
  await answerOnce({ table, now: () => now().plus({ hours: 25 }) }, requestFor('six'), work)
  expect(new Set(keys).size).toBe(2)
})
