import { expect, test } from 'vitest'
import { addFamily, allFamilies, issueLink } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { familyRoutes, routes } from '../../../web/routes.ts'
import { device, schoolSite } from '../../support/device.ts'

test('a family takes its copy and deletes everything in two taps, and is signed out', async () => {
  const site = await schoolSite()
  const input = FamilyInput.parse({ caregivers: [{ givenName: 'Rosa' }], writtenLanguage: 'es' })
  const { id } = await addFamily(site.context, site.school.id, input)
  const rosa = device(site.app)
  const { token } = await issueLink(site.context, site.school.id, id)
  await rosa.get(routes.familyLink(token))
  const about = (await rosa.get(familyRoutes.about())).page
  expect(about).toContain(familyRoutes.copy())
  const copy = await rosa.get(familyRoutes.copy())
  expect(copy.headers.get('content-disposition')).toContain('attachment')
  expect(JSON.parse(copy.page)).toMatchObject({ family: { caregivers: [{ givenName: 'Rosa' }] } })
  expect(about).toContain(familyRoutes.remove())
  expect((await rosa.get(familyRoutes.remove())).page).toContain('No se puede deshacer')
  expect(await allFamilies(site.context, site.school.id)).toHaveLength(1)
  const done = await rosa.post(familyRoutes.remove(), {})
  expect(done.page).toContain('Todo está borrado')
  expect(await allFamilies(site.context, site.school.id)).toEqual([])
  expect((await rosa.get(familyRoutes.home())).status).toBe(303)
  expect((await device(site.app).get(familyRoutes.remove())).page).not.toContain('No se puede deshacer')
})
