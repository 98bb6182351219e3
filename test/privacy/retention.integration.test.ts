import { DateTime } from 'luxon'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { readFamily } from '../../shared/family/family.operations.ts'
import { deleteFamily, removeFamily } from '../../shared/household/departure.operations.ts'
import { mergeFamilies, splitFamily } from '../../shared/household/household.operations.ts'
import { forgetDetails, retentionsDue } from '../../shared/session/retention.operations.ts'
import { removeExpired, removeSchoolItems } from '../../shared/table/removal.ts'
import type { Item, WholeTable } from '../../shared/table/table.ts'
import { removeMember } from '../../shared/team/member.operations.ts'
import { apiOn } from '../support/api.ts'
import { quietTable } from '../support/engine.ts'
import { BORN, everyItem, type Life, later, liveThrough, marksOf, recordingTable } from '../support/life.ts'
import { EXPIRING, entryOf, fieldsIn, kindOf, nameIn, type StoredKind, type Term } from './inventory.ts'
import { KINDS } from './kinds.ts'
import { lines, tracesOf } from './traces.ts'

// Simulated school years, on a machine that may be busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

type Lived = { life: Life; clock: { now: string }; table: WholeTable; written: { item: Item; at: string }[] }

async function lived(number = 0, beside?: WholeTable): Promise<Lived> {
  const clock = { now: BORN }
  const { table, written } = recordingTable(beside ?? (await quietTable()), () => clock.now)
  return { life: await liveThrough(table, marksOf(number), clock), clock, table, written }
}

const isKind = (kind: StoredKind) => (item: Item) => kindOf(KINDS, item) === kind
const ends = ({ goes }: Pick<StoredKind, 'goes'>) =>
  goes.filter((term) => (EXPIRING as readonly Term[]).includes(term))
const secondsOf = (instant: string) => DateTime.fromISO(instant, { zone: 'utc' }).toSeconds()
// The last session of a simulated year ends in the evening of March 18.
const LAST_END = '2027-03-18T23:00:00.000Z'

/** The latest second at which an item written at an instant may expire. */
const LATEST: Record<(typeof EXPIRING)[number], (at: string) => number> = {
  year: () => secondsOf('2027-07-01T04:00:00.000Z'),
  month: (at) => secondsOf(later(at, { days: 30 })),
  quarter: (at) => secondsOf(later(at, { days: 90 })),
  link: (at) => secondsOf(later(at, { days: 60 })),
  helped: () => secondsOf(later(LAST_END, { days: 30 })),
  session: () => secondsOf(LAST_END),
  week: (at) => secondsOf(later(at, { days: 7 })),
  days: (at) => secondsOf(later(at, { days: 2 })),
  day: (at) => secondsOf(later(at, { days: 1 })),
  hour: (at) => secondsOf(later(at, { seconds: 3600 })),
  minutes: (at) => secondsOf(later(at, { seconds: 600 })),
}

