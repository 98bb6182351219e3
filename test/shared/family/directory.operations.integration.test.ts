import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, inject, test } from 'vitest'
import { clientOf } from '../../../functions/wire.ts'
import { ensureTable } from '../../../infra/local/engine-table.ts'
import { scopeOf } from '../../../shared/access/actor.ts'
import { newId } from '../../../shared/access/identifier.ts'
import { listDirectory } from '../../../shared/family/directory.operations.ts'
import { directoryIndexKey, hear, indexOf } from '../../../shared/family/directory.store.ts'
import { addFamily, readFamily, updateFamily } from '../../../shared/family/family.operations.ts'
import { familyItem, packFamilies } from '../../../shared/family/family.store.ts'
import { type Family, FamilyInput } from '../../../shared/family/family.ts'
import { ListQuery } from '../../../shared/family/listing.ts'
import { deleteFamily, removeFamily } from '../../../shared/household/departure.operations.ts'
import { restoreFamily } from '../../../shared/household/return.operations.ts'
import { migrate } from '../../../shared/table/migration.ts'
import { openTable, type WholeTable } from '../../../shared/table/table.ts'
import { MARK_UNPACKED } from '../../../shared/tally/tally.operations.ts'
import { castBallot } from '../../../shared/workshop/ballot.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { listAddress } from '../../../web/school/families-view.ts'
import { type Meter, startMeter } from '../../bench/meter.ts'
import { contextFor } from '../../support/context.ts'
import { countAll, itemsIn } from '../../support/counting.ts'
import { schoolSite } from '../../support/device.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

const query = (given: Partial<ListQuery> = {}) => ListQuery.parse(given)

describe('the list of families', () => {
  let table: WholeTable
  let school: string
  let ids: string[]
  const context = () => contextFor(DEPLOYMENT, { table })
  const names = async (given: Partial<ListQuery> = {}) =>
    (await listDirectory(context(), school, query(given))).families.map(({ name }) => name)
  beforeEach(async () => {
    table = await freshTable()
    ;({ school, ids } = await schoolWith(table, 3))
  })

  test('has every family before and after it is packed, and each edit at once', async () => {
    expect(await names()).toEqual(['Parent 0', 'Parent 1', 'Parent 2'])
    await countAll(table)
    expect(await names()).toEqual(['Parent 0', 'Parent 1', 'Parent 2'])
    await updateFamily(context(), school, ids[1] ?? '', { name: 'Zúñiga' })
    expect(await names()).toEqual(['Parent 0', 'Parent 2', 'Zúñiga'])
    await countAll(table)
    expect(await names()).toEqual(['Parent 0', 'Parent 2', 'Zúñiga'])
    await addFamily(context(), school, FamilyInput.parse({ caregivers: [{ givenName: 'Ana' }] }))
    expect(await names({ search: 'ana' })).toEqual(['Ana'])
  })

  test('forgets a family that left, with when it was heard from', async () => {
    const family = ids[0] ?? ''
    await hear(table, scopeOf(DEPLOYMENT, school), [{ family, kind: 'talked', at: '2027-02-01T10:00:00Z' }])
    await countAll(table)
    expect(await names({ heard: 'yes' })).toEqual(['Parent 0'])
    await deleteFamily(contextFor({ kind: 'family', school, family }, { table }), school, family)
    expect(await names()).toEqual(['Parent 1', 'Parent 2'])
    await countAll(table)
    expect(await names()).toEqual(['Parent 1', 'Parent 2'])
    const listed = (await itemsIn(table)).filter(({ pk }) => pk.endsWith('#DIRECTORY'))
    expect(JSON.stringify(listed)).not.toContain(family)
    expect(JSON.stringify(listed)).toContain(ids[1])
  })

  test('has a family that was removed and came back before it was packed', async () => {
    await countAll(table)
    await removeFamily(context(), school, ids[0] ?? '')
    expect(await names()).toEqual(['Parent 1', 'Parent 2'])
    await restoreFamily(context(), school, ids[0] ?? '')
    expect(await names()).toEqual(['Parent 0', 'Parent 1', 'Parent 2'])
    await countAll(table)
    expect(await names()).toEqual(['Parent 0', 'Parent 1', 'Parent 2'])
  })

  test('knows that a family voted once its vote is counted', async () => {
    const { id: workshop } = await createWorkshop(context(), school, READING)
    const poll = { options: [{ startLocal: '2027-03-16T18:00' }], closesAt: '2027-03-12T18:00' }
    const { options } = await putPoll(context(), workshop, poll)
    const answers = { [options[0]?.id ?? '']: 'yes' as const }
    await castBallot(context(), workshop, ids[2] ?? '', { answers })
    await countAll(table)
    const { families } = await listDirectory(context(), school, query({ heard: 'yes' }))
    expect(families.map(({ name, heard }) => [name, heard])).toEqual([
      ['Parent 2', { kind: 'voted', at: '2027-03-01T15:00:00.000Z' }],
    ])
  })

  test('is packed again by the next edit if it was packed with another number of parts', async () => {
    await countAll(table)
    const key = directoryIndexKey(scopeOf(DEPLOYMENT, school))
    await table.commit({ amend: key, set: { wholeIn: 16 }, when: 'present' })
    expect(await names()).toEqual(['Parent 0', 'Parent 1', 'Parent 2'])
    await updateFamily(context(), school, ids[1] ?? '', { name: 'Zúñiga' })
    await countAll(table)
    expect(indexOf((await table.get(key)) ?? {})).toMatchObject({ isWhole: true })
    expect(await names()).toEqual(['Parent 0', 'Parent 2', 'Zúñiga'])
  })

  test('of a table from before it is read from the families, then packed by the migration', async () => {
    await countAll(table)
    const { id: workshop } = await createWorkshop(context(), school, READING)
    const poll = { options: [{ startLocal: '2027-03-16T18:00' }], closesAt: '2027-03-12T18:00' }
    const { options } = await putPoll(context(), workshop, poll)
    await castBallot(context(), workshop, ids[2] ?? '', { answers: { [options[0]?.id ?? '']: 'yes' } })
    await countAll(table)
    for (const { pk, sk } of await itemsIn(table))
      if (pk.endsWith('#DIRECTORY')) await table.commit({ remove: { pk, sk } })
    expect(await names()).toEqual(['Parent 0', 'Parent 1', 'Parent 2'])
    expect(await names({ heard: 'yes' })).toEqual([])
    await migrate(table, MARK_UNPACKED)
    await countAll(table)
    expect(await names()).toEqual(['Parent 0', 'Parent 1', 'Parent 2'])
    expect(await names({ heard: 'yes' })).toEqual(['Parent 2'])
  })
})

