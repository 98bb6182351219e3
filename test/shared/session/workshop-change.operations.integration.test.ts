import { expect, test } from 'vitest'
import { dispatch, dueWork } from '../../../shared/delivery/dispatch.operations.ts'
import { listNotices } from '../../../shared/delivery/notice.operations.ts'
import { readLogistics } from '../../../shared/logistics/logistics.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { listReplies, putReply } from '../../../shared/session/reply.operations.ts'
import { isSeating } from '../../../shared/session/seating.operations.ts'
import { moveSession, readSession } from '../../../shared/session/session.operations.ts'
import { updateWorkshop } from '../../../shared/session/workshop-change.operations.ts'
import { castBallot } from '../../../shared/workshop/ballot.operations.ts'
import { readWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import type { WorkshopChange } from '../../../shared/workshop/workshop.ts'
import { calendarOf } from '../../../web/messages/calendar.ts'
import { noticeWords } from '../../../web/messages/notice-words.ts'
import { textOf } from '../../../web/messages/outgoing.tsx'
import { notifyingSchool } from '../../support/notifying-school.ts'

const email = (name: string) => ({ kind: 'email' as const, address: `${name}@example.org` })

/** A scheduled workshop whose news have left, and families by name; `told` forgets what was sent before. */
async function scheduled(change: WorkshopChange = {}, weeks = 1) {
  const world = await notifyingSchool()
  const { context } = world
  const family = (name: string) => world.family(name, email(name))
  const workshop = await world.workshop()
  await updateWorkshop(context, workshop, { place: 'Library', ...change })
  const { options } = await world.poll(workshop)
  const [first = { id: '' }] = options
  const choose = async () => {
    const { sessions } = await schedule(context, workshop, { options: [first.id], weeks })
    return sessions.map(({ id }) => id)
  }
  const told = async (now?: string) => {
    world.heard.splice(0)
    await world.workOff(now)
    return world.heard.map(({ to }) => to.split('@')[0]).sort()
  }
  const replies = async (session: string) =>
    (await listReplies(context, session)).replies.map(({ family: id, waiting }) => [id, waiting])
  return { ...world, family, workshop, option: first.id, choose, told, replies }
}

test('more seats let those who wait in at once, in order, and tell them', async () => {
  const { clock, context, family, workshop, choose, told, replies } = await scheduled({ seats: 4 })
  const [ana, ben, cam, dia, eli] = await Promise.all(['ana', 'ben', 'cam', 'dia', 'eli'].map(family))
  const [session = ''] = await choose()
  await told('2027-03-01T15:02:00.000Z')
  let minute = 10
  const say = (id = '', adults = 2) => {
    clock.now = `2027-03-01T15:${minute++}:00.000Z`
    return putReply(context, session, id, { attending: true, adults, wait: true })
  }
  for (const one of [ana, ben, cam, dia]) await say(one)
  await say(eli, 1)
  await updateWorkshop(context, workshop, { seats: 7 })
  expect(new Map((await replies(session)) as [string, boolean][])).toEqual(
    new Map([
      [ana, false],
      [ben, false],
      [cam, false],
      [dia, true], // two adults do not fit, and hold up nobody behind them
      [eli, false],
    ]),
  )
  expect(await told('2027-03-02T15:00:00.000Z')).toEqual(['cam', 'eli'])
  const [notice] = (await listNotices(context, workshop)).filter(({ id }) => id.includes('#seated#'))
  expect(notice?.reached).toEqual([{ email: 2, sms: 0, call: 0 }])
  await updateWorkshop(context, workshop, { seats: null })
  expect(await told('2027-03-02T15:01:00.000Z')).toEqual(['dia'])
})

test('more seats than one transaction lets in are given out by the clock where the rest was interrupted', async () => {
  const { table, context, family, workshop, choose, told, replies } = await scheduled({ seats: 1 })
  const names = Array.from({ length: 60 }, (_, place) => `f${String(place).padStart(2, '0')}`)
  const ids = await Promise.all(names.map(family))
  const [session = ''] = await choose()
  await told('2027-03-01T15:02:00.000Z')
  for (const id of ids) await putReply(context, session, id, { attending: true, adults: 1, wait: true })
  let commits = 0
  const dying = {
    ...table,
    commit: async (...writes: Parameters<typeof table.commit>) => {
      if (commits++ > 0) throw new Error('the process dies')
      return table.commit(...writes)
    },
  }
  await expect(updateWorkshop({ ...context, table: dying }, workshop, { seats: null })).rejects.toThrow(
    'dies',
  )
  const waiting = async () => (await replies(session)).filter(([, waits]) => waits).length
  expect(await waiting()).toBe(14)
  for (const key of await dueWork(context)) if (isSeating(key)) await dispatch(context, key, {})
  expect(await waiting()).toBe(0)
  expect((await dueWork(context)).filter(isSeating)).toEqual([])
  const seated = [...(await told('2027-03-02T15:00:00.000Z'))]
  expect(seated).toEqual(names.slice(1))
}, 120_000)

test('a family that moves up by another’s cancellation is told as well, and reads it in its reply', async () => {
  const { context, family, choose, told } = await scheduled({ seats: 2 })
  const [ana = '', ben = ''] = await Promise.all(['ana', 'ben'].map(family))
  const [session = ''] = await choose()
  await told('2027-03-01T15:02:00.000Z')
  await putReply(context, session, ana, { attending: true, adults: 2 })
  await putReply(context, session, ben, { attending: true, adults: 1, wait: true })
  await putReply(context, session, ana, { attending: false })
  const { replies } = await listReplies(context, session)
  expect(replies.find((one) => one.family === ben)).toMatchObject({
    waiting: false,
    seatedAt: expect.any(String),
  })
  expect(await told('2027-03-02T15:00:00.000Z')).toEqual(['ben'])
})

test('a reply that was decided by the seats before more were added takes one of the new ones', async () => {
  const { context, family, workshop, choose, replies } = await scheduled({ seats: 1 })
  const ids = await Promise.all(['ana', 'ben', 'cam', 'dia', 'eli', 'fay'].map(family))
  const [session = ''] = await choose()
  const answers = ids.map((id) => putReply(context, session, id, { attending: true, adults: 1, wait: true }))
  await Promise.all([...answers, updateWorkshop(context, workshop, { seats: 4 })])
  expect((await replies(session)).filter(([, waiting]) => waiting)).toHaveLength(2)
})

test('a shorter workshop ends its sessions earlier, counts needs by the new length and tells those who come', async () => {
  const { context, family, workshop, choose, told } = await scheduled({
    durationMinutes: 90,
    offers: { childcare: false, food: false, interpretation: true, rides: false },
  })
  const ana = await family('ana')
  const [session = ''] = await choose()
  const interpretation = [{ language: 'vi', adults: 1 }]
  await putReply(context, session, ana, { attending: true, adults: 1, interpretation })
  await told('2027-03-01T15:02:00.000Z')
  expect((await readLogistics(context, session)).interpretation.interpreters).toBe(2)
  await updateWorkshop(context, workshop, { durationMinutes: 45 })
  const after = await readSession(context, session)
  expect(after).toMatchObject({ end: '2027-03-23T22:45:00.000Z', sequence: 1 })
  expect((await readWorkshop(context, workshop)).sessions?.[0]?.end).toBe(after.end)
  expect((await readLogistics(context, session)).interpretation.interpreters).toBe(1)
  expect(await told('2027-03-02T15:00:00.000Z')).toEqual(['ana'])
})

test('another place is told once to all who said yes, may come or wait, and what was sent stays as it was sent', async () => {
  const { context, family, workshop, option, choose, told, heard } = await scheduled({ seats: 1 }, 3)
  const names = ['comes', 'waits', 'may', 'not', 'silent']
  const [comes = '', waits = '', may = '', not = ''] = await Promise.all(names.map(family))
  await castBallot(context, workshop, may, { answers: { [option]: 'ifNeeded' } })
  const sessions = await choose()
  expect(await told('2027-03-01T15:02:00.000Z')).toEqual([...names].sort())
  for (const id of sessions) {
    await putReply(context, id, comes, { attending: true, adults: 1 })
    await putReply(context, id, waits, { attending: true, adults: 1, wait: true })
    await putReply(context, id, not, { attending: false })
  }
  await updateWorkshop(context, workshop, { place: 'Gym' })
  expect(await told('2027-03-02T15:00:00.000Z')).toEqual(['comes', 'may', 'waits'])
  const [first] = heard
  if (!first) throw new Error('nothing was sent')
  const { text } = await textOf(first, 'https://convite.example')
  expect(text.match(/Gym/g)).toHaveLength(1)
  expect(text).toContain('Nuevo lugar: Gym (antes: Library)')
  const known = await readWorkshop(context, workshop)
  const entry = calendarOf(await readSession(context, sessions[0] ?? ''), known, 'en')
  for (const line of ['SEQUENCE:1', 'DTSTAMP:20270301T150200Z', 'LOCATION:Gym']) expect(entry).toContain(line)
  const step = (await listNotices(context, workshop))
    .flatMap((one) => one.steps)
    .find((one) => one.kind === 'timeChosen')
  if (!step || !first || !('school' in first)) throw new Error('the time was told')
  const topic = { about: { ...step, workshop, stand: '0' }, workshop: known }
  expect(noticeWords(topic, { school: first.school, language: 'en' }).lines.join()).toContain(
    'Place: Library',
  )
})

test('moving a session to the time where it is changes nothing and tells nobody', async () => {
  const { context, family, choose, told } = await scheduled()
  const ana = await family('ana')
  const [session = ''] = await choose()
  await putReply(context, session, ana, { attending: true })
  await told('2027-03-01T15:02:00.000Z')
  const before = await readSession(context, session)
  expect(await moveSession(context, session, { start: before.start })).toEqual(before)
  expect(await told('2027-03-02T15:00:00.000Z')).toEqual([])
})

test('what was not told yet when the place changed is told still, with the new place', async () => {
  const { clock, family, workshop, context, choose, told, heard } = await scheduled()
  await family('ana')
  clock.now = '2027-03-02T03:00:00.000Z' // at night
  await choose()
  await told()
  await updateWorkshop(context, workshop, { place: 'Gym' })
  expect(await told('2027-03-02T15:00:00.000Z')).toEqual(['ana'])
  const { text } = await textOf(
    heard[0] ??
      (() => {
        throw new Error('nothing was sent')
      })(),
    'https://convite.example',
  )
  expect(text).toContain('Lugar: Gym')
})

test('the checklist says what Convite did: invitations wait, then they are done', async () => {
  const { context, family, choose, told, fanOutDue } = await scheduled()
  await Promise.all(['ana', 'ben'].map(family))
  const [session = ''] = await choose()
  const invitations = async () =>
    (await readLogistics(context, session)).items.find(({ id }) => id === 'invitations')
  expect(await invitations()).toMatchObject({ status: 'needed', inputs: { state: 'planned' } })
  await fanOutDue('2027-03-01T15:01:00.000Z')
  expect(await invitations()).toMatchObject({ status: 'asked', inputs: { people: 2, waiting: 2 } })
  expect((await readLogistics(context, session)).readiness.areas.messages).toMatchObject({ state: 'open' })
  expect(await told('2027-03-01T15:02:00.000Z')).toEqual(['ana', 'ben'])
  expect(await invitations()).toMatchObject({ status: 'done', inputs: { people: 2, waiting: 0 } })
})

test('one commit adds the seats, lets in the families that wait, and changes everything else', async () => {
  const { context, family, workshop, choose, told, replies } = await scheduled({ seats: 1 }, 2)
  const [ana = '', ben = ''] = await Promise.all(['ana', 'ben'].map(family))
  const sessions = await choose()
  for (const id of sessions) {
    await putReply(context, id, ana, { attending: true, adults: 1 })
    await putReply(context, id, ben, { attending: true, adults: 1, wait: true })
  }
  await told('2027-03-01T15:02:00.000Z')
  let commits = 0
  const table: typeof context.table = {
    ...context.table,
    async commit(...writes) {
      commits++
      if (commits > 1) throw new Error('the server stopped')
      return context.table.commit(...writes)
    },
  }
  await updateWorkshop({ ...context, table }, workshop, { seats: 2, place: 'Gym' })
  for (const id of sessions) {
    expect((await replies(id)).map(([, waiting]) => waiting)).toEqual([false, false])
    expect(await readSession(context, id)).toMatchObject({ sequence: 1 })
  }
  // The new place and the seats are one message.
  expect(await told('2027-03-02T15:00:00.000Z')).toEqual(['ana', 'ben'])
  const seated = (await listNotices(context, workshop)).filter(({ id }) => id.includes('#seated#'))
  expect(seated.map(({ reached }) => reached)).toEqual(sessions.map(() => [{ email: 1, sms: 0, call: 0 }]))
})

test('two changes that leave at the same time are both told, in one message', async () => {
  const { clock, context, family, workshop, choose, told, heard } = await scheduled()
  const ana = await family('ana')
  const [session = ''] = await choose()
  await putReply(context, session, ana, { attending: true })
  await told('2027-03-01T15:02:00.000Z')
  clock.now = '2027-03-02T03:00:00.000Z' // at night
  await updateWorkshop(context, workshop, { place: 'Gym' }, 'after-undo')
  await updateWorkshop(context, workshop, { presentationLanguage: 'es' }, 'after-undo')
  expect(await told('2027-03-02T15:00:00.000Z')).toEqual(['ana'])
  const [first] = heard
  const { text } = first ? await textOf(first, 'https://convite.example') : { text: '' }
  expect(text).toContain('Nuevo lugar: Gym')
  expect(text).toMatch(/español/i)
})
