import { readdirSync, readFileSync } from 'node:fs'
import { DateTime } from 'luxon'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { makeDemonstration } from '../../infra/local/demo.ts'
import { publicScope } from '../../shared/access/actor.ts'
import { archiveSchool } from '../../shared/archive/archive.operations.ts'
import { restoreSchool } from '../../shared/archive/restore.operations.ts'
import { sendBroadcast } from '../../shared/delivery/broadcast.operations.ts'
import { Broadcast } from '../../shared/delivery/broadcast.ts'
import { fanOut, noticesDue } from '../../shared/delivery/notice.operations.ts'
import { listFamilies } from '../../shared/family/family.operations.ts'
import { deleteFamily } from '../../shared/household/departure.operations.ts'
import { readCoverage } from '../../shared/outreach/outreach.operations.ts'
import { importRoster } from '../../shared/roster/roster.operations.ts'
import { listSchools } from '../../shared/school/school.operations.ts'
import { forgetDetails, retentionsDue } from '../../shared/session/retention.operations.ts'
import { beginSeating } from '../../shared/session/seating.store.ts'
import { migrate, shapeMigration } from '../../shared/table/migration.ts'
import { removeSchoolItems } from '../../shared/table/removal.ts'
import type { Item } from '../../shared/table/table.ts'
import { listWorkshops } from '../../shared/workshop/workshop.operations.ts'
import { apiOn } from '../support/api.ts'
import { bytesOf, sourceOf } from '../support/archive.ts'
import { contextFor } from '../support/context.ts'
import { quietTable } from '../support/engine.ts'
import { BORN, everyItem, later, liveThrough, marksOf, recordingTable } from '../support/life.ts'
import { pictureStorage } from '../support/picture-storage.ts'
import { DEPLOYMENT } from '../support/puente.ts'
import { documentOf } from './document.ts'
import { fieldsIn, fieldsOfSchema, kindOf, nameIn, OF_ANY } from './inventory.ts'
import { KINDS } from './kinds.ts'

// Simulated school years, on a machine that may be busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

// Two schools, the demonstration and a simulated year, and everything that the clock and a departure do to them.
const clock = { now: BORN }
let written: readonly { item: Item; at: string }[]

beforeAll(async () => {
  const recording = recordingTable(await quietTable(), () => clock.now)
  const { table } = recording
  const life = await liveThrough(table, marksOf(0), clock)
  clock.now = later(clock.now, { days: 60 })
  for (const key of await retentionsDue(life.all)) await forgetDetails(life.all, key)
  await deleteFamily(life.of(life.families.rosa), life.school, life.families.rosa)
  await demonstrate(table)
  await migrate(
    table,
    shapeMigration({ id: 'none', prefix: 'NOTHING', from: 1, to: 2, change: (item) => item }),
  )
  await everyItem(table)
  written = recording.written
})

async function demonstrate(table: Parameters<typeof liveThrough>[0]): Promise<void> {
  const now = () => DateTime.fromISO(clock.now, { zone: 'utc' })
  await makeDemonstration({ table, now })
  const context = contextFor(DEPLOYMENT, { table, now: () => clock.now })
  const { items } = await listSchools(context, { limit: 10 })
  const school = items.find(({ name }) => name.startsWith('Riverbend'))?.id ?? ''
  const file = `${import.meta.dirname}/../support/rosters/puente-oneroster-1.1.zip`
  await importRoster(context, school, { bytes: readFileSync(file), mediaType: 'application/zip' })
  await readCoverage(context, school)
  // As more seats do where more wait than one transaction lets in.
  await table.commit(beginSeating(publicScope(school), `${school}-session`, clock.now))
  const [kept, joined] = (await listFamilies(context, school, { limit: 2 })).items
  const merge = { path: `/schools/${school}/families/${kept?.id}/merge`, body: { family: joined?.id } }
  await apiOn(table, clock)('POST', merge.path, merge.body, { 'idempotency-key': 'merge' })
  const [workshop] = await listWorkshops(context, school)
  const told = { to: 'all', languages: [], words: { en: 'Come' }, translate: false, confirmed: 0 } as const
  const people = await sendBroadcast(context, workshop?.id ?? '', { ...told, languages: [] }).catch(
    (fault) => fault.details.people as number,
  )
  await sendBroadcast(context, workshop?.id ?? '', { ...told, languages: [], confirmed: Number(people) })
  const chosen = { ...told, to: 'chosen', families: [kept?.id ?? ''], languages: [] } as const
  await sendBroadcast(context, workshop?.id ?? '', Broadcast.parse(chosen))
  for (const key of await noticesDue(context)) while ((await fanOut(context, key)).outcome === 'more');
  const pictures = pictureStorage()
  const archive = await bytesOf(await archiveSchool(context, pictures, school))
  await removeSchoolItems(table, school)
  const name = items.find(({ id }) => id === school)?.name
  await restoreSchool({ table, now }, pictures, { source: sourceOf(archive), name })
}

