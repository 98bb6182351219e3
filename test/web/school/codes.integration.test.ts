import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { scopeOf } from '../../../shared/access/actor.ts'
import { addFamily, issueLink } from '../../../shared/family/family.operations.ts'
import { familyItem, packFamilies } from '../../../shared/family/family.store.ts'
import { type Family, FamilyInput } from '../../../shared/family/family.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { routes } from '../../../web/routes.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { contextFor } from '../../support/context.ts'
import { countAll } from '../../support/counting.ts'
import { countingTable } from '../../support/counting-table.ts'
import { device, type PageResponse, schoolSite } from '../../support/device.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING } from '../../support/puente.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let site: Site
let dana: Awaited<ReturnType<Site['member']>>
let rosa: string
beforeAll(async () => {
  site = await schoolSite()
  dana = await site.member()
  rosa = await family('Núñez', { groups: ['class:Room 4'], writtenLanguage: 'es' })
  await family('=SUM(A1)', { groups: ['class:Room 4', 'bus:14'], writtenLanguage: 'so' })
  await family('Baker', { groups: ['bus:7'] })
})

async function family(name: string, more: object): Promise<string> {
  const input = FamilyInput.parse({ name, caregivers: [{ givenName: `Of ${name}` }], ...more })
  return (await addFamily(site.context, site.school.id, input)).id
}

const at = (query = '') => `${schoolRoutes.codes()}${query}`
const addresses = (page: string) =>
  [...page.matchAll(/<small dir="ltr">localhost(\/f\/[^<]+)</g)].map(([, path = '']) => path)

async function entersBy(path: string): Promise<string> {
  const phone = device(site.app)
  expect(await phone.get(path)).toMatchObject({ status: 303, to: '/me' })
  return (await phone.get('/me')).page
}

describe('the codes of all families', () => {
  test('open each family’s page, and leave the links given before as they are', async () => {
    const { token } = await issueLink(site.context, site.school.id, rosa)
    const { page, status } = await dana.get(at('?order=name'))
    expect(status).toBe(200)
    expect(page).toContain('A code for each of 3 families')
    expect(page.match(/role="img"/g)).toHaveLength(3)
    expect(page).toContain('Print 3')
    expect(page).not.toContain('Show all')
    const [first, , third] = addresses(page)
    expect(await entersBy(third ?? '')).toContain('Núñez')
    expect(await entersBy(routes.familyLink(token))).toContain('Núñez')
    // The same sheet again has the same codes.
    expect(addresses((await dana.get(at('?order=name'))).page)[0]).toBe(first)
  })

  test('say in each family’s language what they open', async () => {
    const { page } = await dana.get(at())
    expect(page).toContain('<span lang="es" dir="ltr">Su voto y su respuesta</span>')
    expect(page).toContain('<span lang="so" dir="ltr">Codkaaga iyo jawaabtaada</span>')
  })

  test('stand under each class, in its order, and those without one at the end', async () => {
    const { page } = await dana.get(at())
    expect(page).toMatch(/<option value="class" selected[^>]*>Class, then name/)
    const heads = [...page.matchAll(/<h2 class="under"><span>([^<]+)</g)].map(([, head]) => head)
    expect(heads).toEqual(['Class: Room 4', 'Nothing known: Class'])
    expect(page).toContain('2 of 3')
  })

  test('of one class or one language are those of its families alone', async () => {
    expect(addresses((await dana.get(at('?group=bus%3A7'))).page)).toHaveLength(1)
    expect(addresses((await dana.get(at('?group=class%3ARoom+4&language=so'))).page)).toHaveLength(1)
  })

  test('of no family say so, and print nothing', async () => {
    const { page, status } = await dana.get(at('?on=5160&group=class%3ARoom+9'))
    expect(status).toBe(200)
    expect(page).toContain('No family fits this choice')
    for (const printed of ['class="labels"', 'id="print"']) expect(page).not.toContain(printed)
    const empty = await schoolSite()
    expect((await (await empty.member()).get(at('?on=l7160'))).page).toContain('No family fits this choice')
  })

  test('with an address that nobody made are those of all families', async () => {
    for (const query of ['?on=x&whom=y', `?order=${'x'.repeat(500)}`, '?from=-1', '?from=1e9', '?from=x'])
      expect(addresses((await dana.get(at(query))).page), query).toHaveLength(3)
  })

  test('are for organizers alone', async () => {
    const helper = await site.member('helper')
    for (const path of [at(), schoolRoutes.codesFile(), schoolRoutes.familyLink(rosa)]) {
      expect((await helper.get(path)).status).toBe(403)
      expect((await device(site.app).get(path)).to).toBe('/sign-in')
    }
    expect((await helper.post(schoolRoutes.codesFile(), {})).status).toBe(403)
  })
})

