import { strFromU8, unzipSync } from 'fflate'
import { DateTime } from 'luxon'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { makeDemonstration } from '../../../infra/local/demo.ts'
import { publicScope } from '../../../shared/access/actor.ts'
import type { PictureFiles } from '../../../shared/access/picture-files.ts'
import { archiveSchool } from '../../../shared/archive/archive.operations.ts'
import { portableFields } from '../../../shared/archive/archive.store.ts'
import {
  PORTABLE_KINDS,
  PORTABLE_MESSAGES,
  type PortableKind,
} from '../../../shared/archive/portable-kind.ts'
import { restoreSchool } from '../../../shared/archive/restore.operations.ts'
import { familyItem } from '../../../shared/family/family.store.ts'
import type { Family } from '../../../shared/family/family.ts'
import { listSchools } from '../../../shared/school/school.operations.ts'
import { contentOf, type Item, type WholeTable } from '../../../shared/table/table.ts'
import { picturesOf } from '../../../shared/workshop/picture.store.ts'
import { bytesOfPicture } from '../../../shared/workshop/picture-file.operations.ts'
import { readPoll } from '../../../shared/workshop/results.operations.ts'
import { listWorkshops } from '../../../shared/workshop/workshop.operations.ts'
import { bytesOf, sourceOf } from '../../support/archive.ts'
import { contextFor } from '../../support/context.ts'
import { quietTable } from '../../support/engine.ts'
import { everyItem, LIVED, liveThrough, marksOf } from '../../support/life.ts'
import { pictureStorage } from '../../support/picture-storage.ts'
import { DEPLOYMENT, schoolWith } from '../../support/puente.ts'

// Simulated school years, on a machine that may be busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const at = (instant: string) => () => DateTime.fromISO(instant, { zone: 'utc' })
const contextOf = (table: WholeTable, now: string) => contextFor(DEPLOYMENT, { table, now })
const placeOf = ({ pk, sk }: Item) => `${pk} / ${sk}`

const kindOf = (item: Item): PortableKind | undefined =>
  PORTABLE_KINDS.find(({ pk, sk }) => {
    const key = `${pk} / ${sk}`.replace(/\{(school|owner)\}/g, '[^# ]+').replace('{id}', '.+')
    return new RegExp(`^${key}$`).test(placeOf(item))
  })

/** What has to be there after a restore, by its key. */
function portableIn(items: readonly Item[], school: string): Map<string, Item> {
  const found = items.flatMap((item): [string, Item][] => {
    const kind = item.pk.startsWith(`SCHOOL#${school}`) ? kindOf(item) : undefined
    const stays = kind?.name === 'messages' && (item.duePk || !PORTABLE_MESSAGES.includes(String(item.kind)))
    return kind && !stays ? [[placeOf(item), portableFields(kind, item)]] : []
  })
  return new Map(found)
}

type From = { table: WholeTable; pictures: PictureFiles; school: string }

async function roundTrip({ table: from, pictures, school }: From, now: string) {
  const archive = await bytesOf(await archiveSchool(contextOf(from, now), pictures, school))
  const to = await quietTable()
  const name = (await nameOf(from, school)) ?? ''
  const restored = pictureStorage()
  await restoreSchool({ table: to, now: at(now) }, restored, { source: sourceOf(archive), name })
  const shown = [await picturesIn(from, pictures, school), await picturesIn(to, restored, school)]
  return { archive, to, before: await everyItem(from), after: await everyItem(to), shown }
}

/** The pixels of each picture. */
async function picturesIn(table: WholeTable, files: PictureFiles, school: string) {
  const scope = publicScope(school)
  const shown = (await picturesOf(table, scope)).map(async (picture) => {
    const bytes = await bytesOfPicture(table, files, { scope, picture })
    return [picture.workshop, picture.about, bytes && Buffer.from(bytes).toString('base64')]
  })
  return Promise.all(shown)
}

async function nameOf(table: WholeTable, school: string): Promise<string | undefined> {
  return (await table.get<{ name: string }>({ pk: `SCHOOL#${school}`, sk: 'SCHOOL' }))?.name
}

type Trip = Awaited<ReturnType<typeof roundTrip>>

