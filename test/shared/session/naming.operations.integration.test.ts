import { beforeAll, expect, test } from 'vitest'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { readHosted } from '../../../shared/logistics/hosted.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { answerNaming, listNamings } from '../../../shared/session/naming.operations.ts'
import { cancelReply, putReply, readStanding } from '../../../shared/session/reply.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
const COMING = { attending: true, adults: 1 }

let site: Site
let workshop: string
let session: string
let rosa: string
let linh: string

const as = (family: string) =>
  contextFor(
    { kind: 'family', school: site.school.id, family },
    { table: site.context.table, now: () => site.clock.now },
  )
const shownNames = async () => (await readHosted(as(linh), workshop)).sessions.map(({ names }) => names)
const namedSessions = async (family: string) =>
  (await listNamings(as(family), site.school.id, family)).map((one) => one.session.id)

beforeAll(async () => {
  site = await schoolSite()
  const { context, school } = site
  const family = async (name: string) =>
    (await addFamily(context, school.id, FamilyInput.parse({ name, caregivers: [{ givenName: 'A' }] }))).id
  linh = await family('Phạm family')
  rosa = await family('Núñez family')
  workshop = (await createWorkshop(context, school.id, { ...READING, hostFamily: linh })).id
  const options = [{ startLocal: '2027-03-17T18:00' }]
  const { options: times } = await putPoll(context, workshop, { options, closesAt: '2027-03-08T09:00' })
  session = (await schedule(context, workshop, { options: [times[0]?.id ?? ''] })).sessions[0]?.id ?? ''
})

test('a host sees a name only after the family itself has agreed, and until it hides it', async () => {
  await putReply(as(rosa), session, rosa, COMING)
  expect(await shownNames()).toEqual([[]])
  await putReply(site.context, session, rosa, { ...COMING, named: true })
  expect(await shownNames()).toEqual([[]])
  await putReply(as(rosa), session, rosa, { ...COMING, named: true })
  expect(await shownNames()).toEqual([['Núñez family']])
  expect(await namedSessions(rosa)).toEqual([session])
  await expect(answerNaming(as(linh), session, rosa, false)).rejects.toMatchObject({ code: 'not-found' })
  await answerNaming(as(rosa), session, rosa, false)
  await answerNaming(as(rosa), session, rosa, false)
  expect(await shownNames()).toEqual([[]])
  expect(await namedSessions(rosa)).toEqual([])
})

test('a family that comes says after its reply whether its name is shown, and nobody says so for it', async () => {
  await putReply(as(rosa), session, rosa, COMING)
  await expect(answerNaming(site.context, session, rosa, true)).rejects.toMatchObject({ code: 'forbidden' })
  await answerNaming(as(rosa), session, rosa, true)
  expect(await shownNames()).toEqual([['Núñez family']])
  expect(await namedSessions(rosa)).toEqual([session])
})

test('what a family said of its name outlives a change of its reply, its own or by the school', async () => {
  await putReply(as(rosa), session, rosa, { ...COMING, adults: 2 })
  await putReply(site.context, session, rosa, { ...COMING, named: false })
  expect(await shownNames()).toEqual([['Núñez family']])
  await answerNaming(as(rosa), session, rosa, false)
  await putReply(as(rosa), session, rosa, COMING)
  await putReply(site.context, session, rosa, { ...COMING, named: true })
  expect(await readStanding(as(rosa), session, rosa)).toMatchObject({ reply: { named: false } })
})

test('a family that does not come any more is not named, and is asked again when it does', async () => {
  await putReply(as(rosa), session, rosa, { ...COMING, named: true })
  await cancelReply(as(rosa), session, rosa)
  expect(await shownNames()).toEqual([[]])
  await answerNaming(as(rosa), session, rosa, true)
  expect(await readStanding(as(rosa), session, rosa)).not.toHaveProperty('reply.named')
  await putReply(as(rosa), session, rosa, COMING)
  expect(await shownNames()).toEqual([[]])
  expect(await readStanding(as(rosa), session, rosa)).not.toHaveProperty('reply.named')
  await putReply(as(rosa), session, rosa, { attending: false, named: true })
  expect(await namedSessions(rosa)).toEqual([])
})

test('what is over for thirty days is not listed any more', async () => {
  await putReply(as(rosa), session, rosa, { ...COMING, named: true })
  site.clock.now = '2027-04-18T15:00:00.000Z'
  expect(await namedSessions(rosa)).toEqual([])
})
