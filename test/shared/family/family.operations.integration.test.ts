import { beforeAll, expect, test } from 'vitest'
import * as families from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { codeSecret } from '../../../shared/family/link.ts'
import { removeFamily } from '../../../shared/household/departure.operations.ts'
import type { Table } from '../../../shared/table/table.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, schoolWith } from '../../support/puente.ts'

let table: Table
beforeAll(async () => {
  table = await freshTable()
})
const organizer = () => contextFor(DEPLOYMENT, { table })
const rosa = (address = '(212) 555-0143') =>
  FamilyInput.parse({
    caregivers: [{ givenName: 'Rosa', familyName: 'Núñez', channels: [{ kind: 'sms', address }] }],
  })

test('a family added by hand defaults to the school’s language and has its numbers in E.164', async () => {
  const { school } = await schoolWith(table, 0)
  const family = await families.addFamily(organizer(), school, rosa())
  expect(family).toMatchObject({ name: 'Núñez', writtenLanguage: 'en', spokenLanguage: 'en' })
  expect(family.caregivers[0]?.channels).toEqual([{ kind: 'sms', address: '+12125550143' }])
  const wrong = families.addFamily(organizer(), school, rosa('none'))
  await expect(wrong).rejects.toMatchObject({
    details: { errors: [{ pointer: '/caregivers/0/channels/0/address', detail: 'phone' }] },
  })
  for (const number of ['000-000-0000', '1111111111', '123-456-7890'])
    await expect(families.addFamily(organizer(), school, rosa(number))).rejects.toMatchObject({
      details: { errors: [{ pointer: '/caregivers/0/channels/0/address', detail: 'phone' }] },
    })
  expect(await families.allFamilies(organizer(), school)).toHaveLength(1)
})

test('a personal link and its code work for their family until they are replaced', async () => {
  const { school, ids } = await schoolWith(table, 1)
  const [family = ''] = ids
  const first = await families.issueLink(organizer(), school, family)
  expect(await families.openLink(organizer(), first.token)).toEqual({ school, family })
  expect(await families.openCode({ table }, first.code.toLowerCase())).toEqual({ school, family })
  const asLink = families.openLink(organizer(), codeSecret(first.code))
  await expect(asLink).rejects.toMatchObject({ code: 'link-expired' })
  const second = await families.issueLink(organizer(), school, family)
  await expect(families.openLink(organizer(), first.token)).rejects.toMatchObject({ code: 'link-expired' })
  await expect(families.openCode({ table }, first.code)).rejects.toMatchObject({ code: 'code-wrong' })
  expect(await families.openLink(organizer(), second.token)).toEqual({ school, family })
})

test('the team finds families of its own school only, and a family finds itself only', async () => {
  const one = await schoolWith(table, 2)
  const other = await schoolWith(table, 1)
  const [own = '', neighbour = ''] = one.ids
  const family = contextFor({ kind: 'family', school: one.school, family: own }, { table })
  expect((await families.readFamily(family, one.school, own)).id).toBe(own)
  for (const [school, id] of [
    [one.school, neighbour],
    [other.school, other.ids[0] ?? ''],
  ] as const) {
    await expect(families.readFamily(family, school, id)).rejects.toMatchObject({ code: 'not-found' })
  }
  const missing = families.readFamily(organizer(), one.school, other.ids[0] ?? '')
  await expect(missing).rejects.toMatchObject({ code: 'not-found' })
  await expect(families.listFamilies(family, one.school, { limit: 5 })).rejects.toMatchObject({
    code: 'forbidden',
  })
})

test('of two edits of one revision one is refused because the family changed', async () => {
  const { school, ids } = await schoolWith(table, 1)
  const [id = ''] = ids
  const edits = ['One', 'Two'].map((name) =>
    families.updateFamily(organizer(), school, id, { name, revision: 1 }),
  )
  expect((await Promise.allSettled(edits)).map(({ status }) => status).sort()).toEqual([
    'fulfilled',
    'rejected',
  ])
})

test('a removed family is gone with its link', async () => {
  const { school, ids } = await schoolWith(table, 1)
  const [id = ''] = ids
  const { token } = await families.issueLink(organizer(), school, id)
  await removeFamily(organizer(), school, id)
  await expect(families.openLink(organizer(), token)).rejects.toMatchObject({ code: 'link-expired' })
  expect(await families.allFamilies(organizer(), school)).toEqual([])
})

test('the list comes in pages', async () => {
  const { school, ids } = await schoolWith(table, 5)
  const first = await families.listFamilies(organizer(), school, { limit: 3 })
  const rest = await families.listFamilies(organizer(), school, { limit: 3, cursor: first.nextCursor ?? '' })
  expect([...first.items, ...rest.items].map(({ id }) => id).sort()).toEqual(ids.toSorted())
})

test('families are named by their ids for the team, and one that is gone has no name', async () => {
  const { school } = await schoolWith(table, 0)
  const { id } = await families.addFamily(organizer(), school, rosa())
  const names = await families.namesOfFamilies(organizer(), school, [id, id, 'nobody'])
  expect([...names]).toEqual([[id, 'Núñez']])
  const itself = contextFor({ kind: 'family', school, family: id }, { table })
  await expect(families.namesOfFamilies(itself, school, [id])).rejects.toMatchObject({ code: 'forbidden' })
})
