import { beforeAll, expect, test } from 'vitest'
import { createApi } from '../../../functions/api/app.ts'
import { addFamily, issueLink } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { ReplyInput } from '../../../shared/session/reply.ts'
import { makeApiKey } from '../../../shared/team/api-key.operations.ts'
import { castBallot } from '../../../shared/workshop/ballot.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { familyRoutes, routes } from '../../../web/routes.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { device, schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

let site: Awaited<ReturnType<typeof schoolSite>>
let session: string
beforeAll(async () => {
  site = await schoolSite()
  const { id } = await createWorkshop(site.context, site.school.id, READING)
  const poll = await putPoll(site.context, id, {
    options: [{ startLocal: '2027-03-10T18:00' }],
    closesAt: '2027-03-08T09:00',
  })
  const { sessions } = await schedule(site.context, id, { options: [poll.options[0]?.id ?? ''] })
  session = sessions[0]?.id ?? ''
})

async function family(name: string): Promise<string> {
  const input = FamilyInput.parse({ name, caregivers: [{ givenName: name }] })
  return (await addFamily(site.context, site.school.id, input)).id
}

async function seenBy(id: string): Promise<string> {
  const phone = device(site.app)
  await phone.get(routes.familyLink((await issueLink(site.context, site.school.id, id)).token))
  return (await phone.get(familyRoutes.about())).page
}

test.each([
  ['the page of a session', () => schoolRoutes.session(session), 'had your family on a list'],
  ['the door', () => schoolRoutes.checkIn(session), 'had your family on a list'],
  ['a sheet of a session', () => schoolRoutes.printSheet(session, 'sign-in'), 'had your family on a list'],
  [
    'a search at the door',
    () => `${schoolRoutes.checkIn(session)}?search=Rosa`,
    'found your family in a search',
  ],
])('a family that comes reads who saw it on %s', async (_, path, said) => {
  const [rosa, linh] = [await family('Rosa'), await family('Linh')]
  await putReply(site.context, session, rosa, ReplyInput.parse({ attending: true }))
  await (await site.member()).get(path())
  expect(await seenBy(rosa)).toContain(said)
  expect(await seenBy(linh)).toContain('Nobody from the school, in the last 90 days.')
})

test('a family whose line stands beside the results reads who saw it', async () => {
  const rosa = await family('Rosa')
  const { id } = await createWorkshop(site.context, site.school.id, READING)
  const options = [{ startLocal: '2027-03-10T18:00' }]
  await putPoll(site.context, id, { options, closesAt: '2027-03-08T09:00' })
  await castBallot(site.context, id, rosa, { answers: {}, noneWork: true, line: 'Saturdays, please' })
  const { page } = await (await site.member()).get(schoolRoutes.results(id))
  expect(page).toContain('Saturdays, please')
  expect(await seenBy(rosa)).toContain('had your family on a list')
})

test('a family that a program read by a key of the school reads that', async () => {
  const [rosa, linh] = [await family('Rosa'), await family('Linh')]
  const { secret } = await makeApiKey(site.context, site.school.id, { name: 'Bus lists' })
  const api = createApi(site.services)
  const path = `http://localhost/api/v1/schools/${site.school.id}/families/${rosa}`
  const { status } = await api.request(path, { headers: { authorization: `Bearer ${secret}` } })
  expect(status).toBe(200)
  expect(await seenBy(rosa)).toContain('A program of the school read your family’s details')
  expect(await seenBy(linh)).not.toContain('A program of the school')
})
