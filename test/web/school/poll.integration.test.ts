import { beforeAll, describe, expect, test } from 'vitest'
import { addClosure } from '../../../shared/calendar/calendar.operations.ts'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop, readWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { choiceValue } from '../../../web/school/results-view.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
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

/** The lines of the form that a browser would send: hidden ones, and ticked ones with their names. */
function linesOf(page: string): Record<string, string> {
  const inputs = [...page.matchAll(/<input [^>]*>/g)].map(([input]) => input)
  const sent = inputs.filter((input) => / checked/.test(input) || /type="hidden"/.test(input))
  const named = sent.map((input) => [/name="([^"]*)"/.exec(input)?.[1], /value="([^"]*)"/.exec(input)?.[1]])
  return Object.fromEntries(named.filter(([name]) => name?.startsWith('options.')))
}
const picked = (page: string) => Object.values(linesOf(page)).filter((value) => value.includes('T'))

describe('The calendar of a draft', () => {
  let draft: string
  beforeAll(async () => {
    draft = schoolRoutes.poll((await createWorkshop(site.context, site.school.id, READING)).id)
  })

  test('has five times picked, says the same in sentences, and where the deadline comes from', async () => {
    const { page } = await dana.get(draft)
    expect(page).toContain('5 times are picked for you.')
    expect(picked(page)).toHaveLength(5)
    expect(page.match(/<li class="time-\d+ picked">/g)).toHaveLength(5)
    expect(page.replace(/[\u202f\u2009]/g, ' ')).toContain('21 days before the first time, to book the room')
    expect(page).toContain('<span class="screen-reader">Good: </span>')
    expect(page).toContain('Is over before dinner')
    expect(page).toContain('Times are in Eastern')
  })

  test('folds the other weeks, and leads to earlier and later ones with what was picked', async () => {
    const { page } = await dana.get(draft)
    expect(page.match(/<details><summary>April /g)).toHaveLength(3)
    const [, earlier = ''] = /name="week" value="([^"]*)"/.exec(page) ?? []
    const before = await dana.post(draft, { ...linesOf(page), week: earlier })
    expect(before.page).toContain('value="2027-03-16T18:30"')
    expect(picked(before.page).sort()).toEqual(picked(page).sort())
    expect((await dana.get(schoolRoutes.times(draft.split('/')[3] ?? ''))).to).toBe(draft)
  })

  test('takes a day or time that it lacks, and keeps what was picked', async () => {
    const { page } = await dana.get(draft)
    const lines = linesOf(page)
    const added = await dana.post(draft, {
      ...lines,
      'options.90.startLocal': '2027-12-25T23:30',
      add: 'yes',
    })
    expect(added.status).toBe(200)
    expect(picked(added.page).sort()).toEqual([...Object.values(lines), '2027-12-25T23:30'].sort())
    expect(added.page).toContain('Public holiday: Christmas Day')
    const lost = await dana.post(draft, { ...lines, closesAt: '2027-09-01T12:00', 'version:int': '0' })
    expect(lost.status).toBe(422)
    expect(lost.page).toContain('This has to be before the first of the times.')
    expect(picked(lost.page).sort()).toEqual(Object.values(lines).sort())
    expect(lost.page).toContain('value="2027-09-01T12:00"')
  })

  test('lets one go back a step and return with the same times', async () => {
    const picks = { 'options.3.startLocal': '2027-04-07T18:30', 'options.5.startLocal': '2027-04-10T10:00' }
    const back = await dana.post(draft, { ...picks, back: 'yes' })
    expect(back.to).toContain('/plan/how?suggested=')
    const { page } = await dana.get(back.to ?? '')
    const times = [...page.matchAll(/name="suggested:list" value="([^"]*)"/g)].map(([, time = '']) => time)
    const fields: [string, string][] = [
      ...Object.entries({ ...hiddenFields(page), durationMinutes: '60', presentationLanguage: 'en' }),
      ...times.map((time): [string, string] => ['suggested:list', time]),
    ].filter(
      ([name], place, all) => all.findIndex(([one]) => one === name) === place || name === 'suggested:list',
    ) as [string, string][]
    const onward = await dana.post(back.to?.split('?')[0] ?? '', fields)
    expect(picked((await dana.get(onward.to ?? '')).page).sort()).toEqual(Object.values(picks).sort())
  })

  test('keeps the times that are picked before families are asked, and once the vote is taken back', async () => {
    const { id } = await createWorkshop(site.context, site.school.id, READING)
    await addFamily(site.context, site.school.id, FamilyInput.parse({ caregivers: [{ givenName: 'Ana' }] }))
    const own = schoolRoutes.poll(id)
    const picks = { 'options.3.startLocal': '2027-04-07T18:30', 'options.5.startLocal': '2027-05-29T10:10' }
    const asked = await dana.post(own, { ...picks, ...deadline })
    expect(asked.status).toBe(200)
    const { page } = await dana.get(own)
    expect(picked(page).sort()).toEqual(Object.values(picks).sort())
    expect(page).not.toContain('picked for you')
    await dana.post(own, { ...picks, ...deadline, confirmed })
    expect(await readWorkshop(site.context, id)).not.toHaveProperty('picked')
    const { to } = await dana.post(schoolRoutes.undoWorkshop(id), { act: 'poll' })
    expect(picked((await dana.get(to ?? '')).page).sort()).toEqual(Object.values(picks).sort())
  })

  test('stays without a time where none is picked any more', async () => {
    const { id } = await createWorkshop(site.context, site.school.id, READING)
    await dana.post(schoolRoutes.poll(id), { back: 'yes' })
    expect(picked((await dana.get(schoolRoutes.poll(id))).page)).toEqual([])
  })

  test('is for organizers alone', async () => {
    expect((await (await site.member('helper')).get(draft)).status).toBe(403)
  })
})