const labelled = (item: Item) => kindOf(KINDS, item)?.what ?? `${item.pk} / ${item.sk}`

describe('The inventory', () => {
  test('lists each kind of item that is stored, and each of its fields', () => {
    const unknown = new Set<string>()
    for (const { item } of written) {
      const kind = kindOf(KINDS, item)
      if (!kind) unknown.add(labelled(item))
      else
        for (const { path } of fieldsIn(item))
          if (nameIn(kind, path) === undefined) unknown.add(`${kind.what}: ${path.join('.')}`)
    }
    expect([...unknown].sort()).toEqual([])
  })

  test('lists nothing that is never stored', () => {
    const seen = new Map(KINDS.map((kind) => [kind, new Set<string>()]))
    const ofAny = new Set<string>()
    for (const { item } of written) {
      const kind = kindOf(KINDS, item)
      for (const { path } of kind ? fieldsIn(item) : []) {
        const name = kind && nameIn(kind, path)
        if (name !== undefined) seen.get(kind as never)?.add(name)
        if (name !== undefined && name in OF_ANY) ofAny.add(name)
      }
    }
    const missing = KINDS.flatMap((kind) =>
      Object.keys(kind.fields)
        .filter((name) => !seen.get(kind)?.has(name))
        .map((name) => `${kind.what}: ${name}`),
    )
    const never = KINDS.filter((kind) => !written.some(({ item }) => kindOf(KINDS, item) === kind))
    expect([...missing, ...never.map(({ what }) => what)].sort()).toEqual([])
    expect([...ofAny].sort()).toEqual(Object.keys(OF_ANY).sort())
  })
})

const schemas = await everySchema()

async function everySchema(): Promise<[name: string, schema: z.ZodType][]> {
  const shared = `${import.meta.dirname}/../../shared/`
  const files = readdirSync(shared, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )
  const modules: Record<string, unknown>[] = await Promise.all(files.map((file) => import(shared + file)))
  return modules.flatMap((module) =>
    Object.entries(module).filter((entry): entry is [string, z.ZodType] => entry[1] instanceof z.ZodType),
  )
}

describe('What the schemas accept', () => {
  test('is listed completely', () => {
    expect(schemas.length).toBeGreaterThan(30)
  })

  test.each(schemas)('%s is kept as the inventory says, or not at all', (name, schema) => {
    const kept = KINDS.flatMap((kind) =>
      (kind.schemas ?? []).filter(([, one]) => one === schema).map(([at]) => ({ kind, at })),
    )
    const unknown = kept.flatMap(({ kind, at }) =>
      [...fieldsOfSchema(at, schema).keys()]
        .filter((field) => nameIn(kind, field.split('.')) === undefined && !(field in (kind.notKept ?? {})))
        .map((field) => `${kind.what}: ${field}`),
    )
    expect(unknown).toEqual([])
    expect(kept.length > 0 || name in NOT_KEPT).toBe(true)
  })
})

test('what the inventory says is not stored is in a schema', () => {
  const stale = KINDS.flatMap(({ what, schemas = [], notKept = {} }) => {
    const asked = new Set(schemas.flatMap(([at, schema]) => [...fieldsOfSchema(at, schema).keys()]))
    return Object.keys(notKept)
      .filter((name) => !asked.has(name))
      .map((name) => `${what}: ${name}`)
  })
  expect(stale).toEqual([])
  expect(Object.keys(NOT_KEPT).filter((name) => !schemas.some(([known]) => known === name))).toEqual([])
})

/** Schemas of input that is not stored as it was sent. */
const NOT_KEPT: Readonly<Record<string, string>> = {
  WallTime: 'becomes an instant',
  Moment: 'becomes an instant',
  CalendarImport: 'its days become closures',
  ListQuery: 'asks for a list, and stays in the address',
  CodeQuery: 'asks for codes, and stays in the address',
  GroupChange: 'its group is kept with each of the families',
  CallRequest: 'it becomes calls to the families',
  ItemChanges: 'each of its changes is kept with its item',
  UndoneItems: 'it takes the last change of each item back',
  FamilyCallsDone: 'its outcome is kept with each of the calls',
  PreviewAnswers: 'each of its answers is kept with its tie',
  FamilyCallsUndone: 'it takes the outcome of each of the calls away',
}

test('docs/data-inventory.md is up to date; `npm run inventory` updates it', async () => {
  await expect(documentOf(written.map(({ item }) => item))).toMatchFileSnapshot(
    '../../docs/data-inventory.md',
  )
})
