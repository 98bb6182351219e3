import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addFamily, issueLink } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import {
  cancelSession,
  cancelWorkshop,
  undoCancelSession,
  undoCancelWorkshop,
} from '../../../shared/session/cancellation.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { moveSession } from '../../../shared/session/session.operations.ts'
import { updateWorkshop } from '../../../shared/session/workshop-change.operations.ts'
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

/** The entries of a calendar as an independent parser reads them. */
async function read(path: string, browser = device(site.app)) {
  const { status, page, headers } = await browser.get(path)
  if (status !== 200) return { status, events: [] }
  expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  const calendar = new ICAL.Component(ICAL.parse(page))
  const events = calendar.getAllSubcomponents('vevent').map((one) => ({
    uid: one.getFirstPropertyValue('uid'),
    summary: one.getFirstPropertyValue('summary'),
    status: one.getFirstPropertyValue('status'),
    sequence: one.getFirstPropertyValue('sequence'),
    stamp: String(one.getFirstPropertyValue('dtstamp')),
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

describe('a series of four', () => {
  const WEEKS = ['2027-03-09', '2027-03-16', '2027-03-23', '2027-03-30']
  let workshop: string
  let ids: string[]
  let home: Site

  beforeAll(async () => {
    home = site
    site = await schoolSite()
    const { context, school } = site
    ;({ id: workshop } = await createWorkshop(context, school.id, READING))
    const options = [{ startLocal: '2027-03-09T18:00' }]
    const poll = await putPoll(context, workshop, { options, closesAt: '2027-03-08T09:00' })
    const decision = { options: [poll.options[0]?.id ?? ''], weeks: 4 }
    ids = (await schedule(context, workshop, decision)).sessions.map(({ id }) => id)
    const input = FamilyInput.parse({ caregivers: [{ givenName: 'Rosa' }], writtenLanguage: 'es' })
    rosa = (await addFamily(context, school.id, input)).id
    phone = device(site.app)
    await phone.get(routes.familyLink((await issueLink(context, school.id, rosa)).token))
  })
  afterAll(() => {
    site = home
  })

  const uids = () => ids.map((id) => `${id}@convite`)
  /** The entries of the school's feed, in the order of the weeks. */
  const entries = async () => {
    const { events } = await read(routes.schoolFeed(site.school.id))
    return uids().flatMap((uid) => events.find((one) => one.uid === uid) ?? [])
  }
  const sequences = async () => (await entries()).map(({ sequence }) => sequence)
  /** The single entry of each session's own file, as the family downloads them. */
  const files = async () => {
    const read4 = await Promise.all(ids.map((id) => read(familyRoutes.calendar(id), phone)))
    return read4.flatMap(({ events }) => events)
  }

  test('is four entries at one wall time over the change of clock, each with a UID of its own', async () => {
    const { events, page = '' } = await read(routes.schoolFeed(site.school.id))
    expect(events.map(({ uid }) => uid)).toEqual(uids())
    expect(new Set(uids()).size).toBe(4)
    expect(events.map(({ start }) => start)).toEqual(WEEKS.map((day) => `${day}T18:00:00`))
    expect(await sequences()).toEqual([0, 0, 0, 0])
    // A repeating entry could not be moved or declined one by one in every calendar.
    expect(page.replace(/BEGIN:VTIMEZONE[\s\S]*?END:VTIMEZONE/g, '')).not.toMatch(/RRULE|RECURRENCE-ID/)
    expect((await files()).map(({ uid, start }) => [uid, start])).toEqual(
      events.map(({ uid, start }) => [uid, start]),
    )
  })

  test('is in a family’s calendar but for the one that it declined', async () => {
    await putReply(site.context, ids[1] ?? '', rosa, { attending: false })
    for (const id of [0, 2, 3].map((place) => ids[place] ?? ''))
      await putReply(site.context, id, rosa, { attending: true, adults: 1 })
    const { events } = await read(await familyFeed())
    const [first, , third, fourth] = uids()
    expect(events.map(({ uid }) => uid)).toEqual([first, third, fourth])
    expect(await sequences()).toEqual([0, 0, 0, 0])
  })

  test('changes only the entry of the session that moved, was cancelled or came back', async () => {
    const { clock, context } = site
    clock.now = '2027-03-02T15:00:00.000Z'
    await moveSession(context, ids[1] ?? '', { startLocal: '2027-03-17T17:00' })
    expect(await sequences()).toEqual([0, 1, 0, 0])
    clock.now = '2027-03-03T15:00:00.000Z'
    await cancelSession(context, ids[2] ?? '', 'after-undo')
    expect(await sequences()).toEqual([0, 1, 1, 0])
    const all = await entries()
    expect(all.map(({ status }) => status)).toEqual(['CONFIRMED', 'CONFIRMED', 'CANCELLED', 'CONFIRMED'])
    expect(all.map(({ stamp }) => stamp.slice(0, 10))).toEqual([
      '2027-03-01',
      '2027-03-02',
      '2027-03-03',
      '2027-03-01',
    ])
    expect(all[1]?.start).toBe('2027-03-17T17:00:00')
    await undoCancelSession(context, ids[2] ?? '')
    expect(await sequences()).toEqual([0, 1, 2, 0])
    expect((await entries())[2]?.status).toBe('CONFIRMED')
    expect((await files()).map(({ sequence }) => sequence)).toEqual([0, 1, 2, 0])
  })

  test('has another place in the entries to come alone, under the same UIDs', async () => {
    const { clock, context } = site
    await cancelSession(context, ids[2] ?? '')
    clock.now = '2027-03-10T15:00:00.000Z'
    await updateWorkshop(context, workshop, { place: 'Gym' })
    // The first was held, and the third is cancelled.
    expect(await sequences()).toEqual([0, 2, 3, 1])
    expect((await entries()).map(({ uid }) => uid)).toEqual(uids())
  })

  test('that is cancelled as a whole keeps the entry of the session that was held', async () => {
    const { context } = site
    const states = async () => (await entries()).map(({ status }) => status)
    await cancelWorkshop(context, workshop, 'after-undo')
    expect(await states()).toEqual(['CONFIRMED', 'CANCELLED', 'CANCELLED', 'CANCELLED'])
    expect(await sequences()).toEqual([0, 3, 3, 2])
    await undoCancelWorkshop(context, workshop)
    expect(await states()).toEqual(['CONFIRMED', 'CONFIRMED', 'CANCELLED', 'CONFIRMED'])
    expect(await sequences()).toEqual([0, 4, 3, 3])
  })
})