describe('At the end of retention', () => {
  let first: Lived
  beforeAll(async () => {
    first = await lived()
  })

  test.each(KINDS.map((kind) => [kind.what, kind] as const))(
    '%s is marked as the inventory says',
    (_, kind) => {
      const [term] = ends(kind)
      const begun = new Map<string, string>()
      for (const { item, at } of first.written.filter((one) => isKind(kind)(one.item))) {
        const key = `${item.pk} ${item.sk}`
        const since = begun.get(key) ?? at
        begun.set(key, since)
        if (!term) expect(item).not.toHaveProperty('expiresAt')
        else expect(item.expiresAt).toBeLessThanOrEqual(Math.ceil(LATEST[term as keyof typeof LATEST](since)))
      }
    },
  )

  test('a member who leaves the team leaves nothing that the inventory says is deleted with them', async () => {
    const { life, table } = first
    const words = new RegExp(`${life.named('sam')}|${life.team.helper}`, 'i')
    expect(tracesOf(await everyItem(table), words).filter(({ goes }) => goes.includes('member'))).not.toEqual(
      [],
    )
    await removeMember(life.all, life.school, life.team.helper)
    expect(
      lines(tracesOf(await everyItem(table), words).filter(({ goes }) => goes.includes('member'))),
    ).toEqual([])
  })

  test('the details of a session are deleted on their day, and not before', async () => {
    const { life, clock, table } = first
    const details = async () => {
      const fields = (await everyItem(table)).flatMap((item) => {
        const kind = kindOf(KINDS, item)
        return fieldsIn(item).map(({ path, value }) => ({ kind, name: kind && nameIn(kind, path), value }))
      })
      const told = fields.filter(
        ({ kind, name, value }) =>
          kind && name && entryOf(kind, name).goes.includes('details') && value !== 0,
      )
      return [...new Set(told.map(({ name }) => name))].sort()
    }
    const all = KINDS.flatMap((kind) =>
      Object.keys(kind.fields).filter((name) => entryOf(kind, name).goes.includes('details')),
    ).sort()
    const pass = async (now: string) => {
      clock.now = now
      for (const key of await retentionsDue(life.all)) await forgetDetails(life.all, key)
    }
    await pass('2027-04-09T22:59:59.000Z')
    expect(await details()).toEqual(all)
    await pass('2027-04-09T23:00:00.000Z')
    expect(await details()).toEqual([])
  })

  test('expired items are removed from the table at their end, and not before', async () => {
    const { life, table, clock } = first
    await mergedByProgram(apiOn(table, clock), life.school)
    const marked = KINDS.filter((kind) => ends(kind).length > 0)
    const all = await everyItem(table)
    const last = new Map(marked.map((kind) => [kind, lastEnd(all.filter(isKind(kind)))]))
    const left = async () => {
      const items = await everyItem(table)
      return marked.filter((kind) => items.some(isKind(kind))).map(({ what }) => what)
    }
    for (const end of [...new Set(last.values())].sort((one, other) => one - other)) {
      await removeExpired(table, end - 1)
      const until = marked.filter((kind) => (last.get(kind) ?? 0) >= end).map(({ what }) => what)
      expect(await left()).toEqual(until)
      await removeExpired(table, end)
    }
    expect(await left()).toEqual([])
    expect((await readFamily(life.all, life.school, life.families.rosa)).strengths).toBeDefined()
  })

  test('a removed school leaves nothing that is deleted with it', async () => {
    const other = await lived(1, first.table)
    const { school, marks } = other.life
    await removeSchoolItems(other.table, school)
    const words = new RegExp(`${school}|${marks.name}`, 'i')
    expect(
      lines(tracesOf(await everyItem(other.table), words).filter(({ goes }) => goes.includes('school'))),
    ).toEqual([])
    expect(await readFamily(first.life.all, first.life.school, first.life.families.rosa)).toBeDefined()
  })
})

const lastEnd = (items: readonly Item[]) => Math.max(...items.map(({ expiresAt }) => Number(expiresAt)))

/** Everything that identifies Rosa in a simulated year. */
async function rosaIn({ life, table }: Lived): Promise<RegExp> {
  const { school, families, marks } = life
  const rosa = await readFamily(life.all, school, families.rosa)
  const ids = [rosa.id, ...rosa.caregivers.map(({ id }) => id), ...rosa.links]
  const said = [
    `${marks.name}-rosa-`,
    `${marks.name}one`,
    'Rosa',
    marks.phone(1).slice(1),
    `${marks.name}-SIS-1`,
  ]
  const contact = (await everyItem(table)).filter(({ sk }) => sk === 'TEXTED').map(({ pk }) => pk)
  return new RegExp([...ids, ...said, ...contact].join('|'), 'i')
}

