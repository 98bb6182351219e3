import { expect, test } from 'vitest'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { groupsOfSchool } from '../../../shared/family/group.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, schoolWith } from '../../support/puente.ts'

test('the groups of a school are those of its families, each once, for organizers alone', async () => {
  const table = await freshTable()
  const { school } = await schoolWith(table, 0)
  const context = contextFor(DEPLOYMENT, { table })
  for (const groups of [['shift:night', 'bus:4'], ['bus:4']])
    await addFamily(context, school, FamilyInput.parse({ caregivers: [{ givenName: 'One' }], groups }))
  expect(await groupsOfSchool(context, school)).toEqual(['bus:4', 'shift:night'])
  const family = contextFor({ kind: 'family', school, family: 'f' }, { table })
  await expect(groupsOfSchool(family, school)).rejects.toMatchObject({ code: 'forbidden' })
})
