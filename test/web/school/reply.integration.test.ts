import { beforeAll, describe, expect, test } from 'vitest'
import { addFamily, issueLink } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { readReply } from '../../../shared/session/reply.operations.ts'
import { moveSession } from '../../../shared/session/session.operations.ts'
import { updateWorkshop } from '../../../shared/session/workshop-change.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { familyRoutes, routes } from '../../../web/routes.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { device, hiddenFields, schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let site: Site
let dana: Awaited<ReturnType<Site['member']>>
let session: string
let rosa: string
let linh: string
beforeAll(async () => {
  site = await schoolSite()
  dana = await site.member()
  const offers = { childcare: true, food: true, interpretation: true, rides: true }
  const { id: workshop } = await createWorkshop(site.context, site.school.id, {
    ...READING,
    seats: 2,
    offers,
  })
  const options = [{ startLocal: '2027-03-10T18:00' }]
  const poll = await putPoll(site.context, workshop, { options, closesAt: '2027-03-08T09:00' })
  const decided = await schedule(site.context, workshop, { options: [poll.options[0]?.id ?? ''] })
  session = decided.sessions[0]?.id ?? ''
  const family = async (name: string) => {
    const input = FamilyInput.parse({ caregivers: [{ givenName: name, familyName: name }] })
    return (await addFamily(site.context, site.school.id, input)).id
  }
  rosa = await family('Rosa')
  linh = await family('Linh')
})

const reply = async (family: string) => (await readReply(site.context, session, family)).reply

describe('a reply that the team records', () => {
  test('starts at the families that have not replied', async () => {
    const { page } = await dana.get(schoolRoutes.session(session))
    expect(page).toContain('2 families have not replied yet.')
    const chosen = await dana.get(`${schoolRoutes.sessionReplies(session)}?family=${rosa}`)
    expect(chosen.to).toBe(schoolRoutes.sessionReply(session, rosa))
    expect((await dana.get(schoolRoutes.sessionReplies(session))).to).toBe(schoolRoutes.session(session))
  })

  test('is kept with who comes and what they need, and can be changed', async () => {
    const path = schoolRoutes.sessionReply(session, rosa)
    const sent = await dana.post(path, {
      attending: 'yes',
      'adults:int': '2',
      'band.three:int': '1',
      'interpretation.1.language': 'es',
      'interpretation.1.adults:int': '2',
      'diets.halal:int': '1',
    })
    expect(sent.to).toBe(`${schoolRoutes.session(session)}?done=${rosa}`)
    expect((await dana.get(sent.to ?? '')).page).toContain('Recorded for Rosa.')
    expect(await reply(rosa)).toMatchObject({
      attending: true,
      adults: 2,
      children: [{ ageBand: 'three' }],
      interpretation: [{ language: 'es', adults: 2 }],
      diets: { halal: 1 },
    })
    expect((await dana.get(path)).page).toMatch(/name="adults:int"[^>]*value="2"/)
  })

  test('of a full session is refused with what was typed, then waits', async () => {
    const path = schoolRoutes.sessionReply(session, linh)
    const full = await dana.post(path, { attending: 'yes', 'adults:int': '1' })
    expect(full.status).toBe(422)
    expect(full.page).toContain('All seats are taken right now')
    expect(full.page).toMatch(/name="adults:int"[^>]*value="1"/)
    expect(await reply(linh)).toBeUndefined()
    expect((await dana.post(path, { attending: 'yes', 'adults:int': '1', 'wait:flag': 'yes' })).status).toBe(
      303,
    )
    expect(await reply(linh)).toMatchObject({ waiting: true, position: 1 })
  })

  test('stays when the session moves, and a wrong time is refused with what was typed', async () => {
    const move = schoolRoutes.moveSession(session)
    const past = await dana.post(move, { startLocal: '2020-03-10T18:00' })
    expect(past.status).toBe(422)
    expect(past.page).toContain('value="2020-03-10T18:00"')
    const skipped = await dana.post(move, { startLocal: '2027-03-14T02:30' })
    expect(skipped.page).toContain('value="2027-03-14T03:00"')
    const asked = await dana.post(move, { startLocal: '2027-03-14T03:00' })
    expect(asked.page).toContain('2 families hear of it in ')
    expect((await dana.post(move, hiddenFields(asked.page))).status).toBe(303)
    const { session: moved } = await readReply(site.context, session, rosa)
    expect(moved).toMatchObject({
      start: '2027-03-14T07:00:00.000Z',
      end: '2027-03-14T08:00:00.000Z',
      sequence: 1,
    })
    expect(await reply(rosa)).toMatchObject({ attending: true })
  })

  test('of a family or for a session of another school is not found', async () => {
    const other = await schoolSite(site.context)
    const stranger = await other.member()
    expect((await stranger.get(schoolRoutes.sessionReply(session, rosa))).status).toBe(404)
    expect((await dana.get(schoolRoutes.sessionReply(session, 'nobody'))).status).toBe(404)
    expect((await dana.post(schoolRoutes.sessionReply(session, 'nobody'), { attending: 'no' })).status).toBe(
      404,
    )
  })

  test('is kept when the session is cancelled, once', async () => {
    const cancel = schoolRoutes.cancelSession(session)
    expect((await dana.post(cancel, {})).status).toBe(303)
    expect((await dana.get(schoolRoutes.session(session))).page).toContain('cancelled')
    expect((await dana.post(cancel, {})).status).toBe(422)
    expect(await reply(rosa)).toMatchObject({ attending: true })
    expect((await dana.get(schoolRoutes.today())).page).not.toContain(schoolRoutes.checklist(session))
  })
})

test('a reply to another time asks the family to confirm it, and says so to the team', async () => {
  const { context, school } = site
  const { id } = await createWorkshop(context, school.id, READING)
  const poll = await putPoll(context, id, {
    options: [{ startLocal: '2027-03-17T18:00' }],
    closesAt: '2027-03-08T09:00',
  })
  const { sessions } = await schedule(context, id, { options: [poll.options[0]?.id ?? ''] })
  const moved = sessions[0]?.id ?? ''
  const phone = device(site.app)
  await phone.get(routes.familyLink((await issueLink(context, school.id, rosa)).token))
  await phone.fill(familyRoutes.session(moved), { attending: 'yes', 'adults:int': '1' })
  site.clock.now = '2027-03-01T16:00:00.000Z'
  await moveSession(context, moved, { startLocal: '2027-03-18T18:00' })
  expect((await phone.get(familyRoutes.home())).page).toContain(
    'The time has changed: Thursday, March 18, 6:00',
  )
  expect((await phone.get(familyRoutes.session(moved))).page).toContain('Can you still come? Please tell us.')
  expect((await dana.get(schoolRoutes.session(moved))).page).toContain('ask them to confirm')
  site.clock.now = '2027-03-01T17:00:00.000Z'
  await phone.fill(familyRoutes.session(moved), { attending: 'yes', 'adults:int': '1' })
  expect((await dana.get(schoolRoutes.session(moved))).page).not.toContain('ask them to confirm')
  expect((await phone.get(familyRoutes.home())).page).not.toContain('The time has changed')
})

test('fewer seats than are taken are said on the pages of the workshop and the session, and nobody loses one', async () => {
  const { context, school } = site
  const { id } = await createWorkshop(context, school.id, { ...READING, seats: 4 })
  const options = [{ startLocal: '2027-03-10T18:00' }]
  const poll = await putPoll(context, id, { options, closesAt: '2027-03-08T09:00' })
  const decided = await schedule(context, id, { options: [poll.options[0]?.id ?? ''] })
  const own = decided.sessions[0]?.id ?? ''
  await dana.post(schoolRoutes.sessionReply(own, linh), { attending: 'yes', 'adults:int': '3' })
  const said = 'seats are taken, more than the 2 there are now. Nobody loses a seat.'
  expect((await dana.get(schoolRoutes.workshop(id))).page).not.toContain(said)
  await updateWorkshop(context, id, { seats: 2 })
  expect((await dana.get(schoolRoutes.workshop(id))).page).toContain(`3 ${said}`)
  expect((await dana.get(schoolRoutes.session(own))).page).toContain(`3 ${said}`)
  expect((await readReply(context, own, linh)).reply).toMatchObject({ attending: true, waiting: false })
  const late = await dana.post(schoolRoutes.sessionReply(own, rosa), { attending: 'yes', 'adults:int': '1' })
  expect(late.status).toBe(422)
})