// What stays after a family is deleted: the school's own page of past workshops, as they were announced.
const STAYS = [
  'A line of the checklist, as far as people said something of it: title',
  'A workshop with its poll and its decision: description.*',
  'A workshop with its poll and its decision: planned[].title',
  'A workshop with its poll and its decision: title.*',
]
// And that a number wants no texts, so that it gets none from wherever it comes back.
const STAYS_STOPPED = [
  ...STAYS,
  'What is known of an address, under a hash of it: for every school of the deployment: its key',
]

describe('A family that is deleted', () => {
  // What the team removed can come back for 30 days.
  const kept = [
    'A family that the team removed: family',
    'A family that the team removed: its key',
    'A family that the team removed: mentions',
    'A file with the pixels of a picture, until one names it, or while its family can come back: family',
    'Something of a family that the team removed: item',
    'Something of a family that the team removed: its key',
  ]
  type Way = [string, (life: Life, rosa: string) => Promise<void>, kept: readonly string[]]
  const ways: Way[] = [
    ['deletes itself', (life, rosa) => deleteFamily(life.of(rosa), life.school, rosa), []],
    ['is taken out', (life, rosa) => removeFamily(life.organizer, life.school, rosa), kept],
  ]
  test.each(ways)('and %s leaves nothing that the inventory says goes with it', async (_, go, comesBack) => {
    const one = await lived()
    const words = await rosaIn(one)
    const before = tracesOf(await everyItem(one.table), words)
    expect(lines(before).length).toBeGreaterThan(60)
    await go(one.life, one.life.families.rosa)
    const after = tracesOf(await everyItem(one.table), words)
    expect(lines(after.filter(({ goes }) => goes.includes('family')))).toEqual([])
    expect(lines(after)).toEqual([...comesBack, ...STAYS_STOPPED].sort())
  })
})

/** What identifies a person of a simulated year, and their family. */
const known = (words: readonly string[]) => new RegExp(words.join('|'), 'i')

test('merged families leave nothing of either when they are deleted', async () => {
  const one = await lived()
  const { life, table } = one
  const { rosa, hodan } = life.families
  const words = known([(await rosaIn(one)).source, hodan, 'Hodan', 'Yusuf', `${life.marks.name}three`])
  await mergeFamilies(life.all, life.school, hodan, rosa)
  const inTwo = new RegExp(rosa)
  expect(lines(tracesOf(await everyItem(table), inTwo))).toEqual([
    'What a link in a message opens: family', // it opens nothing any more, and is deleted with the family or expires
  ])
  await deleteFamily(life.of(hodan), life.school, hodan)
  expect(lines(tracesOf(await everyItem(table), words))).toEqual(STAYS_STOPPED)
})

test('a caregiver who was split off takes their data along, and leaves nothing when deleted', async () => {
  const { life, table } = await lived()
  const { hodan } = life.families
  const whole = await readFamily(life.all, life.school, hodan)
  const [mother] = whole.caregivers.filter(({ givenName }) => givenName.startsWith('Hodan'))
  const [, parted] = await splitFamily(life.all, life.school, hodan, {
    caregivers: [mother?.id ?? ''],
    children: [],
  })
  expect(Object.keys((await readFamily(life.all, life.school, hodan)).consents ?? {})).toEqual([])
  await deleteFamily(life.of(parted.id), life.school, parted.id)
  const words = known(['Hodan', `hodan@`, mother?.id ?? '', parted.id])
  expect(lines(tracesOf(await everyItem(table), words))).toEqual([])
  expect((await readFamily(life.all, life.school, hodan)).caregivers).toHaveLength(1)
})

async function mergedByProgram(api: ReturnType<typeof apiOn>, school: string): Promise<void> {
  const added = () => api('POST', `/schools/${school}/families`, { caregivers: [{ givenName: 'Eva' }] })
  const [kept, joined] = [await added(), await added()]
  const path = `/schools/${school}/families/${kept.body.id}/merge`
  expect((await api('POST', path, { family: joined.body.id }, { 'idempotency-key': 'merge' })).status).toBe(
    200,
  )
}
