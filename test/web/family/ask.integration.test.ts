import { beforeAll, expect, test } from 'vitest'
import { addFamily, issueLink } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { ReplyInput } from '../../../shared/session/reply.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { listQuestions } from '../../../shared/workshop/question.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { familyRoutes, routes } from '../../../web/routes.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { device, schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

type Device = ReturnType<typeof device>
let site: Awaited<ReturnType<typeof schoolSite>>
let [rosa, host, bao]: Device[] = []
let dana: Device
let workshop: string
let session: string

beforeAll(async () => {
  const translate = async (text: string, { to }: { to: string }) => `${text} [${to}]`
  site = await schoolSite(undefined, { translate })
  const { app, context, school } = site
  dana = await site.member()
  const signedIn: string[] = []
  const phones: Device[] = []
  for (const [givenName, writtenLanguage] of [
    ['Rosa', 'es'],
    ['Hodan', 'en'],
    ['Bao', 'en'],
  ] as const) {
    const { id } = await addFamily(
      context,
      school.id,
      FamilyInput.parse({ caregivers: [{ givenName }], writtenLanguage }),
    )
    const phone = device(app)
    await phone.get(routes.familyLink((await issueLink(context, school.id, id)).token))
    signedIn.push(id)
    phones.push(phone)
  }
  ;[rosa, host, bao] = phones
  workshop = (await createWorkshop(context, school.id, { ...READING, hostFamily: signedIn[1] })).id
  const poll = await putPoll(context, workshop, {
    options: [{ startLocal: '2027-03-10T18:00' }],
    closesAt: '2027-03-08T09:00',
  })
  session =
    (await schedule(context, workshop, { options: [poll.options[0]?.id ?? ''] })).sessions[0]?.id ?? ''
  await putReply(context, session, signedIn[0] ?? '', ReplyInput.parse({ attending: true }))
})

const pageOf = async (phone: Device | undefined, path: string) => (await phone?.get(path))?.page ?? ''

test('a family that comes asks on its session’s page, any family from the workshop’s page', async () => {
  expect(await pageOf(rosa, familyRoutes.session(session))).toContain(
    `action="${familyRoutes.ask(workshop)}"`,
  )
  const page = await pageOf(bao, familyRoutes.session(session))
  expect(page).not.toContain(`action="${familyRoutes.ask(workshop)}"`)
  expect(await pageOf(bao, routes.publicWorkshop(workshop))).toContain(`href="${familyRoutes.ask(workshop)}"`)
})

test('what is too long is typed again, and a question is seen by its family, the host and the team', async () => {
  const wrong = await rosa?.post(familyRoutes.ask(workshop), { text: 'x'.repeat(281) })
  expect(wrong?.status).toBe(422)
  expect(wrong?.page).toContain('x'.repeat(281))
  const sent = await rosa?.post(familyRoutes.ask(workshop), { text: '¿Puede venir mi hermana?' })
  expect(sent?.to).toBe(`${familyRoutes.ask(workshop)}#questions`)
  expect(await pageOf(rosa, familyRoutes.ask(workshop))).toContain('¿Puede venir mi hermana?')
  expect(await pageOf(bao, familyRoutes.ask(workshop))).not.toContain('hermana')
  const hosted = await pageOf(host, familyRoutes.hosting(workshop))
  expect(hosted).toContain('¿Puede venir mi hermana? [en]')
  expect(hosted).toContain('Read the original')
  expect(hosted).not.toContain('Rosa')
  expect(await pageOf(dana, schoolRoutes.workshop(workshop))).toContain('¿Puede venir mi hermana? [en]')
  expect(await pageOf(dana, schoolRoutes.today())).toContain('A family has a question')
  expect(await pageOf(device(site.app), routes.publicWorkshop(workshop))).not.toContain('hermana')
})

test('the host answers, the family reads it in its language, and everybody once it is shown', async () => {
  const [{ id = '' } = {}] = await listQuestions(site.context, workshop)
  const empty = await host?.post(familyRoutes.hostQuestion(workshop, id), { [`${id}.text`]: '' })
  expect(empty?.status).toBe(422)
  const sent = await host?.post(familyRoutes.hostQuestion(workshop, id), {
    [`${id}.text`]: 'Yes, bring her.',
  })
  expect(sent?.to).toBe(`${familyRoutes.hosting(workshop)}#${id}`)
  await rosa?.get(`${familyRoutes.ask(workshop)}?lang=es`)
  const read = await pageOf(rosa, familyRoutes.session(session))
  expect(read).toContain('Yes, bring her. [es]')
  expect(read).toContain('Leer el original')
  expect(await pageOf(dana, schoolRoutes.today())).not.toContain('A family has a question')
  expect(await pageOf(device(site.app), routes.publicWorkshop(workshop))).not.toContain('bring her')

  const shown = { [`${id}.text`]: 'Yes, bring her, please.', [`${id}.shown:flag`]: 'yes' }
  const to = (await dana.post(schoolRoutes.workshopQuestion(workshop, id), shown)).to
  expect(to).toBe(`${schoolRoutes.workshop(workshop)}#${id}`)
  const open = await pageOf(device(site.app), routes.publicWorkshop(workshop))
  expect(open).toContain('Yes, bring her, please.')
  expect(open).not.toContain('Rosa')
  expect(await pageOf(bao, familyRoutes.ask(workshop))).toContain('A question from another family')
})
