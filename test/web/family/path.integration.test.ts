import { beforeAll, expect, test } from 'vitest'
import { addFamily, issueLink } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { familyRoutes, routes } from '../../../web/routes.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { device, schoolSite } from '../../support/device.ts'

let site: Awaited<ReturnType<typeof schoolSite>>
let family: string
let rosa: ReturnType<typeof device>
let dana: ReturnType<typeof device>
beforeAll(async () => {
  site = await schoolSite()
  const input = FamilyInput.parse({ caregivers: [{ givenName: 'Rosa', familyName: 'Nunez' }] })
  family = (await addFamily(site.context, site.school.id, input)).id
  rosa = device(site.app)
  await rosa.get(routes.familyLink((await issueLink(site.context, site.school.id, family)).token))
  dana = await site.member()
})

test('an organizer invites with every part, and the parent answers on their path', async () => {
  const path = schoolRoutes.invite(family)
  const part = await dana.post(path, { step: 'teaching', strength: 'You sing', role: 'Lead the songs' })
  expect(part.status).toBe(422)
  expect(part.page).toContain('value="Lead the songs"')
  const whole = {
    step: 'teaching',
    strength: 'You sing',
    role: 'Lead the songs',
    time: 'Thursday at six',
    'support:list': 'childcare',
    coLead: 'Ms. Ortiz',
  }
  expect((await dana.post(path, whole)).to).toBe(`${schoolRoutes.ladder()}?invited`)
  const again = await dana.post(path, whole)
  expect(again.page).toContain('has not answered its last invitation yet')
  const home = (await rosa.get(familyRoutes.home())).page
  expect(home).toContain('Lead the songs')
  expect(home).not.toContain('You have nothing to do right now')
  const own = (await rosa.get(familyRoutes.path())).page
  for (const said of ['You sing', 'Lead the songs', 'Thursday at six', 'Childcare', 'Ms. Ortiz'])
    expect(own).toContain(said)
  const answer = /action="(\/me\/path\/invitation\/[^"]+)"/.exec(own)?.[1] ?? ''
  expect((await rosa.post(answer, { answer: 'notNow' })).status).toBe(303)
  expect((await dana.post(path, whole)).page).toContain('said “not now”')
  expect((await dana.get(schoolRoutes.ladder())).page).toContain('Not now')
})

test('a parent tells what they did, and is asked again for what is missing', async () => {
  const missing = await rosa.post(familyRoutes.tellStep(), { step: 'helping' })
  expect(missing.status).toBe(422)
  expect((await rosa.post(familyRoutes.tellStep(), { step: 'helping', text: 'I read aloud' })).status).toBe(
    303,
  )
  expect((await rosa.get(familyRoutes.path())).page).toContain('I read aloud')
  const shown = async () =>
    /Families who show us their path.*?<\/section>/s.exec(
      (await dana.get(schoolRoutes.ladder())).page,
    )?.[0] ?? ''
  expect(await shown()).not.toContain('Helping in the classroom')
  await rosa.post(familyRoutes.showPath(), { visibleTo: 'team' })
  expect(await shown()).toContain('Helping in the classroom')
  await rosa.post(familyRoutes.nominate(), { step: 'governance', who: 'Linh', why: 'She listens' })
  expect((await dana.get(schoolRoutes.ladder())).page).toContain('Nunez proposes Linh')
})

test('what parents changed is public, with a name once the family agrees', async () => {
  const decision = {
    said: 'The bus is late',
    did: 'It comes at five',
    on: '2027-02-10',
    'families.0': family,
  }
  expect((await dana.post(schoolRoutes.decisions(), decision)).to).toBe(`${schoolRoutes.decisions()}?saved`)
  const page = routes.changes(site.school.id)
  const anybody = device(site.app)
  expect((await anybody.get(page)).page).toContain('The bus is late')
  expect((await anybody.get(page)).page).not.toContain('Nunez')
  const own = (await rosa.get(familyRoutes.path())).page
  const credit = /action="(\/me\/path\/credit\/[^"]+)"/.exec(own)?.[1] ?? ''
  await rosa.post(credit, { consent: 'yes' })
  expect((await anybody.get(page)).page).toContain('with Nunez')
})

test('the evidence for Title I is a page and a file that spreadsheets read', async () => {
  const { page } = await dana.get(schoolRoutes.titleOne())
  expect(page).toContain('Meetings in the evening')
  // A reply tells what a family needs, not what it then uses.
  expect(page).toContain('People who said they need it: Food')
  const file = await dana.get(schoolRoutes.titleOneFile())
  expect(file.headers.get('content-type')).toContain('text/csv')
  expect(file.page.split('\n').length).toBeGreaterThan(15)
  expect((await rosa.get(schoolRoutes.titleOneFile())).page).not.toContain('§1116')
})
