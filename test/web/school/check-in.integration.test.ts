import { beforeAll, describe, expect, test } from 'vitest'
import { listAttendance } from '../../../shared/attendance/attendance.operations.ts'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { addSignUp, takePlaces } from '../../../shared/session/sign-up.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { routes } from '../../../web/routes.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { device, schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let site: Site
let dana: Awaited<ReturnType<Site['member']>>
let session: string
let rosa: string
let omar: string
beforeAll(async () => {
  site = await schoolSite()
  dana = await site.member()
  const { context, school } = site
  const { id } = await createWorkshop(context, school.id, READING)
  const poll = await putPoll(context, id, {
    options: [{ startLocal: '2027-03-10T18:00' }],
    closesAt: '2027-03-08T09:00',
  })
  session = (await schedule(context, id, { options: [poll.options[0]?.id ?? ''] })).sessions[0]?.id ?? ''
  const family = async (name: string) => {
    const input = FamilyInput.parse({ caregivers: [{ givenName: name }], spokenLanguage: 'es' })
    return (await addFamily(context, school.id, input)).id
  }
  rosa = await family('Rosa')
  omar = await family('Omar')
  await putReply(context, session, rosa, {
    attending: true,
    adults: 2,
    children: [{ ageBand: 'three' }],
    ride: 3,
  })
})
const path = () => schoolRoutes.checkIn(session)

describe('the door', () => {
  test('shows who is expected and who is still missing for a ride, and lets them in with a tap', async () => {
    const before = await dana.get(path())
    expect(before.page).toContain('0 of 1 family is here')
    expect(before.page).toContain('Still to come by our car: Rosa')
    expect(before.page).toContain('<small>2 adults, 1 child</small>')
    expect(before.page).toContain('aria-pressed="false"')
    expect(before.page).not.toContain('<nav')
    const tapped = await dana.post(schoolRoutes.checkInFamily(session, rosa), {
      'adults:int': '2',
      'children:int': '1',
    })
    expect(tapped.to).toBe(`${path()}?done=${rosa}#at-${rosa}`)
    const after = await dana.get(tapped.to ?? '')
    expect(after.page).toContain('Rosa: welcome!')
    expect(after.page).toContain('1 of 1 family is here')
    expect(after.page).toContain('aria-pressed="true"')
    expect(after.page).not.toContain('Still to come by our car')
  })

  test('takes a tap back with another, at the same place of the page, and lets numbers be changed', async () => {
    const { page } = await dana.get(`${path()}?done=${rosa}`)
    expect(page).toContain(`action="${schoolRoutes.undoCheckIn(session, rosa)}"`)
    expect(page).toContain('Other numbers?')
    await dana.post(schoolRoutes.checkInFamily(session, rosa), { 'adults:int': '3', 'children:int': '0' })
    expect((await dana.get(path())).page).toContain('<small>3 adults</small>')
    const back = await dana.post(schoolRoutes.undoCheckIn(session, rosa), {})
    expect(back.to).toBe(`${path()}#at-${rosa}`)
    expect((await dana.get(path())).page).toContain('0 of 1 family is here')
    await dana.post(schoolRoutes.checkInFamily(session, rosa), { 'adults:int': '2', 'children:int': '1' })
  })

  test('finds who did not reply, and takes back a mistake', async () => {
    const { page } = await dana.get(`${path()}?search=oma`)
    expect(page).toContain(`action="${schoolRoutes.checkInFamily(session, omar)}"`)
    const nobody = await dana.get(`${path()}?search=Osei`)
    expect(nobody.page).toContain('Nobody called “Osei” replied')
    expect(nobody.page).toMatch(/<details class="walk" open/)
    expect(nobody.page).toMatch(/name="name"[^>]*value="Osei"/)
    await dana.post(schoolRoutes.checkInFamily(session, omar), { 'adults:int': '1', 'children:int': '0' })
    await dana.post(schoolRoutes.undoCheckIn(session, omar), {})
    expect((await listAttendance(site.context, session)).map(({ family }) => family)).toEqual([rosa])
  })

  test('welcomes somebody new, and keeps what was typed when something is missing', async () => {
    const wrong = await dana.post(path(), { name: '', language: 'so', 'adults:int': '2' })
    expect(wrong.status).toBe(422)
    expect(wrong.page).toMatch(/name="adults:int"[^>]*value="2"/)
    const sent = await dana.post(path(), {
      name: 'Hodan',
      language: 'so',
      'adults:int': '2',
      'children:int': '1',
    })
    expect((await dana.get(sent.to ?? '')).page).toContain('Hodan: welcome!')
  })

  test('lets nobody in from another school, and is the organizers’', async () => {
    const other = await schoolSite(site.context)
    const stranger = await other.member()
    expect((await stranger.get(path())).status).toBe(404)
    expect((await stranger.post(schoolRoutes.checkInFamily(session, rosa), {})).status).toBe(404)
    expect((await dana.post(schoolRoutes.checkInFamily(session, 'none'), {})).status).toBe(404)
    expect((await (await site.member('helper')).get(path())).status).toBe(403)
  })
})

describe('the door without a connection', () => {
  test('allows only its own script, whose address changes with its content', async () => {
    const { page, headers } = await dana.get(path())
    const [, address = ''] = /<script src="([^"]+)" defer/.exec(page) ?? []
    expect(headers.get('content-security-policy')).toContain("script-src 'self'")
    const script = await dana.get(address)
    expect(script.headers.get('content-type')).toContain('javascript')
    expect(script.page).toContain('localStorage')
    expect((await dana.get(schoolRoutes.today())).page).not.toContain(address)
    const unscripted = await device(site.app).get(routes.signIn())
    expect(unscripted.headers.get('content-security-policy')).not.toContain('script-src')
  })

  test('a walk-in that a device sends twice is one family', async () => {
    const walkIn = {
      name: 'Twice',
      language: 'so',
      'adults:int': '1',
      'children:int': '2',
      key: '5f0c1c53-4a34-4a43-9a3c-6f8a2b1d0e11',
    }
    const [first, second] = [await dana.post(path(), walkIn), await dana.post(path(), walkIn)]
    expect(second.to).toBe(first.to)
    const here = await listAttendance(site.context, session)
    expect(here.filter(({ children }) => children === 2)).toHaveLength(1)
  })

  test('a malformed key is refused', async () => {
    const walkIn = { name: 'Odd', language: 'so', 'adults:int': '1', 'children:int': '0', key: 'x' }
    expect((await dana.post(path(), walkIn)).status).toBe(422)
  })
})

