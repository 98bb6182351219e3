import { expect, test } from 'vitest'
import { listCodes, readCoded } from '../../../shared/family/code-sheet.operations.ts'
import { CodeQuery } from '../../../shared/family/code-sheet.ts'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, schoolWith } from '../../support/puente.ts'

async function world() {
  const table = await freshTable()
  const { school } = await schoolWith(table, 0)
  const context = contextFor(DEPLOYMENT, { table })
  const add = (name: string, more: object) =>
    addFamily(context, school, FamilyInput.parse({ name, caregivers: [{ givenName: name }], ...more }))
  await add('Baker', { groups: ['class:Room 10', 'bus:14'], spokenLanguage: 'en' })
  await add('Aadan', { groups: ['class:Room 9', 'class:Room 10'], spokenLanguage: 'so' })
  await add('Castillo', { groups: ['bus:7'], spokenLanguage: 'es' })
  const sms = { kind: 'sms', address: '+12125550147' }
  await add('Diaz', { spokenLanguage: 'es', caregivers: [{ givenName: 'Eva', channels: [sms] }] })
  const sheet = async (query: object, part = { from: 0, size: 30 }) => {
    const list = await listCodes(context, school, CodeQuery.parse(query), part)
    const coded = await readCoded(context, school, list.places)
    return { ...list, shown: coded.map(({ family, under }) => [family.name, under]) }
  }
  return { table, school, sheet }
}

test('codes stand in the order of class, bus, language or name, each family once', async () => {
  const { sheet } = await world()
  const byClass = await sheet({ order: 'class' })
  expect(byClass.shown).toEqual([
    ['Aadan', 'class:Room 9'],
    ['Baker', 'class:Room 10'],
    ['Castillo', undefined],
    ['Diaz', undefined],
  ])
  expect((await sheet({ order: 'bus' })).shown.slice(0, 2)).toEqual([
    ['Castillo', 'bus:7'],
    ['Baker', 'bus:14'],
  ])
  expect((await sheet({ order: 'language' })).shown.map(([name]) => name)).toEqual([
    'Baker',
    'Castillo',
    'Diaz',
    'Aadan',
  ])
  expect((await sheet({ order: 'name' })).shown.map(([name]) => name)).toEqual([
    'Aadan',
    'Baker',
    'Castillo',
    'Diaz',
  ])
  expect(await sheet({})).toMatchObject({ order: 'class', shown: byClass.shown })
  expect(byClass.choices.kinds).toEqual(['bus', 'class'])
})

test('codes without an order stand by name where a school has no classes', async () => {
  const table = await freshTable()
  const { school } = await schoolWith(table, 0)
  const context = contextFor(DEPLOYMENT, { table })
  for (const name of ['Baker', 'Aadan'])
    await addFamily(
      context,
      school,
      FamilyInput.parse({ name, caregivers: [{ givenName: name }], groups: ['bus:7'] }),
    )
  const { order, places } = await listCodes(context, school, CodeQuery.parse({}), { from: 0, size: 9 })
  const coded = await readCoded(context, school, places)
  expect([order, ...coded.map(({ family }) => family.name)]).toEqual(['name', 'Aadan', 'Baker'])
})

test('codes are asked for by class, language or reach, and a part of a large school at a time', async () => {
  const { sheet } = await world()
  const room = await sheet({ order: 'class', group: 'class:Room 10' })
  expect(room.shown).toEqual([
    ['Aadan', 'class:Room 10'],
    ['Baker', 'class:Room 10'],
  ])
  expect((await sheet({ language: 'es', whom: 'unwritten' })).shown).toEqual([['Castillo', undefined]])
  expect((await sheet({ group: 'class:Room 1' })).found).toBe(0)
  const second = await sheet({}, { from: 3, size: 3 })
  expect(second).toMatchObject({ found: 4, from: 3 })
  expect(second.shown).toEqual([['Diaz', undefined]])
  expect((await sheet({}, { from: 99, size: 3 })).from).toBe(0)
})

test('codes are for organizers alone', async () => {
  const { table, school } = await world()
  const helper = contextFor({ kind: 'member', school, id: 'h', role: 'helper', name: 'Sam' }, { table })
  const list = listCodes(helper, school, CodeQuery.parse({}), { from: 0, size: 1 })
  await expect(list).rejects.toMatchObject({ code: 'forbidden' })
  await expect(readCoded(helper, school, [])).rejects.toMatchObject({ code: 'forbidden' })
})
