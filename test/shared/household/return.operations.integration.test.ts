import { expect, test } from 'vitest'
import { listFamilies, readFamily } from '../../../shared/family/family.operations.ts'
import { deleteFamily, removeFamily } from '../../../shared/household/departure.operations.ts'
import { listRemovedFamilies, restoreFamily } from '../../../shared/household/return.operations.ts'
import { importRoster } from '../../../shared/roster/roster.operations.ts'
import { notifyingSchool } from '../../support/notifying-school.ts'

const ROSTER = [
  'family_id,caregiver_name,phone,email,written_language,spoken_language,channel,child_grade,child_age_band,groups',
  'f-1,Rosa Diaz,,rosa@example.org,es,es,email,3,,',
].join('\n')

async function schoolWithFamily() {
  const telling = await notifyingSchool()
  const family = await telling.family('Rosa', { kind: 'email', address: 'rosa@example.org' })
  return { ...telling, family }
}

test('a family that the team removed comes back within 30 days with its people and their ways', async () => {
  const { context, clock, school, family } = await schoolWithFamily()
  const before = await readFamily(context, school, family)
  await removeFamily(context, school, family)
  clock.now = '2027-03-31T14:00:00.000Z'
  expect(await listRemovedFamilies(context, school)).toMatchObject([{ family: { id: family } }])
  await restoreFamily(context, school, family)
  await restoreFamily(context, school, family)
  const after = await readFamily(context, school, family)
  expect(after.caregivers).toEqual(before.caregivers)
  expect(await listRemovedFamilies(context, school)).toEqual([])
})

test('after 30 days a removed family is gone', async () => {
  const { context, clock, school, family } = await schoolWithFamily()
  await removeFamily(context, school, family)
  clock.now = '2027-03-31T15:00:01.000Z'
  expect(await listRemovedFamilies(context, school)).toEqual([])
  await expect(restoreFamily(context, school, family)).rejects.toMatchObject({ code: 'not-found' })
})

test('a family that deleted itself never comes back', async () => {
  const { context, as, school, family } = await schoolWithFamily()
  await deleteFamily(as({ kind: 'family', school, family }), school, family)
  expect(await listRemovedFamilies(context, school)).toEqual([])
  await expect(restoreFamily(context, school, family)).rejects.toMatchObject({ code: 'not-found' })
})

test('a removed family that a roster brought back is not there twice', async () => {
  const { context, school } = await notifyingSchool()
  const file = { bytes: new TextEncoder().encode(ROSTER), mediaType: 'text/csv' }
  await importRoster(context, school, file)
  const [first] = (await listFamilies(context, school, { limit: 10 })).items
  await removeFamily(context, school, first?.id ?? '')
  await importRoster(context, school, file)
  expect((await listFamilies(context, school, { limit: 10 })).items).toHaveLength(1)
  await expect(restoreFamily(context, school, first?.id ?? '')).rejects.toMatchObject({
    code: 'already-decided',
  })
})

test('families and helpers bring no family back', async () => {
  const { as, context, school, family } = await schoolWithFamily()
  await removeFamily(context, school, family)
  const helper = as({ kind: 'member', school, id: 'm', role: 'helper', name: 'Ada' })
  await expect(restoreFamily(helper, school, family)).rejects.toMatchObject({ code: 'forbidden' })
})
