import { beforeAll, expect, test } from 'vitest'
import { createWorkshop, readWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let site: Site
let dana: Awaited<ReturnType<Site['member']>>
let id: string
beforeAll(async () => {
  site = await schoolSite()
  dana = await site.member()
  const offers = { childcare: true, food: true, interpretation: true, rides: true }
  id = (await createWorkshop(site.context, site.school.id, { ...READING, offers, builds: ['confidence'] })).id
})

const path = () => schoolRoutes.editWorkshop(id)
const typed = {
  ...{
    'title.en': 'Reading at home',
    'title.es': 'Leer en casa',
    purpose: 'learning',
    'audience:list': 'parents',
  },
  ...{
    'durationMinutes:int': '60',
    presentationLanguage: 'en',
    'presenters:int': '2',
    'volunteers:int': '1',
  },
}

test('what the three steps do not ask is changed here: other languages, who helps, what it builds', async () => {
  const { page } = await dana.get(path())
  expect(page).toContain('name="title.es"')
  expect(page).toMatch(/value="confidence" checked/)
  await dana.fill(path(), { ...typed, 'builds:list': 'connections', 'offers.food:flag': 'yes' })
  expect(await readWorkshop(site.context, id)).toMatchObject({
    ...{ title: { es: 'Leer en casa' }, presenters: 2, volunteers: 1, builds: ['connections'] },
    offers: { food: true, rides: false },
  })
})

test('where the last tick is taken away, nothing is offered and nothing built', async () => {
  await dana.fill(path(), typed)
  const { offers, builds } = await readWorkshop(site.context, id)
  expect(Object.values(offers).some(Boolean)).toBe(false)
  expect(builds).toEqual([])
})
