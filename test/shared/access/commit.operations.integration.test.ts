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
  test('answers false the second time where the place has to be free', async () => {
    expect(await tryCommit(table, put('once'))).toBe(true)
    expect(await tryCommit(table, put('once'))).toBe(false)
  })

  test('says which of its writes came too late, and writes none of them', async () => {
    await table.commit(put('taken'))
    expect(await failedWrite(table, put('free'), put('taken'))).toBe(1)
    expect(await table.get({ pk: 'commit', sk: 'free' })).toBeUndefined()
  })

  test('refuses with the code that its operation names', async () => {
    await commitOr('school-changed', table, put('changed'))
    await expect(commitOr('school-changed', table, put('changed'))).rejects.toMatchObject({
      code: 'school-changed',
    })
  })

  test('lets every other fault through', async () => {
    await expect(tryCommit(broken, put('a'))).rejects.toThrow('the disk is full')
    await expect(commitOr('conflict', broken, put('a'))).rejects.toThrow('the disk is full')
    await expect(untilCommitted(() => broken.commit())).rejects.toThrow('the disk is full')
  })

  test('is repeated from its reads on until nobody came in between', async () => {
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

  test('gives up as a conflict when somebody always comes in between', async () => {
    const overtaken = untilCommitted(() => Promise.reject(new ConditionFailed(0)))
    await expect(overtaken).rejects.toMatchObject({ code: 'conflict' })
  })
})
