import ICAL from 'ical.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { addFamily, issueLink } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { cancelSession } from '../../../shared/session/cancellation.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { moveSession } from '../../../shared/session/session.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import type { NewWorkshop } from '../../../shared/workshop/workshop.ts'
import { familyRoutes, routes } from '../../../web/routes.ts'
import { device, schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let site: Site
let rosa: string
let phone: ReturnType<typeof device>
const sessions: string[] = []

beforeAll(async () => {
  site = await schoolSite()
  const { context, school } = site
  for (const [title, startLocal] of [
    ['Reading', '2027-03-10T18:00'],
    ['Fractions', '2027-03-17T18:00'],
  ] as const) {
    const input = { ...READING, title: { en: title, es: `${title} (es)` } }
    sessions.push((await scheduled(input, startLocal)).session)
  }
  const input = FamilyInput.parse({ caregivers: [{ givenName: 'Rosa' }], writtenLanguage: 'es' })
  rosa = (await addFamily(context, school.id, input)).id
  phone = device(site.app)
  await phone.get(routes.familyLink((await issueLink(context, school.id, rosa)).token))
})

async function scheduled(input: NewWorkshop, startLocal: string) {
  const { context, school } = site
  const { id } = await createWorkshop(context, school.id, input)
  const poll = await putPoll(context, id, { options: [{ startLocal }], closesAt: '2027-03-08T09:00' })
  const { sessions } = await schedule(context, id, { options: [poll.options[0]?.id ?? ''] })
  return { workshop: id, session: sessions[0]?.id ?? '' }
}

/** The entries of a feed as an independent parser reads them. */
async function read(path: string) {
  const { status, page, headers } = await device(site.app).get(path)
  if (status !== 200) return { status, events: [] }
  expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  const calendar = new ICAL.Component(ICAL.parse(page))
  const events = calendar.getAllSubcomponents('vevent').map((one) => ({
    uid: one.getFirstPropertyValue('uid'),
    summary: one.getFirstPropertyValue('summary'),
    status: one.getFirstPropertyValue('status'),
    sequence: one.getFirstPropertyValue('sequence'),
    start: String(one.getFirstPropertyValue('dtstart')),
  }))
  return { status, events, zones: calendar.getAllSubcomponents('vtimezone').length, page }
}

async function familyFeed(): Promise<string> {
  const { page } = await phone.get(familyRoutes.about())
  const [, path = ''] = /href="webcal:\/\/localhost(\/calendar\/family\/[^"]+)"/.exec(page) ?? []
  return path
}

describe('a feed', () => {
  test('of a school is for everybody, in its language, with the rules of its clock once', async () => {
    const { events, zones, page } = await read(routes.schoolFeed(site.school.id))
    expect(events.map(({ summary }) => summary)).toEqual(['Reading', 'Fractions'])
    expect(events[0]).toMatchObject({
      uid: `${sessions[0]}@convite`,
      start: '2027-03-10T18:00:00',
      status: 'CONFIRMED',
    })
    expect(zones).toBe(1)
    expect(page).not.toMatch(/ATTENDEE|ORGANIZER|mailto/)
  })

  test('of a family is in its language, and leaves out what it said no to', async () => {
    const path = await familyFeed()
    expect((await read(path)).events.map(({ summary }) => summary)).toEqual([
      'Reading (es)',
      'Fractions (es)',
    ])
    await putReply(site.context, sessions[0] ?? '', rosa, { attending: false })
    expect((await read(path)).events.map(({ summary }) => summary)).toEqual(['Fractions (es)'])
    await putReply(site.context, sessions[0] ?? '', rosa, { attending: true })
  })

  test('tells of what moved and what was cancelled, under the same name', async () => {
    const path = await familyFeed()
    await moveSession(site.context, sessions[0] ?? '', { startLocal: '2027-03-15T18:00' })
    await cancelSession(site.context, sessions[1] ?? '')
    const { events } = await read(path)
    expect(events[0]).toMatchObject({
      uid: `${sessions[0]}@convite`,
      sequence: 1,
      start: '2027-03-15T18:00:00',
    })
    expect(events[1]).toMatchObject({ status: 'CANCELLED', sequence: 1 })
  })

  test('that was guessed, or whose family got a new link, is not there any more', async () => {
    const path = await familyFeed()
    expect((await read(path.slice(0, -1) + (path.endsWith('A') ? 'B' : 'A'))).status).toBe(410)
    expect((await read(routes.familyFeed('nothing'))).status).toBe(404)
    expect((await read(routes.schoolFeed('nothing'))).status).toBe(404)
    await issueLink(site.context, site.school.id, rosa)
    expect((await read(path)).status).toBe(410)
  })
})

test('a workshop for staff alone is on no public page and in no feed but that of the family that hosts it', async () => {
  const { context, school } = site
  const host = (
    await addFamily(context, school.id, FamilyInput.parse({ caregivers: [{ givenName: 'Noor' }] }))
  ).id
  const input = {
    ...READING,
    title: { en: 'Grading together' },
    audience: ['staff' as const],
    hostFamily: host,
  }
  const { workshop } = await scheduled(input, '2027-03-18T15:00')
  const titles = async (path: string) => (await read(path)).events.map(({ summary }) => summary)
  expect(await titles(routes.schoolFeed(school.id))).not.toContain('Grading together')
  const unknown = await device(site.app).get(routes.publicWorkshop(`${school.id}-unknown`))
  const hidden = await device(site.app).get(routes.publicWorkshop(workshop))
  expect([hidden.status, unknown.status]).toEqual([404, 404])
  expect(hidden.page).not.toContain('Grading')
  await phone.get(routes.familyLink((await issueLink(context, school.id, rosa)).token))
  expect(await titles(await familyFeed())).not.toContain('Grading together')
  expect((await phone.get(familyRoutes.home())).page).not.toContain('Grading')
  await phone.get(routes.familyLink((await issueLink(context, school.id, host)).token))
  expect(await titles(await familyFeed())).toContain('Grading together')
})
