import { beforeAll, expect, test } from 'vitest'
import { addFamily, issueLink } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { familyRoutes, routes, schoolRoutes } from '../../../web/routes.ts'
import { device, schoolSite } from '../../support/device.ts'

let site: Awaited<ReturnType<typeof schoolSite>>
let family: string
let rosa: ReturnType<typeof device>
beforeAll(async () => {
  site = await schoolSite()
  const input = FamilyInput.parse({ caregivers: [{ givenName: 'Rosa' }], writtenLanguage: 'es' })
  family = (await addFamily(site.context, site.school.id, input)).id
  rosa = device(site.app)
  await rosa.get(routes.familyLink((await issueLink(site.context, site.school.id, family)).token))
})

test('a helper finds whom nobody has talked to, notes it, and the family reads and takes it out', async () => {
  const helper = await site.member('helper')
  expect((await helper.get(schoolRoutes.outreach())).page).toContain(schoolRoutes.talk(family))
  const talk = schoolRoutes.talk(family)
  const unpromised = await helper.post(talk, {
    kind: 'doorway',
    purpose: 'celebrate',
    note: 'He read a whole book',
    promise: 'Find out about the bus',
  })
  expect(unpromised.status).toBe(422)
  expect(unpromised.page).toContain('He read a whole book')
  expect(unpromised.page).toContain('Please give the day by which it is kept.')
  const noted = await helper.post(talk, {
    kind: 'doorway',
    purpose: 'celebrate',
    note: 'He read a whole book',
    promise: 'Find out about the bus',
    promiseBy: '2027-03-08',
  })
  expect(noted.to).toBe(`${talk}?saved`)
  const outreach = (await helper.get(schoolRoutes.outreach())).page
  expect(outreach).toContain('Find out about the bus')
  expect(outreach).toContain('Somebody has talked with every family this year')
  const kept = /action="([^"]+\/kept)"/.exec((await helper.get(talk)).page)?.[1] ?? ''
  expect((await helper.post(kept, {})).status).toBe(303)
  const notes = (await rosa.get(familyRoutes.notes())).page
  expect(notes).toContain('He read a whole book')
  expect(notes).toContain('Prometido y cumplido')
  const forget = /action="(\/me\/notes\/[^"]+)"/.exec(notes)?.[1] ?? ''
  expect((await rosa.post(forget, {})).to).toBe(familyRoutes.notes())
  expect((await rosa.get(familyRoutes.notes())).page).toContain('No hay nada anotado')
})

test('a family says what it brings, and what may not be written down is refused with its words', async () => {
  const refused = await rosa.post(familyRoutes.strengths(), {
    'makes.text': 'Tamales',
    'knows.text': 'Pasaporte 123',
  })
  expect(refused.status).toBe(422)
  expect(refused.page).toContain('Tamales')
  expect(refused.page).toContain('Por favor, no incluya números de documentos')
  const said = await rosa.post(familyRoutes.strengths(), {
    'makes.text': 'Tamales',
    'makes.hosts:flag': 'yes',
  })
  expect(said.to).toBe(`${familyRoutes.strengths()}?saved`)
  const dana = await site.member()
  expect((await dana.get(`${schoolRoutes.strengths()}?q=tamales`)).page).toContain(
    schoolRoutes.family(family),
  )
  expect((await dana.get(schoolRoutes.family(family))).page).toContain('Tamales')
})
