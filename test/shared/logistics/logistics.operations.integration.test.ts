import { DateTime } from 'luxon'
import { beforeAll, describe, expect, test } from 'vitest'
import { scopeOf } from '../../../shared/access/actor.ts'
import { putTurnout } from '../../../shared/attendance/attendance.store.ts'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { removeFamily } from '../../../shared/household/departure.operations.ts'
import { copyWorkshop } from '../../../shared/logistics/copy.operations.ts'
import {
  addItem,
  changeItems,
  patchItem,
  readLogistics,
  removeItem,
} from '../../../shared/logistics/logistics.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { saveReply } from '../../../shared/session/reply.store.ts'
import { type ReplyInput, replyOf } from '../../../shared/session/reply.ts'
import { saveSession } from '../../../shared/session/session.store.ts'
import type { Table } from '../../../shared/table/table.ts'
import { createSchool } from '../../../shared/team/founding.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop, readWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor, TEST_NOW } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'

let table: Table
let school: string
let workshop: string
let count = 0
const deployment = () => contextFor({ kind: 'deployment' }, { table })
const scope = () => scopeOf({ kind: 'deployment' }, school)

beforeAll(async () => {
  table = await freshTable()
  const input = { name: 'Puente', timeZone: 'America/New_York', country: 'US', languages: ['en'] }
  const hours = { start: '08:00', end: '15:00' }
  school = (await createSchool(deployment(), { ...input, defaultLanguage: 'en', schoolDay: hours })).id
  const made = await createWorkshop(deployment(), school, {
    title: { en: 'Fractions with dominoes' },
    purpose: 'learning',
    audience: ['parents'],
    durationMinutes: 45,
    presentationLanguage: 'en',
    presenters: 1,
    volunteers: 0,
    builds: [],
    offers: { childcare: true, food: true, interpretation: true, rides: true },
  })
  workshop = made.id
})

/** A session to which one family after the other replied. */
async function session(...replies: ReplyInput[]): Promise<string> {
  const id = `${school}-session${count++}`
  const times = {
    start: '2027-03-20T22:00:00.000Z',
    end: '2027-03-20T22:45:00.000Z',
    timeZone: 'America/New_York',
  }
  const made = { id, workshop, option: 'a', ...times, status: 'scheduled', sequence: 0, revision: 1 } as const
  await table.commit(saveSession(scope(), made))
  for (const [place, reply] of replies.entries()) await answer(id, `f${place}`, reply)
  return id
}

async function answer(id: string, family: string, reply: ReplyInput) {
  await table.commit(saveReply(scope(), id, replyOf(reply, { id: family, writtenLanguage: 'vi' }, TEST_NOW)))
}

const baby: ReplyInput = { attending: true, children: [{ ageBand: 'infant' }] }
const vietnamese: ReplyInput = { attending: true, interpretation: [{ language: 'vi', adults: 1 }] }

