import { expect, test } from 'vitest'
import { listOutbox } from '../../../shared/delivery/message.operations.ts'
import { NewSchool } from '../../../shared/school/school.ts'
import { createSchool } from '../../../shared/team/founding.operations.ts'
import { inviteMember } from '../../../shared/team/member.operations.ts'
import { requestSignIn } from '../../../shared/team/sign-in.operations.ts'
import { routes } from '../../../web/routes.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { PUENTE } from '../../support/api.ts'
import { device, schoolSite } from '../../support/device.ts'

const dana = { name: 'Dana', email: 'dana@example.org', role: 'organizer' as const }

/** Two schools on whose teams Dana is, and a third. */
async function threeSchools() {
  const { app, context, school } = await schoolSite()
  const [second, third] = await Promise.all(
    ['Second', 'Third'].map((name) => createSchool(context, NewSchool.parse({ ...PUENTE, name }))),
  )
  const { token: invitation = '' } = await inviteMember(context, school.id, dana)
  await inviteMember(context, second?.id ?? '', dana)
  const browser = device(app)
  const goTo = (to: string) => browser.post(schoolRoutes.otherSchool(), { school: to })
  return {
    ...{ context, invitation, browser, goTo },
    ...{ first: school.id, second: second?.id ?? '', third: third?.id ?? '' },
  }
}

test('who helps in two schools goes from one to the other, and into no third', async () => {
  const { context, browser, goTo, first, second, third } = await threeSchools()
  const sent = await requestSignIn(context, dana)
  await browser.post(routes.signInLink(sent?.token ?? ''), {})
  const today = async () => (await browser.get(schoolRoutes.today())).page
  // The code leads into one of the two.
  const isInSecond = (await today()).includes('<title>Today · Second</title>')
  expect(await today()).toContain('You also help in')
  expect((await goTo(third)).status).toBe(404)
  await goTo(isInSecond ? first : second)
  expect((await today()).includes('<title>Today · Second</title>')).toBe(!isInSecond)
})

test('an invitation, which whoever sent it may open too, leads into no other school', async () => {
  const { browser, goTo, invitation, second } = await threeSchools()
  await browser.post(routes.signInLink(invitation), {})
  expect((await browser.get(schoolRoutes.today())).page).not.toContain('You also help in')
  expect((await goTo(second)).status).toBe(404)
})

test('an organizer of one school does not become one of another by asking for a code in somebody’s name', async () => {
  const { context, browser, goTo, first, second } = await threeSchools()
  const eve = { name: 'Eve', email: 'eve@example.org', role: 'organizer' as const }
  await inviteMember(context, first, eve)
  // Anybody may ask for a code in Eve's name; the school's outbox shows the message, and nothing that lets anybody in.
  const sent = await requestSignIn(context, eve)
  const outbox = JSON.stringify(await listOutbox(context, first))
  expect(outbox).toContain(eve.email)
  for (const secret of [sent?.code, sent?.token]) expect(outbox).not.toContain(secret)
  await browser.post(routes.signInLink(sent?.token ?? ''), {})
  expect((await browser.get(schoolRoutes.today())).status).toBe(200)
  // The session of before reaches no team that Eve joins later, until a new sign-in.
  const later = { ...context, now: () => context.now().plus({ seconds: 1 }) }
  await inviteMember(later, second, eve)
  expect((await browser.get(schoolRoutes.today())).page).not.toContain('You also help in')
  expect((await goTo(second)).status).toBe(404)
})
