import { beforeAll, describe, expect, test } from 'vitest'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { copyOfFamily, deleteFamily, removeFamily } from '../../../shared/household/departure.operations.ts'
import { mergeFamilies } from '../../../shared/household/household.operations.ts'
import { restoreFamily } from '../../../shared/household/return.operations.ts'
import { updateWorkshop } from '../../../shared/session/workshop-change.operations.ts'
import {
  introduceHost,
  readHostProfile,
  readPublicHostProfile,
  withdrawHostProfile,
} from '../../../shared/workshop/host-profile.operations.ts'
import { shownHostProfile } from '../../../shared/workshop/host-profile.ts'
import { createWorkshop, readWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { schoolSite } from '../../support/device.ts'
import { pictureStorage } from '../../support/picture-storage.ts'
import { READING } from '../../support/puente.ts'

let site: Awaited<ReturnType<typeof schoolSite>>
beforeAll(async () => {
  site = await schoolSite()
})

const family = async () => {
  const input = FamilyInput.parse({ caregivers: [{ givenName: 'Linh' }] })
  return (await addFamily(site.context, site.school.id, input)).id
}
const as = (id: string) =>
  contextFor({ kind: 'family', school: site.school.id, family: id }, { table: site.context.table })
const LINH = { name: 'Linh', words: 'I love to read', shown: true }

/** A workshop whose host is shown to everybody. */
async function introduced(): Promise<{ host: string; workshop: string }> {
  const host = await family()
  const { id } = await createWorkshop(site.context, site.school.id, { ...READING, hostFamily: host })
  await introduceHost(as(host), id, LINH, 'en')
  return { host, workshop: id }
}

async function seenByAll(workshop: string) {
  const { hostFamily } = await readWorkshop(site.context, workshop)
  return shownHostProfile(await readPublicHostProfile(site.context, workshop), hostFamily)
}

describe('a host', () => {
  test('is shown with a name and words after a yes, changes them, and takes them back', async () => {
    const { host, workshop } = await introduced()
    expect(await seenByAll(workshop)).toEqual({ name: 'Linh', words: 'I love to read', language: 'en' })
    await introduceHost(as(host), workshop, { name: 'Linh T', shown: true }, 'vi')
    expect(await seenByAll(workshop)).toEqual({ name: 'Linh T', language: 'vi' })
    await withdrawHostProfile(as(host), workshop)
    await withdrawHostProfile(as(host), workshop)
    expect(await seenByAll(workshop)).toBeUndefined()
    expect(await readHostProfile(as(host), workshop)).toBeUndefined()
  })

  test('is not shown without a yes, nor by anybody else', async () => {
    const { host, workshop } = await introduced()
    const other = await family()
    const unsure = introduceHost(as(host), workshop, { ...LINH, name: 'Eva', shown: false }, 'en')
    await expect(unsure).rejects.toMatchObject({
      code: 'invalid-input',
      details: { errors: [{ pointer: '/shown', detail: 'consent' }] },
    })
    const theirs = introduceHost(as(other), workshop, LINH, 'en')
    await expect(theirs).rejects.toMatchObject({ code: 'not-found' })
    await expect(withdrawHostProfile(as(other), workshop)).rejects.toMatchObject({ code: 'not-found' })
    expect(await seenByAll(workshop)).toMatchObject({ name: 'Linh' })
  })

  test('who does not lead it any more is not shown', async () => {
    const { workshop } = await introduced()
    await updateWorkshop(site.context, workshop, { hostFamily: await family() })
    expect(await seenByAll(workshop)).toBeUndefined()
  })

  test('goes from the page with the family, comes back with it, and is in its copy', async () => {
    const { host, workshop } = await introduced()
    const copy = await copyOfFamily(as(host), pictureStorage(), { school: site.school.id, id: host })
    expect(copy.introductions).toMatchObject([{ workshop, name: 'Linh', words: 'I love to read' }])
    await removeFamily(site.context, site.school.id, host)
    expect(await readPublicHostProfile(site.context, workshop)).toBeUndefined()
    await restoreFamily(site.context, site.school.id, host)
    expect(await seenByAll(workshop)).toMatchObject({ name: 'Linh' })
    await deleteFamily(as(host), site.school.id, host)
    expect(await readPublicHostProfile(site.context, workshop)).toBeUndefined()
  })

  test('stays on the page when the family is merged into another', async () => {
    const { host, workshop } = await introduced()
    const kept = await family()
    await mergeFamilies(site.context, site.school.id, kept, host)
    expect(await seenByAll(workshop)).toMatchObject({ name: 'Linh' })
  })
})
