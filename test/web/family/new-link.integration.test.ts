import { expect, test } from 'vitest'
import { addFamily, issueLink } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { familyRoutes, routes } from '../../../web/routes.ts'
import { device, schoolSite } from '../../support/device.ts'

test('a family whose link somebody else has gets a new one, and nobody stays in by the old one', async () => {
  const site = await schoolSite()
  const { context, school, app, clock } = site
  const { id } = await addFamily(
    context,
    school.id,
    FamilyInput.parse({ caregivers: [{ givenName: 'Rosa' }] }),
  )
  const { token } = await issueLink(context, school.id, id)
  const [rosa, stranger] = [device(app), device(app)]
  for (const phone of [rosa, stranger]) await phone.get(routes.familyLink(token))
  clock.now = '2027-03-02T15:00:00.000Z'
  expect((await rosa.get(familyRoutes.about())).page).toContain(`href="${familyRoutes.newLink()}"`)
  const asked = await rosa.get(familyRoutes.newLink())
  expect(asked.page).toContain('every other phone is signed out')
  expect(asked.page).not.toContain('/f/')
  const { to } = await rosa.fill(familyRoutes.newLink(), {})
  expect(to).toBe(`${familyRoutes.newLink()}?made`)
  const { page } = await rosa.get(to ?? '')
  const [address = ''] = /\/f\/[^"<]+/.exec(page) ?? []
  expect((await rosa.get(familyRoutes.home())).status).toBe(200)
  expect((await stranger.get(familyRoutes.home())).page).not.toContain('Hello, Rosa')
  expect((await stranger.get(routes.familyLink(token))).status).toBe(410)
  expect((await device(app).get(address)).to).toBe(familyRoutes.home())
})