describe('what a family said it would bring', () => {
  let line: string
  beforeAll(async () => {
    const dish = { title: { en: 'A main dish' }, wanted: 20, portions: 10 }
    line = (await addSignUp(site.context, session, dish)).id
    await takePlaces(site.context, session, { line, family: rosa }, { places: 12, note: 'Rice' })
  })
  const note = (given: string) => dana.post(schoolRoutes.signUpGiven(session, line, rosa), { given })
  const isNoted = async () =>
    /class="gift"[\s\S]*?aria-pressed="(\w+)"/.exec((await dana.get(path())).page)?.[1]

  test('is noted with a tap, and taken back with another', async () => {
    const { page } = await dana.get(path())
    expect(page).toContain('A main dish (12 places): <bdi>Rice</bdi>')
    expect(await isNoted()).toBe('false')
    expect((await note('yes')).to).toBe(`${path()}#at-${rosa}`)
    await note('yes')
    expect(await isNoted()).toBe('true')
    await note('')
    expect(await isNoted()).toBe('false')
    await note('yes')
  })

  test('brings a family to the list of the door that did not reply', async () => {
    expect((await dana.get(path())).page).not.toContain(`id="at-${omar}"`)
    await takePlaces(site.context, session, { line, family: omar }, { places: 1 })
    expect((await dana.get(path())).page).toContain(`id="at-${omar}"`)
  })

  test('is noted by an organizer alone', async () => {
    const helper = await site.member('helper')
    expect((await helper.post(schoolRoutes.signUpGiven(session, line, rosa), { given: 'yes' })).status).toBe(
      403,
    )
  })
})

describe('the end of a session', () => {
  const close = (fields = {}) => dana.post(schoolRoutes.closeAttendance(session), fields)

  test('cannot come before its begin', async () => {
    expect((await dana.get(path())).page).not.toContain('Close the door list')
    expect((await close()).status).toBe(422)
  })

  test('closes its attendance, and opens it again', async () => {
    site.clock.now = '2027-03-10T23:30:00.000Z'
    expect((await close()).to).toBe(path())
    expect((await dana.get(path())).page).toContain('The door list is closed.')
    const impact = (await dana.get(schoolRoutes.impact())).page
    expect(impact).toMatch(/<b class="big">12<\/b> <span class="soft">dishes brought<\/span>/)
    expect(impact).toContain('120 portions')
    await close({ reopen: 'yes' })
    expect((await dana.get(schoolRoutes.impact())).page).not.toContain('What families gave')
    expect((await dana.get(path())).page).toContain('Close the door list')
  })
})
