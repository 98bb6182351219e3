import { beforeAll, expect, test } from 'vitest'
import { addFamily, issueLink } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { familyRoutes, routes } from '../../../web/routes.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
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
  expect(outreach).toContain('You promised on')
  const kept = /action="([^"]+\/kept)"/.exec(outreach)?.[1] ?? ''
  const done = await helper.post(kept, { next: 'list' })
  expect((await helper.get(done.to ?? '')).page).toContain('The promise is marked as kept.')
  await helper.post(kept, { next: 'list', undo: 'yes' })
  expect((await helper.get(schoolRoutes.outreach())).page).toContain('Find out about the bus')
  expect((await helper.post(kept, {})).to).toBe(talk)
  const notes = (await rosa.get(familyRoutes.notes())).page
  expect(notes).toContain('He read a whole book')
  expect(notes).toContain('Prometido y cumplido')
  const forget = /action="(\/me\/notes\/[^"]+)"/.exec(notes)?.[1] ?? ''
  expect((await rosa.post(forget, {})).to).toBe(`${familyRoutes.about()}#notes`)
  expect((await rosa.get(familyRoutes.notes())).page).toContain('No hay nada anotado')
})

test('a conversation is recorded from the list, with something good chosen, and undone', async () => {
  const own = await schoolSite()
  const input = FamilyInput.parse({ caregivers: [{ givenName: 'Linh' }], writtenLanguage: 'vi' })
  const { id } = await addFamily(own.context, own.school.id, input)
  const helper = await own.member('helper')
  const { page } = await helper.get(schoolRoutes.outreach())
  expect(page).toContain('1 family nobody has talked to yet')
  expect(page).toContain('Nobody has told us yet: ask what their child enjoys')
  expect(page).toMatch(/name="purpose" value="celebrate" checked/)
  expect(page).toContain(`href="${schoolRoutes.outreach()}?family=${id}#record-title"`)
  const talk = { kind: 'doorway', purpose: 'celebrate', note: 'She sings', next: 'list' }
  const recorded = await helper.post(schoolRoutes.talk(id), talk)
  const after = (await helper.get(recorded.to ?? '')).page
  expect(after).toContain('Kept. The family can read it too.')
  expect(after).toContain('Somebody has talked with every family this year')
  const undo = /action="([^"]+\/forget)"/.exec(after)?.[1] ?? ''
  expect((await helper.post(undo, { next: 'list' })).to).toBe(schoolRoutes.outreach())
  expect((await helper.get(schoolRoutes.outreach())).page).toContain('1 family nobody has talked to yet')
  const found = (await helper.get(`${schoolRoutes.outreach()}?search=linh`)).page
  expect(found).toContain(`href="${schoolRoutes.outreach()}?family=${id}#record-title"`)
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

test('a family ticks under about us what it is good at, and the team finds it by that in its own language', async () => {
  const about = async () => (await rosa.get(familyRoutes.about())).page
  expect(await about()).toMatch(/value="sewing"\/?><span>.*?Coser/)
  expect(
    (
      await rosa.post(familyRoutes.skills(), [
        ['skills:list', 'sewing'],
        ['skills:list', 'language'],
      ])
    ).to,
  ).toBe(`${familyRoutes.about()}?saved`)
  expect(await about()).toMatch(/value="sewing" checked/)
  expect(await about()).toContain('Tamales')
  const dana = await site.member()
  const found = async (words: string) => (await dana.get(`${schoolRoutes.strengths()}?q=${words}`)).page
  expect(await found('sewing')).toContain(schoolRoutes.family(family))
  expect(await found('gardening')).not.toContain(schoolRoutes.family(family))
  expect((await dana.get(schoolRoutes.family(family))).page).toContain('Sewing and speaking Spanish')
  await rosa.post(familyRoutes.skills(), {})
  expect(await about()).not.toMatch(/value="\w+" checked/)
  expect(await found('sewing')).not.toContain(schoolRoutes.family(family))
  expect((await rosa.post(familyRoutes.skills(), { 'skills:list': 'juggling' })).status).toBe(422)
})
