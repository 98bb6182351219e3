import { expect, test } from 'vitest'
import { inviteMember } from '../../../shared/access/operations.ts'
import { createSchool } from '../../../shared/school/operations.ts'
import { NewSchool } from '../../../shared/school/school.ts'
import { routes, schoolRoutes } from '../../../web/routes.ts'
import { PUENTE } from '../../support/api.ts'
import { device, schoolSite } from '../../support/device.ts'

test('who helps in two schools goes from one to the other, and into no third', async () => {
  const { app, context, school } = await schoolSite()
  const [second, third] = await Promise.all(
    ['Second', 'Third'].map((name) => createSchool(context, NewSchool.parse({ ...PUENTE, name }))),
  )
  const dana = { name: 'Dana', email: 'dana@example.org', role: 'organizer' as const }
  const { token = '' } = await inviteMember(context, school.id, dana)
  await inviteMember(context, second?.id ?? '', dana)
  const browser = device(app)
  await browser.get(routes.signInLink(token))
  expect((await browser.get(schoolRoutes.today())).page).toMatch(/You also help in.*Second/)
  const stranger = await browser.post(schoolRoutes.otherSchool(), { school: third?.id ?? '' })
  expect(stranger.status).toBe(404)
  await browser.post(schoolRoutes.otherSchool(), { school: second?.id ?? '' })
  expect((await browser.get(schoolRoutes.today())).page).toContain('<title>Today · Second</title>')
})
