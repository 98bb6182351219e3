import { expect, test } from 'vitest'
import { listOutbox } from '../../../shared/delivery/message.operations.ts'
import { NewSchool } from '../../../shared/school/school.ts'
import { createSchool } from '../../../shared/team/founding.operations.ts'
import { inviteMember } from '../../../shared/team/member.operations.ts'
import { requestSignIn } from '../../../shared/team/sign-in.operations.ts'
import { routes, schoolRoutes } from '../../../web/routes.ts'
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
  await browser.get(routes.signInLink(sent?.token ?? ''))
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
  await browser.get(routes.signInLink(invitation))
  expect((await browser.get(schoolRoutes.today())).page).not.toContain('You also help in')
  expect((await goTo(second)).status).toBe(404)
})

test('the code of somebody who helps in two schools stands in the outbox of neither', async () => {
  const { context, first, second } = await threeSchools()
  await requestSignIn(context, dana)
  const shown = [...(await listOutbox(context, first)), ...(await listOutbox(context, second))]
  const codes = shown.filter(({ kind }) => kind === 'sign-in')
  expect(codes).toMatchObject([{ to: dana.email, fields: {} }])
})
