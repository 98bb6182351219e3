import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { scopeOf } from '../../../shared/access/actor.ts'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { listViewings, noteViewing } from '../../../shared/family/viewing.operations.ts'
import { viewingsOf } from '../../../shared/family/viewing.store.ts'
import { copyOfFamily, deleteFamily } from '../../../shared/household/departure.operations.ts'
import { mergeFamilies } from '../../../shared/household/household.operations.ts'
import { contextFor, TEST_NOW } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { pictureStorage } from '../../support/picture-storage.ts'
import { DEPLOYMENT, schoolWith } from '../../support/puente.ts'

const later = (days: number) =>
  DateTime.fromISO(TEST_NOW).plus({ days }).toUTC().toISO({ suppressMilliseconds: false }) ?? ''

const manyFamilies = (count: number) => Array.from({ length: count }, (_, place) => `family${place}`)

async function world() {
  const table = await freshTable()
  const { school } = await schoolWith(table, 0)
  const add = async (givenName: string) => {
    const input = FamilyInput.parse({ caregivers: [{ givenName }] })
    return (await addFamily(contextFor(DEPLOYMENT, { table }), school, input)).id
  }
  const [rosa, linh] = [await add('Rosa'), await add('Linh')]
  const team = (name: string, now = TEST_NOW, family?: string) =>
    contextFor(
      { kind: 'member', school, id: name, role: 'organizer', name, ...(family && { family }) },
      { table, now },
    )
  const own = (family: string, now = TEST_NOW) =>
    contextFor({ kind: 'family', school, family }, { table, now })
  const seen = async (family: string, now?: string) =>
    (await listViewings(own(family, now), school, family)).map(({ name, on, at, ofMany }) => [
      name,
      on,
      at,
      ofMany,
    ])
  const scope = scopeOf(DEPLOYMENT, school)
  return { table, school, scope, rosa, linh, team, own, seen }
}

test('a family reads who saw it, where, and when last, and nothing of others', async () => {
  const { school, rosa, linh, team, seen } = await world()
  await noteViewing(team('Dana'), school, 'page', [rosa])
  await noteViewing(team('Dana', later(2)), school, 'page', [rosa])
  await noteViewing(team('Sam', later(1)), school, 'calls', [rosa, linh])
  expect(await seen(rosa, later(2))).toEqual([
    ['Dana', 'page', later(2), false],
    ['Sam', 'calls', later(1), false],
  ])
  expect(await seen(linh, later(2))).toEqual([['Sam', 'calls', later(1), false]])
})

test('the same member, place and day is one item, however often', async () => {
  const { table, scope, school, rosa, team } = await world()
  for (let times = 0; times < 5; times++) await noteViewing(team('Dana'), school, 'page', [rosa, rosa])
  expect(await viewingsOf(table, scope, rosa)).toHaveLength(1)
})

test('a long list is noted once a day for the whole school', async () => {
  const { table, school, rosa, linh, team, seen } = await world()
  const written: number[] = []
  const counting = {
    ...table,
    putAll: (items: Parameters<typeof table.putAll>[0]) => {
      written.push(items.length)
      return table.putAll(items)
    },
  }
  const many = [rosa, ...manyFamilies(5000)]
  for (let times = 0; times < 2; times++)
    await noteViewing({ ...team('Dana'), table: counting }, school, 'list', many)
  expect(written).toEqual([1, 1])
  for (const family of [rosa, linh]) expect(await seen(family)).toEqual([['Dana', 'list', TEST_NOW, true]])
})

test('a program with a key of the school is noted, and the deployment itself is not', async () => {
  const { table, school, rosa, linh, seen } = await world()
  const program = contextFor({ kind: 'apiKey', school, id: 'key1' }, { table })
  await noteViewing(program, school, 'page', [rosa])
  await noteViewing(program, school, 'list', manyFamilies(26))
  await noteViewing(contextFor(DEPLOYMENT, { table }), school, 'page', [linh])
  expect((await seen(rosa)).sort()).toEqual([
    ['', 'program', TEST_NOW, false],
    ['', 'program', TEST_NOW, true],
  ])
  expect(await seen(linh)).toEqual([['', 'program', TEST_NOW, true]])
})

test('it is gone after 90 days, also while the table has not deleted it', async () => {
  const { table, scope, school, rosa, team, seen } = await world()
  await noteViewing(team('Dana'), school, 'page', [rosa])
  await noteViewing(team('Dana'), school, 'list', manyFamilies(26))
  expect(await seen(rosa, later(89))).toHaveLength(2)
  expect(await seen(rosa, later(90))).toEqual([])
  const [kept] = await viewingsOf(table, scope, rosa)
  expect(kept?.expiresAt).toBe(Date.parse(later(90)) / 1000)
})

test('nothing is noted of a family itself, of a program, or of a member who sees their own family', async () => {
  const { table, school, rosa, own, team, seen } = await world()
  await noteViewing(own(rosa), school, 'page', [rosa])
  await noteViewing(contextFor(DEPLOYMENT, { table }), school, 'page', [rosa])
  await noteViewing(team('Rosa', TEST_NOW, rosa), school, 'page', [rosa])
  expect(await seen(rosa)).toEqual([])
})

test('only the family itself reads who saw it', async () => {
  const { school, rosa, linh, team, own } = await world()
  await expect(listViewings(team('Dana'), school, rosa)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(listViewings(own(linh), school, rosa)).rejects.toMatchObject({ code: 'not-found' })
})

test('it is in the family’s copy of its data, and goes with the family', async () => {
  const { table, scope, school, rosa, team, own } = await world()
  await noteViewing(team('Dana'), school, 'search', [rosa])
  const copy = await copyOfFamily(own(rosa), pictureStorage(), { school, id: rosa })
  expect(copy.seenBy).toEqual([{ name: 'Dana', on: 'search', at: TEST_NOW }])
  await deleteFamily(own(rosa), school, rosa)
  expect(await viewingsOf(table, scope, rosa)).toEqual([])
})

test('of two families that are merged, the one that stays reads who saw either', async () => {
  const { table, scope, school, rosa, linh, team, seen } = await world()
  await noteViewing(team('Dana'), school, 'page', [rosa])
  await noteViewing(team('Sam'), school, 'page', [linh])
  await mergeFamilies(contextFor(DEPLOYMENT, { table }), school, rosa, linh)
  expect((await seen(rosa)).map(([name]) => name).toSorted()).toEqual(['Dana', 'Sam'])
  expect(await viewingsOf(table, scope, linh)).toEqual([])
})