describe('the list of 5,000 families', () => {
  const FAMILIES = 5000
  let meter: Meter
  let table: WholeTable
  let school: string
  const context = () => contextFor(DEPLOYMENT, { table })

  test('costs at most 60 read units cold and 5 in memory as a whole page, also after an edit, with search, filters and sort', async () => {
    meter = await startMeter(inject('dynamodbEndpoint'))
    try {
      const name = `list-${randomUUID()}`
      await ensureTable(name, inject('dynamodbEndpoint'))
      table = openTable(name, clientOf({ DYNAMODB_ENDPOINT: meter.endpoint }))
      const site = await schoolSite(context())
      school = site.school.id
      const dana = await site.member()
      const scope = scopeOf(DEPLOYMENT, school)
      const families = Array.from({ length: FAMILIES }, (_, place) => familyOf(place))
      await table.putAll(families.map((family) => familyItem(scope, family)))
      const hearings = families.map(({ id: family }, place) => ({
        family,
        kind: (['voted', 'replied', 'came', 'talked'] as const)[place % 4] ?? 'voted',
        at: `2027-0${1 + (place % 2)}-${String(1 + (place % 28)).padStart(2, '0')}T${String(8 + (place % 12)).padStart(2, '0')}:00:00Z`,
      }))
      await hear(table, scope, hearings)
      await packFamilies(table, scope, 'test')
      const costOf = async (given: Partial<ListQuery>, from = 0) => {
        meter.read()
        const listing = await listDirectory(context(), school, query(given), from)
        return { listing, ...meter.read() }
      }
      // A whole request: who asks, their school, the list, the removed families, and once a minute what waits.
      const costOfPage = async (of: Partial<ListQuery>, from = 0) => {
        meter.read()
        const { page } = await dana.get(listAddress(query(of), from))
        return { page, ...meter.read() }
      }
      const cold = await costOfPage({})
      expect(cold.page).toContain('5,000 families')
      expect(cold.reads).toBeLessThanOrEqual(60)
      const asked: [Partial<ListQuery>, number][] = [
        [{}, 50],
        [{ search: 'nunez rosa', heard: 'yes', sort: 'heard' }, 0],
        [{ search: '(651) 555-0118' }, 0],
        [{ language: 'es', group: 'shift:night', by: 'phone', sort: 'language' }, 0],
      ]
      for (const [given, from] of asked) {
        const { reads, rounds } = await costOf(given, from)
        expect(reads).toBeLessThanOrEqual(5)
        expect(rounds).toBe(1)
        const whole = await costOfPage(given, from)
        expect(whole.page).toContain('</html>')
        expect(whole.reads).toBeLessThanOrEqual(5)
      }
      const one = families[7]?.id ?? ''
      await updateFamily(context(), school, one, { name: 'Ångström' })
      const edited = await costOf({ search: 'angstrom' })
      expect(edited.listing.families.map(({ id }) => id)).toEqual([one])
      expect(edited.reads).toBeLessThanOrEqual(5)
      await countAll(table)
      const packed = await costOf({ search: 'angstrom' })
      expect(packed.listing.families.map(({ id }) => id)).toEqual([one])
      expect(packed.reads).toBeLessThanOrEqual(5)
      expect((await readFamily(context(), school, one)).name).toBe('Ångström')
    } finally {
      await meter.stop()
    }
  }, 120_000)
})

const GIVEN = ['Rosa', 'Miguel', 'Linh', 'Hương', 'Faadumo', 'Cabdi', 'Salma', 'José', 'Carmen', 'Keisha']
const LANGUAGES = ['es', 'en', 'so', 'ar', 'vi', 'zh']

/** A family with two caregivers, a number and an address that no other has. */
function familyOf(place: number): Family {
  const name = place % 50 === 0 ? 'Núñez' : `${GIVEN[place % 7]}${newId().slice(0, 5)}`
  const language = LANGUAGES[place % LANGUAGES.length] ?? 'en'
  const number = `+1${2_000_000_000 + ((place * 7_919_131) % 7_999_999_999)}`
  return {
    id: newId(),
    name,
    writtenLanguage: language,
    spokenLanguage: language,
    caregivers: [
      {
        id: newId(),
        givenName: GIVEN[place % GIVEN.length] ?? '',
        familyName: name,
        channels: [{ kind: place % 9 === 0 ? 'phone' : 'sms', address: number }],
      },
      {
        id: newId(),
        givenName: GIVEN[(place * 3) % GIVEN.length] ?? '',
        familyName: name,
        channels: [{ kind: 'email', address: `${newId().slice(0, 8)}@example.org` }],
      },
    ],
    children: [{ grade: 'K' }],
    groups: place % 3 === 0 ? ['shift:night'] : [],
    bothMustAttend: false,
    sourceIds: [],
    saidThemselves: [],
    links: [],
    revision: 1,
  }
}
