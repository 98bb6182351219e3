import { expect, test } from 'vitest'
import { routes } from '../../../web/routes.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { device, schoolSite } from '../../support/device.ts'

const FRAME = '<nav aria-label="School team"'

test('a refusal keeps a member in the team’s frame, with a way back and to the start', async () => {
  const site = await schoolSite()
  const helper = await site.member('helper')
  const { status, page } = await helper.get(schoolRoutes.families())
  expect(status).toBe(403)
  expect(page).toContain(FRAME)
  expect(page).toContain(`class="button main" href="${schoolRoutes.today()}"`)
  const from = (referer: string) => helper.get(schoolRoutes.families(), { referer })
  const back = `class="button main" href="${schoolRoutes.outreach()}?x=1"`
  expect((await from(`http://localhost${schoolRoutes.outreach()}?x=1`)).page).toContain(back)
  expect((await from('https://elsewhere.example/school/outreach?x=1')).page).not.toContain(back)
})

test('a page that is not there keeps a member in the frame before any other page of the team was read', async () => {
  const site = await schoolSite()
  const { status, page } = await (await site.member()).get('/nowhere')
  expect(status).toBe(404)
  expect(page).toContain(FRAME)
})

test('somebody who is not signed in sees no link of the team', async () => {
  const { app } = await schoolSite()
  const { page } = await device(app).get('/nowhere')
  expect(page).not.toContain(FRAME)
  expect(page).toContain(`href="${routes.welcome()}"`)
})
