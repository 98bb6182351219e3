import { expect, test } from 'vitest'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { readLed } from '../../../shared/workshop/host.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

test('only the family that leads a workshop is its host', async () => {
  const { context, school } = await schoolSite()
  const input = FamilyInput.parse({ caregivers: [{ givenName: 'Linh' }] })
  const [host, other] = [
    await addFamily(context, school.id, input),
    await addFamily(context, school.id, input),
  ]
  const { id } = await createWorkshop(context, school.id, { ...READING, hostFamily: host.id })
  const as = (family: string) =>
    contextFor({ kind: 'family', school: school.id, family }, { table: context.table })
  expect(await readLed(as(host.id), id)).toMatchObject({ host: host.id, workshop: { id } })
  await expect(readLed(as(other.id), id)).rejects.toMatchObject({ code: 'not-found' })
  await expect(readLed(context, id)).rejects.toMatchObject({ code: 'not-found' })
})
