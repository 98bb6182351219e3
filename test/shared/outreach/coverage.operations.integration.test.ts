import { expect, test } from 'vitest'
import { publicScope } from '../../../shared/access/actor.ts'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { getCoverage } from '../../../shared/outreach/conversation.store.ts'
import { forgetGroups } from '../../../shared/outreach/coverage.operations.ts'
import { readCoverage } from '../../../shared/outreach/outreach.operations.ts'
import { notifyingSchool } from '../../support/notifying-school.ts'

test('a published coverage forgets the groups that a family alone named, and keeps those of others', async () => {
  const { context, table, school } = await notifyingSchool()
  const add = async (groups: string[]) =>
    (
      await addFamily(
        context,
        school,
        FamilyInput.parse({ caregivers: [{ givenName: 'A' }], groups, spokenLanguage: 'es' }),
      )
    ).id
  const leaving = await add(['shift:night', 'circle:drummers', 'bus:4'])
  await add(['shift:night', 'bus:5'])
  await readCoverage(context, school)
  const told = async () => (await getCoverage(table, publicScope(school), 2026))?.coverage.kinds ?? []
  const names = async () => (await told()).flatMap(({ masked }) => masked).sort()
  expect(await names()).toEqual(['bus:4', 'bus:5', 'circle:', 'circle:drummers', 'shift:night'])
  for (const _ of ['once', 'twice']) await forgetGroups(context, publicScope(school), leaving)
  expect(await names()).toEqual(['bus:5', 'shift:night'])
})