describe('the checklist', () => {
  test('says which items are late: from the day after they are due until they are settled or not needed', async () => {
    const id = await session(baby)
    const lateAt = async (now: string) => {
      const { items } = await readLogistics(contextFor({ kind: 'deployment' }, { table, now }), id)
      return Object.fromEntries(items.map((item) => [item.id, item.late]))
    }
    const { items } = await readLogistics(deployment(), id)
    const due = items.find((item) => item.id === 'childcare')?.due ?? ''
    // A minute before midnight and at midnight by the school's clock.
    expect((await lateAt(`${due}T23:59:00-05:00`)).childcare).toBe(false)
    const after = await lateAt(`${due}T24:00:00-05:00`)
    expect(after).toMatchObject({ childcare: true, thanks: false })
    await patchItem(deployment(), id, 'childcare', { status: 'confirmed' })
    expect((await lateAt('2027-03-19T12:00:00-04:00')).childcare).toBe(false)
  })

  test('follows the replies', async () => {
    const id = await session(baby, vietnamese)
    const { expected, childcare, interpretation, items } = await readLogistics(deployment(), id)
    expect(expected).toEqual({ families: 2, adults: 2, children: 1 })
    expect(childcare).toMatchObject({ staff: 2, rooms: [{ room: 'A', children: 1, staff: 2 }] })
    expect(interpretation).toMatchObject({ interpreters: 1, mode: 'whispered', receivers: 0 })
    expect(items.find((item) => item.id === 'interpreters-vi')).toMatchObject({ needed: 1, status: 'needed' })
  })
  test('asks to recheck what was confirmed for fewer', async () => {
    const id = await session(...Array<ReplyInput>(6).fill(baby))
    expect(await patchItem(deployment(), id, 'childcare', { status: 'confirmed' })).toMatchObject({
      confirmed: 2,
    })
    await answer(id, 'seventh', baby)
    const { items } = await readLogistics(deployment(), id)
    expect(items.find((item) => item.id === 'childcare')).toMatchObject({
      status: 'recheck',
      needed: 3,
      confirmed: 2,
      confirmedFor: 2,
      repliedSince: 1,
    })
  })
  test('is blocked where the only interpreter cancels', async () => {
    const id = await session(vietnamese)
    await patchItem(deployment(), id, 'interpreters-vi', { status: 'confirmed', confirmed: 1 })
    const item = await patchItem(deployment(), id, 'interpreters-vi', { confirmed: 0 })
    expect(item).toMatchObject({ status: 'blocked', needed: 1, confirmed: 0 })
  })
  test('loses nothing of what ten people write at once', async () => {
    const id = await session(baby)
    await Promise.all([
      patchItem(deployment(), id, 'childcare', { owner: 'Rosa' }),
      patchItem(deployment(), id, 'childcare', { note: 'two from the high school' }),
      patchItem(deployment(), id, 'childcare', { confirmed: 1 }),
      ...Array.from({ length: 7 }, () => patchItem(deployment(), id, 'childcare', { status: 'asked' })),
    ])
    const { items } = await readLogistics(deployment(), id)
    expect(items.find((item) => item.id === 'childcare')).toMatchObject({
      owner: 'Rosa',
      note: 'two from the high school',
      confirmed: 1,
      status: 'asked',
      revision: 10,
    })
  })
  test('changes several items together, or none where one was changed meanwhile', async () => {
    const id = await session({ attending: true, adults: 2, readers: { es: 1, vi: 1 } })
    const [es, vi] = ['handouts-es', 'handouts-vi'].map((one) => ({ id: one, status: 'confirmed' as const }))
    if (!es || !vi) return expect.fail()
    const stateOf = async (item: string) => {
      const { items } = await readLogistics(deployment(), id)
      return items.find((one) => one.id === item)?.status
    }
    const old = () => [es, { ...vi, revision: 7 }]
    await expect(changeItems(deployment(), id, old)).rejects.toMatchObject({ code: 'item-changed' })
    expect([await stateOf(es.id), await stateOf(vi.id)]).toEqual(['needed', 'needed'])
    await changeItems(deployment(), id, () => [es, { ...vi, revision: 0 }])
    expect([await stateOf(es.id), await stateOf(vi.id)]).toEqual(['confirmed', 'confirmed'])
  })

  test('tells whoever edits an old page what the item is now', async () => {
    const id = await session(baby)
    await patchItem(deployment(), id, 'room', { note: 'gym', revision: 0 })
    await expect(patchItem(deployment(), id, 'room', { note: 'library', revision: 0 })).rejects.toMatchObject(
      {
        code: 'item-changed',
        details: { item: { note: 'gym', revision: 1 } },
      },
    )
  })
  test('takes own items, and only those away again', async () => {
    const id = await session()
    const item = await addItem(deployment(), id, { title: 'Dominoes', needed: 12 })
    expect(item).toMatchObject({
      kind: 'own',
      title: 'Dominoes',
      needed: 12,
      owner: 'helper',
      due: '2027-03-20',
    })
    await removeItem(deployment(), id, item.id)
    await expect(removeItem(deployment(), id, 'childcare')).rejects.toThrow('not-found')
    await expect(patchItem(deployment(), id, item.id, { note: 'x' })).rejects.toThrow('not-found')
  })
  test('does not let anybody set a number that follows from replies', async () => {
    await expect(patchItem(deployment(), await session(), 'childcare', { needed: 1 })).rejects.toThrow(
      'invalid-input',
    )
  })
  test('is for organizers and helpers of the school', async () => {
    const id = await session()
    const helper = { kind: 'member', school, id: 'm', role: 'helper', name: 'Li' } as const
    await readLogistics(contextFor(helper, { table }), id)
    const family = contextFor({ kind: 'family', school, family: 'f' }, { table })
    await expect(readLogistics(family, id)).rejects.toThrow('forbidden')
    const elsewhere = contextFor({ ...helper, school: 'other' }, { table })
    await expect(readLogistics(elsewhere, id)).rejects.toThrow('not-found')
  })
})

