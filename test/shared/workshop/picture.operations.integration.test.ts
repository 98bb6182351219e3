import { beforeAll, describe, expect, test } from 'vitest'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { copyOfFamily, deleteFamily, removeFamily } from '../../../shared/household/departure.operations.ts'
import { mergeFamilies } from '../../../shared/household/household.operations.ts'
import { restoreFamily } from '../../../shared/household/return.operations.ts'
import { updateWorkshop } from '../../../shared/session/workshop-change.operations.ts'
import { announce } from '../../../shared/workshop/interest.operations.ts'
import {
  readPictureFile,
  readPictures,
  readPicturesForTeam,
  readPublicPictures,
  showPicture,
  takeDownPicture,
  withdrawPicture,
} from '../../../shared/workshop/picture.operations.ts'
import { type Pictured, shownPictures } from '../../../shared/workshop/picture.ts'
import { createWorkshop, deleteWorkshop, readWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { schoolSite } from '../../support/device.ts'
import { jpegFile, tellsPlace, withExif } from '../../support/picture-files.ts'
import { READING } from '../../support/puente.ts'

let site: Awaited<ReturnType<typeof schoolSite>>
let photo: Uint8Array
let other: Uint8Array
beforeAll(async () => {
  site = await schoolSite()
  photo = withExif(await jpegFile({ width: 60, height: 40 }), 1)
  other = await jpegFile({ width: 40, height: 60 })
})

const family = async () => {
  const input = FamilyInput.parse({ caregivers: [{ givenName: 'Linh' }] })
  return (await addFamily(site.context, site.school.id, input)).id
}
const as = (id: string) =>
  contextFor({ kind: 'family', school: site.school.id, family: id }, { table: site.context.table })
const anybody = () => contextFor({ kind: 'public' }, { table: site.context.table })
const YES = { alt: 'Linh reads', shown: true }

async function led(isPublic = true) {
  const host = await family()
  const { id } = await createWorkshop(site.context, site.school.id, { ...READING, hostFamily: host })
  if (isPublic) await announce(site.context, id, true)
  return { host, workshop: id }
}

const show = (host: string, workshop: string, about: Pictured = 'host', file = photo) =>
  showPicture(as(host), { workshop, about, file, language: 'en' }, YES)

/** A workshop with both pictures of its host. */
async function pictured(isPublic = true) {
  const { host, workshop } = await led(isPublic)
  await show(host, workshop)
  await show(host, workshop, 'workshop', other)
  return { host, workshop }
}

async function seenByAll(workshop: string) {
  const { hostFamily } = await readWorkshop(site.context, workshop)
  return shownPictures(await readPublicPictures(site.context, workshop), hostFamily)
}

/** All that the table holds of the pictures of a workshop, and of whatever was removed with a family. */
async function leftOf(workshop: string) {
  const parts = ['PICTURES', 'PICTURE-FILES'].map((part) => `SCHOOL#${site.school.id}#${part}`)
  const found = await Promise.all(parts.map((pk) => site.context.table.queryAll(pk, `WORKSHOP#${workshop}#`)))
  return found.flat().length
}

const NOT_FOUND = { code: 'not-found' }

describe('A picture of a host', () => {
  test('is shown to everybody after a yes, without what the phone noted in it', async () => {
    const { workshop } = await pictured()
    const [host, ofWorkshop] = await seenByAll(workshop)
    expect(host).toMatchObject({ about: 'host', alt: 'Linh reads', width: 60, height: 40, language: 'en' })
    expect(ofWorkshop).toMatchObject({ about: 'workshop', width: 40, height: 60 })
    const bytes = await readPictureFile(anybody(), { workshop, about: 'host', hash: host?.hash ?? '' })
    expect(tellsPlace(photo)).toBe(true)
    expect(tellsPlace(bytes)).toBe(false)
  })

  test('is not kept without a yes, from anybody else, or where it is none', async () => {
    const { host, workshop } = await led()
    const unsure = showPicture(
      as(host),
      { workshop, about: 'host', file: photo, language: 'en' },
      { ...YES, shown: false },
    )
    await expect(unsure).rejects.toMatchObject({
      code: 'invalid-input',
      details: { errors: [{ pointer: '/shown', detail: 'consent' }] },
    })
    await expect(show(await family(), workshop)).rejects.toMatchObject(NOT_FOUND)
    await expect(show(host, workshop, 'host', photo.subarray(0, 200))).rejects.toMatchObject({
      details: { errors: [{ pointer: '/picture', detail: 'picture-broken' }] },
    })
    expect(await leftOf(workshop)).toBe(0)
  })

  test('takes the place of the one before, whose address is not found any more', async () => {
    const { host, workshop } = await led()
    await show(host, workshop)
    const [before] = await readPictures(as(host), workshop)
    await show(host, workshop, 'host', other)
    const [after] = await readPictures(as(host), workshop)
    expect(after?.hash).not.toBe(before?.hash)
    const old = readPictureFile(anybody(), { workshop, about: 'host', hash: before?.hash ?? '' })
    await expect(old).rejects.toMatchObject(NOT_FOUND)
    expect(await leftOf(workshop)).toBe(2)
  })

  test('sent twice at once is one picture that is whole', async () => {
    const { host, workshop } = await led()
    await Promise.all([show(host, workshop), show(host, workshop, 'host', other)])
    const [one] = await seenByAll(workshop)
    await readPictureFile(anybody(), { workshop, about: 'host', hash: one?.hash ?? '' })
    expect(await leftOf(workshop)).toBe(2)
  })

  test('goes when the host takes it back, or an organizer takes it down, nobody else', async () => {
    const { host, workshop } = await pictured()
    const [, ofWorkshop] = await readPictures(as(host), workshop)
    const which = { workshop, about: 'host' } as const
    await expect(withdrawPicture(as(await family()), which)).rejects.toMatchObject(NOT_FOUND)
    await expect(takeDownPicture(as(host), which)).rejects.toMatchObject({ code: 'forbidden' })
    await withdrawPicture(as(host), which)
    await withdrawPicture(as(host), which)
    expect(await seenByAll(workshop)).toEqual([ofWorkshop])
    const all = await readWorkshop(site.context, workshop)
    expect(await readPicturesForTeam(site.context, all)).toEqual([ofWorkshop])
    await takeDownPicture(site.context, { workshop, about: 'workshop' })
    expect(await leftOf(workshop)).toBe(0)
  })

  test('of a draft is seen by its host and the organizers alone', async () => {
    const { host, workshop } = await pictured(false)
    const [picture] = await readPictures(as(host), workshop)
    const which = { workshop, about: 'host', hash: picture?.hash ?? '' } as const
    expect(await readPictureFile(as(host), which)).toHaveLength(
      (await readPictureFile(site.context, which)).length,
    )
    await expect(readPictureFile(anybody(), which)).rejects.toMatchObject(NOT_FOUND)
    await expect(readPictureFile(as(await family()), which)).rejects.toMatchObject(NOT_FOUND)
    await announce(site.context, workshop, true)
    await readPictureFile(anybody(), which)
  })

  test('is gone with a draft that is deleted', async () => {
    const { workshop } = await pictured(false)
    await deleteWorkshop(site.context, workshop)
    expect(await leftOf(workshop)).toBe(0)
  })

  test('of a family that does not lead the workshop any more is shown to nobody', async () => {
    const { workshop } = await pictured()
    const [picture] = await seenByAll(workshop)
    await updateWorkshop(site.context, workshop, { hostFamily: await family() })
    expect(await seenByAll(workshop)).toEqual([])
    const which = { workshop, about: 'host', hash: picture?.hash ?? '' } as const
    await expect(readPictureFile(site.context, which)).rejects.toMatchObject(NOT_FOUND)
  })

  test('goes with the family, comes back with it, and is in its copy with its bytes', async () => {
    const { host, workshop } = await pictured()
    const [picture] = await seenByAll(workshop)
    const which = { workshop, about: 'host', hash: picture?.hash ?? '' } as const
    const { pictures } = await copyOfFamily(as(host), site.school.id, host)
    const jpeg = Buffer.from(await readPictureFile(anybody(), which)).toString('base64')
    expect(pictures).toMatchObject([
      { about: 'host', alt: 'Linh reads', jpeg: `data:image/jpeg;base64,${jpeg}` },
      { about: 'workshop' },
    ])
    await removeFamily(site.context, site.school.id, host)
    expect(await leftOf(workshop)).toBe(0)
    await restoreFamily(site.context, site.school.id, host)
    expect(Buffer.from(await readPictureFile(anybody(), which)).toString('base64')).toBe(jpeg)
    await deleteFamily(as(host), site.school.id, host)
    expect(await leftOf(workshop)).toBe(0)
  })

  test('stays on the page when the family is merged into another', async () => {
    const { host, workshop } = await pictured()
    const kept = await family()
    await mergeFamilies(site.context, site.school.id, kept, host)
    expect(await seenByAll(workshop)).toMatchObject([{ family: kept }, { family: kept }])
    await readPictures(as(kept), workshop)
  })
})
