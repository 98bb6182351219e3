import { beforeAll, describe, expect, test } from 'vitest'
import { publicScope } from '../../../shared/access/actor.ts'
import type { PictureFiles } from '../../../shared/access/picture-files.ts'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { copyOfFamily, deleteFamily, removeFamily } from '../../../shared/household/departure.operations.ts'
import { mergeFamilies } from '../../../shared/household/household.operations.ts'
import { sweepPictures } from '../../../shared/household/picture-sweep.operations.ts'
import { restoreFamily } from '../../../shared/household/return.operations.ts'
import { updateWorkshop } from '../../../shared/session/workshop-change.operations.ts'
import { removeExpired } from '../../../shared/table/removal.ts'
import type { WholeTable } from '../../../shared/table/table.ts'
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
import { heldFilesOf, picturesOfWorkshop } from '../../../shared/workshop/picture.store.ts'
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

const files = () => site.services.pictures
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
  showPicture(as(host), files(), { workshop, about, file, language: 'en' }, YES)

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

/** All that the table and the storage hold of pictures of the school, once the sweep was there. */
async function leftOf(workshop: string) {
  const scope = publicScope(site.school.id)
  const { table } = site.context
  await sweepPictures(site.context, files(), scope)
  const named = await picturesOfWorkshop(table, scope, workshop)
  const stored = await files().list(scope)
  return [named.length, named.filter(({ file = '' }) => stored.includes(file)).length]
}
const stored = () => files().list(publicScope(site.school.id))

const NOT_FOUND = { code: 'not-found' }

