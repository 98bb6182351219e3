import { expect, test } from 'vitest'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { listTeam } from '../../../shared/team/member.operations.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { schoolSite } from '../../support/device.ts'

test('the page opens with who is on the team; a parent’s family is found by its name, or said to be unknown', async () => {
  const site = await schoolSite()
  const dana = await site.member()
  for (const givenName of ['Linh', 'Hương']) {
    const input = FamilyInput.parse({ caregivers: [{ givenName, familyName: 'Trần' }] })
    await addFamily(site.context, site.school.id, input)
  }
  expect((await dana.get(schoolRoutes.team())).page).toContain('One plans.')
  const linh = { name: 'Linh', email: 'linh@example.org', role: 'parentLeader', language: 'vi' }
  const unknown = await dana.post(schoolRoutes.team(), { ...linh, family: 'Osei' })
  expect(unknown.status).toBe(422)
  expect(unknown.page).toContain('value="Osei"')
  expect(unknown.page).toContain('href="#family">Their family, for a parent: No family has a name like that.')
  const several = await dana.post(schoolRoutes.team(), { ...linh, family: 'Trần' })
  expect(several.page).toMatch(/type="radio"[^>]* name="family".*Trần \(Hương\)/s)
  const sent = await dana.post(schoolRoutes.team(), { ...linh, family: 'Trần (Linh)' })
  const { page } = await dana.get(sent.to ?? '')
  expect(page).toContain('2 people on the team')
  expect(page).toContain('One is a parent leader.')
  const member = (await listTeam(site.context, site.school.id)).find(({ name }) => name === 'Linh')
  expect(page).toContain(schoolRoutes.family(member?.family ?? ''))
  // Their language is that of their mail, and of the calls for which they are named as interpreter.
  expect(member?.language).toBe('vi')
  expect(page).toContain('linh@example.org</bdi> · Vietnamese')
})
