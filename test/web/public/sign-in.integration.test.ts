import { expect, test } from 'vitest'
import { inviteMember } from '../../../shared/team/member.operations.ts'
import { requestSignIn } from '../../../shared/team/sign-in.operations.ts'
import { routes } from '../../../web/routes.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { device, schoolSite } from '../../support/device.ts'

const dana = { name: 'Dana', email: 'dana@example.org', role: 'organizer' as const }

test('a fetch of a sign-in link or an invitation signs nobody in and uses nothing; the button does', async () => {
  const { app, context, school } = await schoolSite()
  const { token: invitation = '' } = await inviteMember(context, school.id, dana)
  const sent = await requestSignIn(context, dana)
  for (const token of [invitation, sent?.token ?? '']) {
    const path = routes.signInLink(token)
    for (const method of ['HEAD', 'GET']) {
      const scanned = await app.request(`http://localhost${path}`, { method })
      expect([scanned.status, scanned.headers.getSetCookie()]).toEqual([200, []])
    }
    const person = device(app)
    expect((await person.get(path)).page).toContain(`action="${path}"`)
    expect((await person.post(path, {})).to).toBe(schoolRoutes.today())
    expect((await device(app).post(path, {})).status).toBe(410)
  }
})

test('the code of an e-mail stays good after its link was fetched, until one of the two is used', async () => {
  const { app, context, school } = await schoolSite()
  await inviteMember(context, school.id, dana)
  const sent = await requestSignIn(context, dana)
  const path = routes.signInLink(sent?.token ?? '')
  await app.request(`http://localhost${path}`)
  const phone = device(app)
  const typed = { email: dana.email, code: sent?.code ?? '' }
  expect((await phone.post(routes.signInCode(), typed)).to).toBe(schoolRoutes.today())
  expect((await device(app).post(path, {})).status).toBe(410)
  // A signed-in reader stays signed in.
  expect((await phone.post(path, {})).to).toBe(schoolRoutes.today())
})