describe('A picture of a host', () => {
  test('is shown to everybody after a yes, without what the phone noted in it', async () => {
    const { workshop } = await pictured()
    const [host, ofWorkshop] = await seenByAll(workshop)
    expect(host).toMatchObject({ about: 'host', alt: 'Linh reads', width: 60, height: 40, language: 'en' })
    expect(ofWorkshop).toMatchObject({ about: 'workshop', width: 40, height: 60 })
    const bytes = await readPictureFile(anybody(), files(), {
      workshop,
      about: 'host',
      hash: host?.hash ?? '',
    })
    expect(tellsPlace(photo)).toBe(true)
    expect(tellsPlace(bytes)).toBe(false)
  })

  test('is not kept without a yes, from anybody else, or where it is none', async () => {
    const { host, workshop } = await led()
    const unsure = showPicture(
      as(host),
      files(),
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
    expect(await leftOf(workshop)).toEqual([0, 0])
  })

  test('takes the place of the one before, whose address is not found any more', async () => {
    const { host, workshop } = await led()
    await show(host, workshop)
    const [before] = await readPictures(as(host), workshop)
    await show(host, workshop, 'host', other)
    const [after] = await readPictures(as(host), workshop)
    expect(after?.hash).not.toBe(before?.hash)
    const old = readPictureFile(anybody(), files(), { workshop, about: 'host', hash: before?.hash ?? '' })
    await expect(old).rejects.toMatchObject(NOT_FOUND)
    expect(await leftOf(workshop)).toEqual([1, 1])
  })

  test('sent twice at once is one picture that is whole', async () => {
    const { host, workshop } = await led()
    await Promise.all([show(host, workshop), show(host, workshop, 'host', other)])
    const [one] = await seenByAll(workshop)
    await readPictureFile(anybody(), files(), { workshop, about: 'host', hash: one?.hash ?? '' })
    expect(await leftOf(workshop)).toEqual([1, 1])
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
    expect(await leftOf(workshop)).toEqual([0, 0])
  })

  test('of a draft is seen by its host and the organizers alone', async () => {
    const { host, workshop } = await pictured(false)
    const [picture] = await readPictures(as(host), workshop)
    const which = { workshop, about: 'host', hash: picture?.hash ?? '' } as const
    expect(await readPictureFile(as(host), files(), which)).toHaveLength(
      (await readPictureFile(site.context, files(), which)).length,
    )
    await expect(readPictureFile(anybody(), files(), which)).rejects.toMatchObject(NOT_FOUND)
    await expect(readPictureFile(as(await family()), files(), which)).rejects.toMatchObject(NOT_FOUND)
    await announce(site.context, workshop, true)
    await readPictureFile(anybody(), files(), which)
  })

  test('is gone with a draft that is deleted', async () => {
    const { workshop } = await pictured(false)
    await deleteWorkshop(site.context, workshop)
    expect(await leftOf(workshop)).toEqual([0, 0])
  })

  test('of a family that does not lead the workshop any more is shown to nobody', async () => {
    const { workshop } = await pictured()
    const [picture] = await seenByAll(workshop)
    await updateWorkshop(site.context, workshop, { hostFamily: await family() })
    expect(await seenByAll(workshop)).toEqual([])
    const which = { workshop, about: 'host', hash: picture?.hash ?? '' } as const
    await expect(readPictureFile(site.context, files(), which)).rejects.toMatchObject(NOT_FOUND)
  })

  test('goes with the family, comes back with it, and is in its copy with its bytes', async () => {
    const { host, workshop } = await pictured()
    const [picture] = await seenByAll(workshop)
    const which = { workshop, about: 'host', hash: picture?.hash ?? '' } as const
    const { pictures } = await copyOfFamily(as(host), files(), { school: site.school.id, id: host })
    const jpeg = Buffer.from(await readPictureFile(anybody(), files(), which)).toString('base64')
    expect(pictures).toMatchObject([
      { about: 'host', alt: 'Linh reads', jpeg: `data:image/jpeg;base64,${jpeg}` },
      { about: 'workshop' },
    ])
    await removeFamily(site.context, site.school.id, host)
    expect(await leftOf(workshop)).toEqual([0, 0])
    await expect(readPictureFile(anybody(), files(), which)).rejects.toMatchObject(NOT_FOUND)
    await restoreFamily(site.context, site.school.id, host)
    expect(Buffer.from(await readPictureFile(anybody(), files(), which)).toString('base64')).toBe(jpeg)
    await deleteFamily(as(host), site.school.id, host)
    expect(await leftOf(workshop)).toEqual([0, 0])
  })

  test('stays on the page when the family is merged into another', async () => {
    const { host, workshop } = await pictured()
    const kept = await family()
    await mergeFamilies(site.context, site.school.id, kept, host)
    expect(await seenByAll(workshop)).toMatchObject([{ family: kept }, { family: kept }])
    await readPictures(as(kept), workshop)
  })

  test('stays away where the host takes it back while the family is merged into another', async () => {
    const { host, workshop } = await pictured()
    const kept = await family()
    const { table } = site.context
    let isRead = false
    const queryAll: WholeTable['queryAll'] = async (...given) => {
      const read = await table.queryAll<never>(...given)
      if (given[0].endsWith('#PICTURES') && !isRead) {
        isRead = true
        await takeDownPicture(site.context, { workshop, about: 'host' })
      }
      return read
    }
    await mergeFamilies({ ...site.context, table: { ...table, queryAll } }, site.school.id, kept, host)
    expect(isRead).toBe(true)
    expect(await seenByAll(workshop)).toMatchObject([{ family: kept, about: 'workshop' }])
  })
})

const DAY = 24 * 60 * 60
const inDays = (days: number) => site.context.now().toSeconds() + days * DAY
/** What the storage holds beside what it held before, once expired items are gone and the sweep was there. */
async function sweptBeside(before: readonly string[], days = 0) {
  await removeExpired(site.context.table as WholeTable, inDays(days))
  await sweepPictures(site.context, files(), publicScope(site.school.id))
  return (await stored()).filter((file) => !before.includes(file)).length
}

describe('The file of a picture', () => {
  test('is what is stored of it: two of a host, none of them in the table', async () => {
    const before = await stored()
    const { workshop } = await pictured()
    expect(await sweptBeside(before)).toBe(2)
    const items = await picturesOfWorkshop(site.context.table, publicScope(site.school.id), workshop)
    expect(JSON.stringify(items)).not.toContain('jpeg')
    expect(JSON.stringify(items).length).toBeLessThan(1000)
  })

  test('goes where storing died: before its bytes were there, and before the picture named them', async () => {
    const before = await stored()
    const { host, workshop } = await led()
    const upload = { workshop, about: 'host', file: photo, language: 'en' } as const
    const dies = async () => {
      throw new Error('killed')
    }
    const full: PictureFiles = { ...files(), put: dies }
    await expect(showPicture(as(host), full, upload, YES)).rejects.toThrow('killed')
    expect(await sweptBeside(before)).toBe(0)
    let commits = 0
    const commit: WholeTable['commit'] = (...writes) =>
      commits++ === 0 ? site.context.table.commit(...writes) : dies()
    const dying = { ...as(host), table: { ...site.context.table, commit } }
    await expect(showPicture(dying, files(), upload, YES)).rejects.toThrow('killed')
    expect(await readPictures(as(host), workshop)).toEqual([])
    // It is held for the upload that may still be under way, and goes within the day.
    expect(await sweptBeside(before)).toBe(1)
    expect(await sweptBeside(before, 1)).toBe(0)
    await show(host, workshop)
    expect(await sweptBeside(before, 1)).toBe(1)
  })

  test('is not named by an upload that took longer than its file was held', async () => {
    const before = await stored()
    const { host, workshop } = await led()
    const slow: PictureFiles = {
      ...files(),
      put: async (...given) => {
        await files().put(...given)
        await sweptBeside(before, 1)
      },
    }
    const late = showPicture(as(host), slow, { workshop, about: 'host', file: photo, language: 'en' }, YES)
    await expect(late).rejects.toThrow('conflict')
    expect(await seenByAll(workshop)).toEqual([])
    expect(await sweptBeside(before)).toBe(0)
  })

  test('stays where removing it died, until the next sweep', async () => {
    const before = await stored()
    const { host, workshop } = await led()
    await show(host, workshop)
    const [picture] = await readPictures(as(host), workshop)
    await withdrawPicture(as(host), { workshop, about: 'host' })
    const which = { workshop, about: 'host', hash: picture?.hash ?? '' } as const
    await expect(readPictureFile(site.context, files(), which)).rejects.toMatchObject(NOT_FOUND)
    const dying: PictureFiles = { ...files(), remove: () => Promise.reject(new Error('killed')) }
    await expect(sweepPictures(site.context, dying, publicScope(site.school.id))).rejects.toThrow('killed')
    expect(await sweptBeside(before)).toBe(0)
  })

  test('stays where its family is removed, or comes back, while the sweep reads', async () => {
    const before = await stored()
    const { host } = await pictured()
    const { table } = site.context
    const scope = publicScope(site.school.id)
    /** Sweeps; after that many partitions were read, something happens. */
    const sweepWhile = async (reads: number, happens: () => Promise<unknown>) => {
      let left = reads
      const queryAll: WholeTable['queryAll'] = async (...given) => {
        const read = await table.queryAll<never>(...given)
        if (left-- === 1) await happens()
        return read
      }
      await sweepPictures({ table: { ...table, queryAll } }, files(), scope)
      return (await stored()).filter((file) => !before.includes(file)).length
    }
    for (const reads of [1, 2]) {
      expect(await sweepWhile(reads, () => removeFamily(site.context, site.school.id, host))).toBe(2)
      expect(await sweepWhile(reads, () => restoreFamily(site.context, site.school.id, host))).toBe(2)
    }
  })

  test('of a removed family is kept while it can come back, 30 days, and not once it deleted itself', async () => {
    const before = await stored()
    const { host } = await pictured()
    await removeFamily(site.context, site.school.id, host)
    expect(await sweptBeside(before, 29)).toBe(2)
    await restoreFamily(site.context, site.school.id, host)
    expect(await sweptBeside(before)).toBe(2)
    expect(await heldFilesOf(site.context.table, publicScope(site.school.id))).toEqual([])
    await deleteFamily(as(host), site.school.id, host)
    expect(await sweptBeside(before)).toBe(0)
    const other = await pictured()
    await removeFamily(site.context, site.school.id, other.host)
    expect(await sweptBeside(before, 31)).toBe(0)
  })

  test('from before there were files is shown, and goes with its picture', async () => {
    const { host, workshop } = await led()
    await show(host, workshop)
    const scope = publicScope(site.school.id)
    const [{ file: _, ...picture } = { hash: '' }] = await readPictures(as(host), workshop)
    const at = { pk: `SCHOOL#${scope}#PICTURES`, sk: `WORKSHOP#${workshop}#host` }
    const bytes = await readPictureFile(anybody(), files(), { workshop, about: 'host', hash: picture.hash })
    const old = { ...at, pk: `SCHOOL#${scope}#PICTURE-FILES` }
    await site.context.table.commit(
      { put: { ...at, ...picture } },
      { put: { ...old, jpeg: Buffer.from(bytes).toString('base64') } },
    )
    const shown = readPictureFile(anybody(), files(), { workshop, about: 'host', hash: picture.hash })
    expect(Buffer.from(await shown).equals(bytes)).toBe(true)
    await show(host, workshop, 'host', other)
    expect(await site.context.table.get(old)).toBeUndefined()
  })
})
