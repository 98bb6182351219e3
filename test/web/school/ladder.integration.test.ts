import { beforeAll, expect, test } from 'vitest'
import { addFamily, issueLink } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { saveStrengths } from '../../../shared/outreach/outreach.operations.ts'
import { familyRoutes, routes } from '../../../web/routes.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { device, schoolSite } from '../../support/device.ts'

let site: Awaited<ReturnType<typeof schoolSite>>
let family: string
let dana: Awaited<ReturnType<typeof site.member>>
beforeAll(async () => {
  site = await schoolSite()
  const input = FamilyInput.parse({ caregivers: [{ givenName: 'Keisha', familyName: 'Brooks' }] })
  family = (await addFamily(site.context, site.school.id, input)).id
  await saveStrengths(site.context, site.school.id, family, {
    makes: { text: 'Sewed eleven costumes', hosts: false },
  })
  dana = await site.member()
})

const leaders = async () => (await dana.get(schoolRoutes.ladder())).page

test('the page names whom to invite with a strength, and seven places without order', async () => {
  const page = await leaders()
  expect(page).toContain('Nobody waits for an answer')
  expect(page).toContain('Sewed eleven costumes')
  expect(page).toContain(`href="${schoolRoutes.invite(family)}#invite"`)
  const places = page.split('<ol class="places">')[1]?.split('</ol>')[0] ?? ''
  expect(places.match(/<li>/g)).toHaveLength(7)
})

test('an invitation has all its parts in one panel; what is missing is named, and what was typed stays', async () => {
  const path = schoolRoutes.invite(family)
  const { page } = await dana.get(path)
  for (const name of ['strength', 'role', 'step', 'time', 'coLead', 'support:list'])
    expect(page).toContain(`name="${name}"`)
  expect(page).toContain('From organizer, on the family’s page in English.')
  // The panel is in the place of the family's row, on the page of parent leaders.
  expect(page).toContain('<ol class="places">')
  expect(page).not.toContain(`href="${path}#invite"`)
  const parts = { strength: 'Your costumes', step: 'organising', role: 'Lead a sewing table', time: 'Friday' }
  const refused = await dana.post(path, { ...parts, 'support:list': 'childcare' })
  expect(refused.status).toBe(422)
  expect(refused.page).toContain('value="Lead a sewing table"')
  expect(refused.page).toContain('href="#coLead"')
  const sent = await dana.post(path, { ...parts, 'support:list': 'childcare', coLead: 'Linh' })
  expect((await dana.get(sent.to ?? '')).page).toContain('No answer yet')
})

test('the title says whom the school owes an answer', async () => {
  const keisha = device(site.app)
  await keisha.get(routes.familyLink((await issueLink(site.context, site.school.id, family)).token))
  const { page } = await keisha.get(familyRoutes.path())
  const answer = /action="([^"]*invitation[^"]*)"/.exec(page)?.[1] ?? ''
  await keisha.post(answer, { answer: 'tellMeMore' })
  const after = await leaders()
  expect(after).toContain('Brooks wants to know more')
  expect(after).toMatch(new RegExp(`class="button main" href="${schoolRoutes.talk(family)}"`))
  expect(after).not.toContain('Sewed eleven costumes')
})
