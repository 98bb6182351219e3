import { beforeAll, describe, expect, test } from 'vitest'
import { commitOr, untilCommitted } from '../../../shared/access/commit.operations.ts'
import { failedWrite, tryCommit } from '../../../shared/table/attempt.ts'
import { ConditionFailed, type Table } from '../../../shared/table/table.ts'
import { freshTable } from '../../support/engine.ts'

let table: Table
beforeAll(async () => {
  table = await freshTable()
})

const put = (sk: string) => ({ put: { pk: 'commit', sk }, when: 'absent' as const })
const broken = { commit: () => Promise.reject(new Error('the disk is full')) }

describe('A commit', () => {
  test('returns false if the item already exists', async () => {
    expect(await tryCommit(table, put('once'))).toBe(true)
    expect(await tryCommit(table, put('once'))).toBe(false)
  })

  test('returns the index of the failed write, and writes nothing', async () => {
    await table.commit(put('taken'))
    expect(await failedWrite(table, put('free'), put('taken'))).toBe(1)
    expect(await table.get({ pk: 'commit', sk: 'free' })).toBeUndefined()
  })

  test('refuses with the given code', async () => {
    await commitOr('school-changed', table, put('changed'))
    await expect(commitOr('school-changed', table, put('changed'))).rejects.toMatchObject({
      code: 'school-changed',
    })
  })

  test('rethrows every other fault', async () => {
    await expect(tryCommit(broken, put('a'))).rejects.toThrow('the disk is full')
    await expect(commitOr('conflict', broken, put('a'))).rejects.toThrow('the disk is full')
    await expect(untilCommitted(() => broken.commit())).rejects.toThrow('the disk is full')
  })

  test('is retried from its reads until no condition fails', async () => {
    await table.commit({ put: { pk: 'commit', sk: 'count', value: 0 } })
    const addOne = () =>
      untilCommitted(async () => {
        const { value } = (await table.get<{ value: number }>({ pk: 'commit', sk: 'count' })) ?? { value: 0 }
        const next = { pk: 'commit', sk: 'count', value: value + 1 }
        await table.commit({ put: next, when: { equals: { value } } })
      })
    await Promise.all([addOne(), addOne(), addOne()])
    expect(await table.get({ pk: 'commit', sk: 'count' })).toEqual({ value: 3 })
  })

  test('refuses with a conflict after the last attempt', async () => {
    const overtaken = untilCommitted(() => Promise.reject(new ConditionFailed(0)))
    await expect(overtaken).rejects.toMatchObject({ code: 'conflict' })
  })
})