describe.each(['the demonstration', 'a simulated year'])(
  'The school of %s, restored where it is absent',
  (which) => {
    let trip: Trip
    let school: string
    let from: WholeTable
    let now: string
    let pictures = pictureStorage()

    beforeAll(async () => {
      from = await quietTable()
      if (which === 'the demonstration') {
        now = '2026-11-30T15:00:00.000Z'
        await makeDemonstration({ table: from, now: at(now) })
        const { items } = await listSchools(contextOf(from, now), { limit: 10 })
        school = items.find(({ name }) => name.startsWith('Riverbend'))?.id ?? ''
      } else {
        now = LIVED
        ;({ school, pictures } = await liveThrough(from, marksOf(0)))
      }
      trip = await roundTrip({ table: from, pictures, school }, now)
    })

    test('is equal item by item', () => {
      const [before, after] = [portableIn(trip.before, school), portableIn(trip.after, school)]
      expect(before.size).toBeGreaterThan(100)
      expect([...after.keys()].toSorted()).toEqual([...before.keys()].toSorted())
      for (const [place, item] of before) expect(after.get(place), place).toEqual(item)
    })

    test('has no secret of before, and a link that nobody knows', () => {
      expect(trip.after.filter(({ pk }) => pk.startsWith('SECRET#'))).toEqual([])
      const keys = trip.before.filter(({ sk }) => sk.startsWith('API-KEY#'))
      const text = Object.values(unzipSync(trip.archive))
        .map((file) => strFromU8(file))
        .join('')
      for (const { hash } of keys) expect(text).not.toContain(hash)
      const links = trip.before.flatMap(({ links }) => (Array.isArray(links) ? links : [])) as string[]
      for (const link of links) expect(text).not.toContain(link)
      const families = trip.after.filter(({ sk, pk }) => sk.startsWith('FAMILY#') && pk.endsWith('#FAMILIES'))
      for (const { links } of families) expect(links).toHaveLength(1)
    })

    test('holds beside that only what is rebuilt', () => {
      const others = trip.after.filter((item) => !portableIn([item], school).size)
      const kinds = new Set(others.map(({ pk, sk }) => `${pk.replace(/[#].*(?=#)/, '')} ${sk.split('#')[0]}`))
      expect([...kinds].filter((kind) => !/PACKED|DIRECTORY|ADDRESS|SCHOOLS|CONTACT/.test(kind))).toEqual([])
    })

    test('counts its votes as before, and has the same lists', async () => {
      for (const { id, poll } of await listWorkshops(contextOf(from, now), school)) {
        if (!poll) continue
        const [before, after] = await Promise.all(
          [from, trip.to].map((table) => readPoll(contextOf(table, now), id)),
        )
        expect(after).toEqual(before)
      }
    })

    test('shows its pictures as before', () => {
      const [before = [], after] = trip.shown
      expect(after).toEqual(before)
      for (const [, , bytes] of before) expect(bytes).toBeTruthy()
      expect(before.length).toBe(which === 'the demonstration' ? 0 : 1)
    })
  },
)

describe('The archive of many families', () => {
  async function readsBetweenChunks(families: number) {
    const table = await quietTable()
    const { school, ids } = await schoolWith(table, 1)
    const [first] = (await everyItem(table)).filter(({ sk }) => sk === `FAMILY#${ids[0]}`)
    const family = contentOf<Family>(first ?? { pk: '', sk: '' })
    const more = Array.from({ length: families }, (_, place) => ({ ...family, id: `more${place}` }))
    await table.putAll(more.map((one) => familyItem(publicScope(school), one)))
    let [handed, most, longest, total] = [0, 0, 0, 0]
    const queryItems: WholeTable['queryItems'] = async (page) => {
      const read = await table.queryItems(page)
      handed += read.items.length
      total += read.items.length
      return read
    }
    const context = contextOf({ ...table, queryItems }, LIVED)
    for await (const chunk of await archiveSchool(context, pictureStorage(), school)) {
      most = Math.max(most, handed)
      longest = Math.max(longest, chunk.length)
      handed = 0
    }
    return { most, longest, total }
  }

  test('holds no more of them at once than that of few', async () => {
    const [few, many] = [await readsBetweenChunks(300), await readsBetweenChunks(5_000)]
    expect(many.total - few.total).toBe(5_000 - 300)
    expect(many.most).toBeLessThanOrEqual(few.most)
    expect(many.most).toBeLessThanOrEqual(1_000)
    expect(many.longest).toBeLessThanOrEqual(200_000)
  })
})