test('a time that the clock skips is refused, with the nearest on each side to choose from', async () => {
  const gap = {
    ...deadline,
    'options.0.startLocal': '2027-03-09T18:00',
    'options.2.startLocal': '2027-03-14T02:30',
  }
  const { status, page } = await dana.post(path, gap)
  expect(status).toBe(422)
  expect(page).toContain('The clock goes forward that night')
  expect(page).toMatch(/type="radio" name="options\.\d+\.startLocal" value="2027-03-14T01:59"/)
  expect(page).toMatch(/type="radio" name="options\.\d+\.startLocal" value="2027-03-14T03:00"/)
  expect(page).toContain('value="2027-03-09T18:00"')
  expect(await poll()).toBeUndefined()
})

test('of a time that comes twice either can be chosen, or both, and saving the page again changes nothing', async () => {
  const twice = { ...deadline, 'options.0.startLocal': '2027-11-07T01:30' }
  const asked = await dana.post(path, twice)
  expect(asked.status).toBe(422)
  const choices = [
    ...asked.page.matchAll(/type="radio" name="options\.\d+\.startLocal" value="([^"]+)"/g),
  ].map((found) => found[1])
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
  const again = linesOf(page)
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
  const [, wrong = ''] = /href="#(options\.\d+\.startLocal)"/.exec(past.page) ?? []
  expect(past.page).toMatch(new RegExp(`id="${wrong}"[^>]*value="2020-03-09T18:00"`))
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
  expect(page).toContain('Think about Monday, March 22')
  expect(page).not.toContain('Think about Saturday, March 20')
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

test('a time of a vote that moves keeps its place in it, so that its answers are asked again', async () => {
  const { context, school } = site
  const { id } = await createWorkshop(context, school.id, READING)
  const asked = await putPoll(context, id, {
    options: [{ startLocal: '2027-03-24T18:30' }],
    closesAt: '2027-03-08T12:00',
  })
  const { page } = await dana.get(schoolRoutes.poll(id))
  const name =
    Object.keys(linesOf(page))
      .find((one) => one.endsWith('.startLocal'))
      ?.replace('startLocal', 'movedTo') ?? ''
  const moved = {
    ...linesOf(page),
    [name]: '2027-03-25T19:00',
    closesAt: '2027-03-08T12:00',
    'version:int': '1',
  }
  const late = await dana.post(schoolRoutes.poll(id), { ...moved, closesAt: '2027-09-08T12:00' })
  expect(late.status).toBe(422)
  expect(late.page).toContain('value="2027-03-25T19:00"')
  expect((await dana.post(schoolRoutes.poll(id), moved)).status).toBe(303)
  const { poll } = await readWorkshop(context, id)
  expect(poll?.options).toMatchObject([
    { id: asked.options[0]?.id, revision: 2, start: '2027-03-25T23:00:00.000Z' },
  ])
})

test('a series is decided with its number of weeks', async () => {
  const { context, school } = site
  const { id } = await createWorkshop(context, school.id, READING)
  const closesAt = '2027-03-10T18:00'
  const poll = await putPoll(context, id, { options: [{ startLocal: '2027-03-20T10:00' }], closesAt })
  const decision = { options: choiceValue([poll.options[0]?.id ?? '']), weeks: '3', confirmed: 'yes' }
  expect((await dana.post(schoolRoutes.schedule(id), decision)).status).toBe(303)
  const { page } = await dana.get(schoolRoutes.workshop(id))
  for (const day of ['March 20', 'March 27', 'April 3']) expect(page).toContain(day)
})

test('a day that no calendar has is refused with the rest kept, and is no fault', async () => {
  const { id } = await createWorkshop(site.context, site.school.id, READING)
  const sent = {
    'options.0.startLocal': '2027-02-30T10:00',
    closesAt: '2027-02-01T12:00',
    'version:int': '0',
  }
  const { status, page } = await dana.post(schoolRoutes.poll(id), sent)
  expect([status, page.includes('id="errors"')]).toEqual([422, true])
})
