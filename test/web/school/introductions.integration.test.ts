import { beforeEach, expect, test } from 'vitest'
import { addFamily, allFamilies } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { introduceFamily, listIntroductions } from '../../../shared/household/introduction.operations.ts'
import type { NewIntroduction } from '../../../shared/household/introduction.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { type device, schoolSite } from '../../support/device.ts'

let site: Awaited<ReturnType<typeof schoolSite>>
let dana: ReturnType<typeof device>
beforeEach(async () => {
  site = await schoolSite()
  dana = await site.member()
})

const form = { name: 'Hodan Yuusuf', language: 'so', way: 'sms', address: '+12125552368' } as const
const page = async (query = '') => (await dana.get(`${schoolRoutes.introductions()}${query}`)).page
const idOf = async () => (await listIntroductions(site.context, site.school.id)).introductions[0]?.id ?? ''
async function introduced(change: Partial<NewIntroduction> = {}): Promise<string> {
  await introduceFamily(site.context, site.school.id, { ...form, ...change })
  return idOf()
}
async function known(givenName: string, channels: object[] = []): Promise<string> {
  const input = FamilyInput.parse({ caregivers: [{ givenName, channels }] })
  return (await addFamily(site.context, site.school.id, input)).id
}
const names = async () => (await allFamilies(site.context, site.school.id)).map(({ name }) => name)

test('a new family is on the page of the day, and late once its promised day has passed', async () => {
  await introduced()
  site.clock.now = '2027-03-01T15:01:00.000Z'
  await introduced({ name: 'Cali' })
  const today = (await dana.get(schoolRoutes.today())).page
  expect(today).toContain('2 new families want to come in')
  expect(today).toContain('Hodan Yuusuf and Cali')
  expect(today).toContain(schoolRoutes.introductions())
  site.clock.now = '2027-03-05T15:00:00.000Z'
  expect((await dana.get(schoolRoutes.today())).page).toMatch(
    /<li class="late">(?:(?!<\/li>).)*2 new families/s,
  )
})

test('one with the number of a family that is there is shown beside it first', async () => {
  const family = await known('Hodan', [{ kind: 'sms', address: '+12125552368' }])
  await known('Hodan Yuusuf')
  const id = await introduced({ classes: '3' })
  const shown = await page()
  expect(shown.indexOf('Same number or address')).toBeGreaterThan(0)
  expect(shown.indexOf('Same number or address')).toBeLessThan(shown.indexOf('Same name'))
  expect(shown).toContain('Classes: 3')
  expect(shown.match(/<button type="submit" class="main"/g)).toHaveLength(1)
  const { to } = await dana.post(schoolRoutes.joinIntroduction(id), { family })
  expect(await page(to?.replace(schoolRoutes.introductions(), ''))).toContain(
    'Its link goes by text, in five minutes at the earliest.',
  )
  expect(await names()).toEqual(['Hodan', 'Hodan Yuusuf'])
})

test('another family is found by a search', async () => {
  await known('Amina')
  const id = await introduced()
  expect(await page()).not.toContain('Amina')
  expect(await page(`?of=${id}&search=amina`)).toContain('Amina')
  expect(await page(`?of=${id}&search=nobody`)).toContain('No family matches')
})

test('yes makes it a family, and says how its link goes', async () => {
  const id = await introduced({ way: 'phone' })
  const { to } = await dana.post(schoolRoutes.acceptIntroduction(id), {})
  const shown = await page(to?.replace(schoolRoutes.introductions(), ''))
  expect(shown).toContain('Hodan Yuusuf is in, and waits for your call.')
  expect(shown).toContain('act=letters')
  expect(await names()).toEqual(['Hodan Yuusuf'])
})

test('no tells nobody, and can be undone', async () => {
  const id = await introduced()
  const { to } = await dana.post(schoolRoutes.declineIntroduction(id), {})
  expect(await page(to?.replace(schoolRoutes.introductions(), ''))).toContain('Hodan Yuusuf was turned down.')
  expect(await page()).toContain('Turned down (1)')
  await dana.post(schoolRoutes.reopenIntroduction(id), {})
  expect(await idOf()).toBe(id)
})

test('an answer that came too late is told so on the page', async () => {
  const id = await introduced()
  await dana.post(schoolRoutes.acceptIntroduction(id), {})
  const late = await dana.post(schoolRoutes.declineIntroduction(id), {})
  expect([late.status, late.page.includes('Somebody of the team answered this family already')]).toEqual([
    422,
    true,
  ])
})

test('new families are for organizers alone', async () => {
  await introduced()
  const helper = await site.member('helper')
  expect((await helper.get(schoolRoutes.introductions())).status).toBe(403)
})