describe('a copy of a workshop', () => {
  const decide = async (id: string, startLocal: string) => {
    const poll = await putPoll(deployment(), id, {
      options: [{ startLocal }],
      closesAt: '2027-03-05T12:00:00.000Z',
    })
    const { sessions } = await schedule(deployment(), id, { options: [poll.options[0]?.id ?? ''] })
    return sessions[0]?.id ?? ''
  }
  const draft = (host?: string) => createWorkshop(deployment(), school, { ...FIELDS, hostFamily: host })
  const FIELDS = {
    title: { en: 'Fractions with dominoes' },
    purpose: 'learning' as const,
    audience: ['parents' as const],
    durationMinutes: 45,
    presentationLanguage: 'en',
    presenters: 2,
    volunteers: 0,
    builds: [],
    offers: { childcare: true, food: true, interpretation: true, rides: true },
  }

  test('is a draft with its fields and the school’s own lines, which move with the new day', async () => {
    const { id } = await draft()
    const first = await decide(id, '2027-03-20T18:00')
    const chairs = await addItem(deployment(), first, {
      title: 'Dominoes',
      needed: 20,
      due: '2027-03-18',
      owner: 'Sam',
    })
    await patchItem(deployment(), first, chairs.id, { status: 'done', confirmed: 20 })
    const copy = await copyWorkshop(deployment(), id)
    expect(copy).toMatchObject({ status: 'draft', title: { en: 'Fractions with dominoes' }, presenters: 2 })
    expect(copy).not.toHaveProperty('sessions')
    const next = await decide(copy.id, '2027-05-22T18:00')
    const { items } = await readLogistics(deployment(), next)
    expect(items.find(({ kind }) => kind === 'own')).toMatchObject({
      title: 'Dominoes',
      needed: 20,
      due: '2027-05-20',
      owner: 'Sam',
      status: 'needed',
      confirmed: 0,
    })
  })

  test('of a copy that was never scheduled keeps its lines, and is made without a host who has left', async () => {
    const caregivers = [{ givenName: 'Linh' }]
    const host = await addFamily(deployment(), school, FamilyInput.parse({ caregivers }))
    const { id } = await draft(host.id)
    await addItem(deployment(), await decide(id, '2027-03-20T18:00'), { title: 'Dominoes', needed: 1 })
    const once = await copyWorkshop(deployment(), id)
    expect(once.hostFamily).toBe(host.id)
    await removeFamily(deployment(), school, host.id)
    const twice = await copyWorkshop(deployment(), once.id)
    expect(twice.hostFamily).toBeUndefined()
    expect(twice.planned).toEqual([{ title: 'Dominoes', needed: 1 }])
  })

  test('is the organizers’ to make', async () => {
    const helper = { kind: 'member', school, id: 'h', role: 'helper', name: 'Hana' } as const
    const asked = copyWorkshop(contextFor(helper, { table }), workshop)
    await expect(asked).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('the checklists of a series', () => {
  const OFFERS = { childcare: true, food: true, interpretation: true, rides: true }
  const newWorkshop = () =>
    createWorkshop(deployment(), school, {
      title: { en: 'Fractions with dominoes' },
      purpose: 'learning',
      audience: ['parents'],
      durationMinutes: 45,
      presentationLanguage: 'en',
      presenters: 1,
      volunteers: 0,
      builds: [],
      offers: OFFERS,
    })
  const weekly = async (id: string) => {
    const options = [{ startLocal: '2027-03-09T18:00' }]
    const poll = await putPoll(deployment(), id, { options, closesAt: '2027-03-05T12:00:00.000Z' })
    const { sessions } = await schedule(deployment(), id, {
      options: [poll.options[0]?.id ?? ''],
      weeks: 4,
    })
    return sessions.map((one) => one.id)
  }
  const each = (ids: readonly string[]) => Promise.all(ids.map((id) => readLogistics(deployment(), id)))
  const ownOf = async (ids: readonly string[]) =>
    (await each(ids)).flatMap(({ items }) => items.filter(({ kind }) => kind === 'own'))

  test('count the families of their own session: one that comes to three of four is missing in one', async () => {
    const ids = await weekly((await newWorkshop()).id)
    const yes: ReplyInput = { attending: true, adults: 2, children: [{ ageBand: 'infant' }] }
    for (const [place, id] of ids.entries()) {
      await answer(id, 'rosa', place === 2 ? { attending: false } : yes)
      if (place === 0) await answer(id, 'linh', vietnamese)
    }
    const lists = await each(ids)
    expect(lists.map(({ expected }) => [expected.families, expected.adults, expected.children])).toEqual([
      [2, 3, 1],
      [1, 2, 1],
      [0, 0, 0],
      [1, 2, 1],
    ])
    expect(lists.map(({ childcare }) => childcare.staff)).toEqual([2, 2, 0, 2])
    expect(lists.map(({ interpretation }) => interpretation.interpreters)).toEqual([1, 0, 0, 0])
  })

  test('are worked off one by one, each with its own due dates and readiness', async () => {
    const ids = await weekly((await newWorkshop()).id)
    for (const id of ids) await answer(id, 'rosa', baby)
    await patchItem(deployment(), ids[1] ?? '', 'childcare', { status: 'confirmed', owner: 'Sam' })
    await addItem(deployment(), ids[1] ?? '', { title: 'Dominoes', needed: 12 })
    const lists = await each(ids)
    const childcare = lists.flatMap(({ items }) => items.find(({ id }) => id === 'childcare') ?? [])
    expect(childcare.map(({ status }) => status)).toEqual(['needed', 'confirmed', 'needed', 'needed'])
    expect(childcare.map(({ owner }) => owner === 'Sam')).toEqual([false, true, false, false])
    const weekAfter = (day: string) => DateTime.fromISO(day).plus({ weeks: 1 }).toISODate()
    const dues = childcare.map(({ due = '' }) => due)
    expect(dues.slice(1)).toEqual(dues.slice(0, 3).map(weekAfter))
    const ready = lists.map(({ readiness }) => readiness.areas.childcare?.state)
    // On the first of March, childcare for the first session should have been asked already.
    expect(ready).toEqual(['late', 'ready', 'open', 'open'])
    expect(await ownOf(ids)).toMatchObject([{ title: 'Dominoes', due: '2027-03-16' }])
  })

  test('begin each with the school’s own lines, which are due by the day of each', async () => {
    const before = await newWorkshop()
    const [first = ''] = await weekly(before.id)
    await addItem(deployment(), first, { title: 'Dominoes', needed: 12, due: '2027-03-07' })
    // A copy starts from the lines of the last session alone.
    await expect(ownOf(await weekly((await copyWorkshop(deployment(), before.id)).id))).resolves.toEqual([])
    const { sessions = [] } = await readWorkshop(deployment(), before.id)
    const chairs = { title: 'Chairs', needed: 20, due: '2027-03-28' }
    await addItem(deployment(), sessions.at(-1)?.id ?? '', chairs)
    const ids = await weekly((await copyWorkshop(deployment(), before.id)).id)
    const own = await ownOf(ids)
    expect(own.map(({ title, due }) => [title, due])).toEqual(
      ['2027-03-07', '2027-03-14', '2027-03-21', '2027-03-28'].map((due) => ['Chairs', due]),
    )
    expect(new Set(own.map(({ id }) => id)).size).toBe(4)
    await patchItem(deployment(), ids[3] ?? '', own[3]?.id ?? '', { status: 'done' })
    expect((await ownOf(ids)).map(({ status }) => status)).toEqual(['needed', 'needed', 'needed', 'done'])
  })
})

test('after three sessions the school’s own show rate counts, and the checklist says so', async () => {
  const id = await session({ attending: true, adults: 50 })
  const mealsOf = async () =>
    (await readLogistics(deployment(), id)).items.find(({ kind }) => kind === 'meals')
  expect((await mealsOf())?.inputs).toMatchObject({ showPercent: 90 })
  expect((await mealsOf())?.inputs).not.toHaveProperty('showSessions')
  for (const one of ['a', 'b', 'c']) {
    const start = '2027-02-01T23:00:00.000Z'
    await table.commit(putTurnout(scope(), { session: one, start, expected: 50, came: 40, families: 20 }))
  }
  // 80 of 100 of fifty, and one presenter: 41, and a tenth more.
  expect(await mealsOf()).toMatchObject({ needed: 46, inputs: { showPercent: 80, showSessions: 3 } })
})