describe('the file for a mail merge', () => {
  test('is made after a page that asks, without a formula, and each link enters', async () => {
    const asked = await dana.get(`${schoolRoutes.codesFile()}?group=class%3ARoom+4`)
    expect(asked.page).toContain('A file with the links of 2 families')
    expect(asked.headers.get('content-type')).toContain('text/html')
    const made = await dana.fill(
      `${schoolRoutes.codesFile()}?group=class%3ARoom+4`,
      {},
      schoolRoutes.codesFile(),
    )
    expect(made.headers.get('content-disposition')).toBe('attachment; filename="links.csv"')
    const rows: string[][] = parse(made.page, { bom: true })
    expect(rows.map(([name]) => name)).toEqual(['Family', "'=SUM(A1)", 'Núñez'])
    expect(rows[2]?.slice(1, 4)).toEqual(['Of Núñez', 'Español', 'Class: Room 4'])
    expect(await entersBy(new URL(rows[2]?.[4] ?? '').pathname)).toContain('Núñez')
  })

  test('is noted, so that a family reads who has its link', async () => {
    await dana.post(schoolRoutes.codesFile(), {})
    const { token } = await issueLink(site.context, site.school.id, rosa)
    const phone = device(site.app)
    await phone.get(routes.familyLink(token))
    expect((await phone.get('/me/about')).page).toContain('organizer hizo un archivo con su enlace')
  })

  test('of no family is not made', async () => {
    const none = await dana.post(schoolRoutes.codesFile(), { group: 'class:Room 9' })
    expect(none.status).toBe(422)
    expect(none.page).toContain('No family fits this choice')
  })
})

describe('the codes of a school of 5,000 families', () => {
  const FAMILIES = 5000
  // A function's answer ends at six megabytes.
  const MOST_BYTES = { page: 2_000_000, file: 5_000_000 }
  let crowd: ReturnType<typeof countingTable>
  let organizer: Awaited<ReturnType<Site['member']>>
  let school: string
  beforeAll(async () => {
    const table = await freshTable()
    crowd = countingTable(table)
    const large = await schoolSite(contextFor(DEPLOYMENT, { table: crowd.table }))
    organizer = await large.member()
    school = large.school.id
    const scope = scopeOf(DEPLOYMENT, large.school.id)
    await table.putAll(Array.from({ length: FAMILIES }, (_, place) => familyItem(scope, familyAt(place))))
    await packFamilies(table, scope, 'test')
    await organizer.get(at())
  }, 120_000)

  const familyAt = (place: number): Family => ({
    ...{ id: `f${String(place).padStart(11, '0')}`, name: `Featherstonehaugh-Papadopoulos ${place}` },
    ...{ writtenLanguage: 'ar', spokenLanguage: 'ar', caregivers: [], children: [] },
    ...{ groups: [`class:Room ${place % 200}`, `bus:${place % 40}`], bothMustAttend: false },
    ...{ sourceIds: [], saidThemselves: [], links: [], revision: 1 },
  })

  /** The answer, how many families it read, and its other calls of the table. */
  async function costOf(ask: () => Promise<PageResponse>) {
    crowd.calls()
    const { page } = await ask()
    const calls = crowd.calls()
    const families = calls.filter((call) => call === 'get').length
    return { page, bytes: Buffer.byteLength(page), families, others: calls.length - families }
  }

  test.each([
    ['cut', 240],
    ['5160', 300],
    ['l7160', 210],
  ] as const)('are paged on %s: a page reads and holds its own %i families', async (on, size) => {
    const last = FAMILIES - (FAMILIES % size || size)
    for (const from of [0, size, last]) {
      const { page, bytes, families, others } = await costOf(() =>
        organizer.get(at(`?on=${on}&order=class&from=${from}`)),
      )
      expect(page.match(/class="qr"/g)).toHaveLength(Math.min(size, FAMILIES - from))
      expect(families).toBeLessThanOrEqual(size + 10)
      expect(others).toBeLessThanOrEqual(5)
      expect(bytes).toBeLessThan(MOST_BYTES.page)
    }
  })

  test('are all in the file for a mail merge, each family read once', async () => {
    const { page, bytes, families, others } = await costOf(() => organizer.post(schoolRoutes.codesFile(), {}))
    expect(parse(page, { bom: true })).toHaveLength(FAMILIES + 1)
    expect(families).toBeLessThanOrEqual(FAMILIES + 10)
    expect(others).toBeLessThanOrEqual(5)
    expect(bytes).toBeLessThan(MOST_BYTES.file)
  })

  test('are on ballots by the hundred: an answer reads and holds its own families', async () => {
    const context = contextFor(DEPLOYMENT, { table: crowd.table })
    const { id } = await createWorkshop(context, school, READING)
    const options = [{ startLocal: '2027-03-10T18:00' }]
    await putPoll(context, id, { options, closesAt: '2027-03-08T09:00' })
    const print = (from: number) =>
      organizer.post(schoolRoutes.printBallots(id), { families: 'all', from: String(from) })
    for (const from of [0, 4900]) {
      await print(from) // the first print keeps the hashes of the codes
      await countAll(crowd.table)
      const { page, bytes, families, others } = await costOf(() => print(from))
      expect(page.match(/class="sheet /g)).toHaveLength(100)
      expect(page).toContain(`value="${from}" aria-current="page">${from + 1}–${from + 100}<`)
      expect(families).toBeLessThanOrEqual(110)
      expect(others).toBeLessThanOrEqual(5)
      expect(bytes).toBeLessThan(MOST_BYTES.page)
    }
    // Beyond the last, and what is no place, are the first part.
    for (const from of [5000, -1, Number.NaN])
      expect((await print(from)).page).toContain('value="0" aria-current="page">1–100<')
    const { page } = await organizer.get(schoolRoutes.printWorkshop(id))
    expect(page).toContain('all 5,000 families')
  })
})
