import { beforeAll, expect, test } from 'vitest'
import { addClosure } from '../../../shared/calendar/calendar.operations.ts'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { createWorkshop, readWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { schoolRoutes } from '../../../web/routes.ts'
import { hiddenFields, schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let site: Site
let dana: Awaited<ReturnType<Site['member']>>
let path: string
let workshop: string
beforeAll(async () => {
  site = await schoolSite()
  dana = await site.member()
  workshop = (await createWorkshop(site.context, site.school.id, READING)).id
  path = schoolRoutes.poll(workshop)
})

const poll = async () => (await readWorkshop(site.context, workshop)).poll
const deadline = { closesAt: '2027-03-08T12:00', 'version:int': '0' }
const confirmed = 'yes'

test('a time that the clock skips is refused, with the nearest on each side to choose from', async () => {
  const gap = {
    ...deadline,
    'options.0.startLocal': '2027-03-09T18:00',
    'options.2.startLocal': '2027-03-14T02:30',
  }
  const { status, page } = await dana.post(path, gap)
  expect(status).toBe(422)
  expect(page).toContain('The clock goes forward that night')
  expect(page).toMatch(/name="options\.2\.startLocal" value="2027-03-14T01:59"/)
  expect(page).toMatch(/name="options\.2\.startLocal" value="2027-03-14T03:00"/)
  expect(page).toContain('value="2027-03-09T18:00"')
  expect(await poll()).toBeUndefined()
})

test('of a time that comes twice either can be chosen, or both, and saving the page again changes nothing', async () => {
  const twice = { ...deadline, 'options.0.startLocal': '2027-11-07T01:30' }
  const asked = await dana.post(path, twice)
  expect(asked.status).toBe(422)
  const choices = [...asked.page.matchAll(/name="options\.0\.startLocal" value="([^"]+)"/g)].map(
    (found) => found[1],
  )
  expect(choices).toEqual(['2027-11-07T01:30-04:00', '2027-11-07T01:30-05:00'])
  expect(asked.page).toContain('Eastern Daylight Time')
  expect(asked.page).toContain('Eastern Standard Time')
  const both = {
    ...deadline,
    'options.0.startLocal': choices[0] ?? '',
    'options.1.startLocal': choices[1] ?? '',
  }
  // Nobody would come in the middle of the night.
  expect((await dana.post(path, { ...both, confirmed })).status).toBe(303)
  const made = await poll()
  expect(made?.options.map(({ start }) => start)).toEqual([
    '2027-11-07T05:30:00.000Z',
    '2027-11-07T06:30:00.000Z',
  ])
  const { page } = await dana.get(path)
  const shown = [...page.matchAll(/name="(options\.\d\.(?:id|startLocal))"[^>]*value="([^"]+)"/g)]
  const again = Object.fromEntries(shown.map(([, name = '', value = '']) => [name, value]))
  expect((await dana.post(path, { ...again, ...deadline, 'version:int': '1' })).status).toBe(303)
  expect((await poll())?.options).toEqual(made?.options)
})

test('a page from before the poll changed is refused and keeps what was typed', async () => {
  const stale = await dana.post(path, { ...deadline, 'options.0.startLocal': '2027-03-09T18:00' })
  expect(stale.status).toBe(422)
  expect(stale.page).toContain('value="2027-03-09T18:00"')
})

test('a time that cannot have an interpreter is marked, and the mark can be taken away', async () => {
  const [first] = (await poll())?.options ?? []
  const row = { 'options.0.id': first?.id ?? '', 'options.0.startLocal': '2027-11-07T01:30-04:00' }
  const marked = { ...deadline, ...row, 'version:int': '2', 'options.0.unavailable:list': 'interpreter' }
  expect((await dana.post(path, marked)).status).toBe(303)
  expect((await poll())?.options[0]?.unavailable).toEqual(['interpreter'])
  expect((await dana.post(path, { ...deadline, ...row, 'version:int': '3' })).status).toBe(303)
  expect((await poll())?.options[0]?.unavailable).toBeUndefined()
})

test('a deadline after the first time, a time in the past, and no time at all are each named', async () => {
  const send = (fields: Record<string, string>) => dana.post(path, { 'version:int': '4', ...fields })
  const late = await send({ closesAt: '2027-03-10T12:00', 'options.0.startLocal': '2027-03-09T18:00' })
  expect(late.page).toContain('The vote has to close before the first of the times begins.')
  const past = await send({ closesAt: '2027-03-08T12:00', 'options.0.startLocal': '2020-03-09T18:00' })
  expect(past.page).toContain('href="#options.0.startLocal"')
  expect((await send({ closesAt: '2027-03-08T12:00' })).status).toBe(422)
  expect((await poll())?.version).toBe(4)
})

test('the page that asks to confirm says what speaks against times entered by hand, and does not block them', async () => {
  const { context, school } = site
  await addFamily(context, school.id, FamilyInput.parse({ caregivers: [{ givenName: 'Caasha' }] }))
  await addClosure(context, school.id, { name: 'Teachers learn', from: '2027-03-22', to: '2027-03-22' })
  const asked = await createWorkshop(context, school.id, READING)
  const times = {
    closesAt: '2027-03-08T12:00',
    'options.0.startLocal': '2027-03-22T16:00',
    'options.1.startLocal': '2027-12-25T23:30',
    'options.2.startLocal': '2027-03-20T10:00',
  }
  const { status, page } = await dana.post(schoolRoutes.poll(asked.id), times)
  expect(status).toBe(200)
  expect(page).toContain('The school is closed: Teachers learn')
  expect(page).toContain('Public holiday: Christmas Day')
  expect(page).toContain('After 8 PM, the children’s bedtime')
  expect(page).not.toContain('This speaks against Saturday, March 20')
  const sent = await dana.post(schoolRoutes.poll(asked.id), { ...times, confirmed: 'yes' })
  expect(sent.status).toBe(303)
})

test('times are asked about where nobody hears of them too, and why they stand all the same is kept', async () => {
  const { context, school } = site
  const { id } = await createWorkshop(context, school.id, { ...READING, audience: ['staff'] })
  const night = { ...deadline, 'options.0.startLocal': '2027-03-24T20:30' }
  const asked = await dana.post(schoolRoutes.poll(id), night)
  expect(asked.status).toBe(200)
  expect(asked.page).toContain('After 8 PM, the children’s bedtime')
  expect(asked.page).toContain('Keep these times')
  const sent = await dana.post(schoolRoutes.poll(id), {
    ...hiddenFields(asked.page),
    reason: 'The teachers meet after the concert.',
  })
  expect(sent.status).toBe(303)
  const { poll: kept } = await readWorkshop(context, id)
  expect(kept?.reason).toBe('The teachers meet after the concert.')
  expect((await dana.get(schoolRoutes.poll(id))).page).toContain('The teachers meet after the concert.')

  const row = { 'options.0.id': kept?.options[0]?.id ?? '', 'options.0.startLocal': '2027-03-24T20:30' }
  const later = { ...deadline, 'version:int': '1', ...row, 'options.1.startLocal': '2027-12-25T10:00' }
  const changed = await dana.post(schoolRoutes.poll(id), later)
  expect(changed.page).toContain('Public holiday: Christmas Day')
  expect(changed.page).not.toContain('bedtime')
  expect((await dana.post(schoolRoutes.poll(id), { ...later, confirmed })).status).toBe(303)
  expect((await readWorkshop(context, id)).poll).toMatchObject({ version: 2, reason: kept?.reason })
})
