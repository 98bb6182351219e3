import { expect, test } from 'vitest'
import { publicScope } from '../../../shared/access/actor.ts'
import { readFamily } from '../../../shared/family/family.operations.ts'
import { keepingRemoved } from '../../../shared/household/removal.operations.ts'
import { getRemovedFamily, removedItemsOf } from '../../../shared/household/removed-family.store.ts'
import { notifyingSchool } from '../../support/notifying-school.ts'

async function keeping() {
  const { context, school, family: add } = await notifyingSchool()
  const family = await readFamily(context, school, await add('Rosa'))
  const scope = publicScope(school)
  const { table } = await keepingRemoved(context, scope, family)
  const kept = async () => (await removedItemsOf(table, scope, family.id)).map(({ item }) => item)
  return { context, scope, family, table, kept }
}

const KEY = { pk: 'SCHOOL#s#THINGS', sk: 'THING#1' }

test('what a removal deletes is kept as it last was, and what it changes is not', async () => {
  const { table, kept } = await keeping()
  await table.commit({ put: { ...KEY, word: 'first', duePk: 'DUE', dueSk: '2027' } })
  expect(await kept()).toEqual([])
  await table.commit({ remove: KEY })
  expect(await kept()).toEqual([{ ...KEY, word: 'first', duePk: 'DUE', dueSk: '2027' }])
  expect(await table.get(KEY)).toBeUndefined()
})

test('a deletion that fails is kept as it is when it succeeds', async () => {
  const { context, table, kept } = await keeping()
  await context.table.commit({ put: { ...KEY, revision: 1 } })
  const remove = () => table.commit({ remove: KEY, when: { equals: { revision: 2 } } })
  await expect(remove()).rejects.toThrow()
  await context.table.commit({ put: { ...KEY, revision: 2 } })
  await remove()
  expect(await kept()).toEqual([{ ...KEY, revision: 2 }])
})

test('a removed family is on record before anything of it is deleted', async () => {
  const { context, scope, family } = await keeping()
  expect(await getRemovedFamily(context.table, scope, family.id)).toMatchObject({
    family: { id: family.id, links: [] },
    mentions: { hosted: [], members: [], credits: [] },
  })
})
