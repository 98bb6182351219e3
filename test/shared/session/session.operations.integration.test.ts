import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '../../../shared/access/actor.ts'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { cancelSession } from '../../../shared/session/cancellation.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { cancelReply, listReplies, putReply, readReply } from '../../../shared/session/reply.operations.ts'
import { moveSession } from '../../../shared/session/session.operations.ts'
import type { Table } from '../../../shared/table/table.ts'
import { createSchool } from '../../../shared/team/founding.operations.ts'
import { castBallot } from '../../../shared/workshop/ballot.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop, readWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor, TEST_NOW } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'

let table: Table
let school: string
const deployment = () => contextFor({ kind: 'deployment' }, { table })

beforeAll(async () => {
  table = await freshTable()
  const input = { name: 'Puente', timeZone: 'America/New_York', country: 'US', languages: ['en'] }
  const hours = { start: '08:00', end: '15:00' }
  const made = await createSchool(deployment(), { ...input, defaultLanguage: 'en', schoolDay: hours })
  school = made.id
})

async function voting(seats?: number) {
  const workshop = await createWorkshop(deployment(), school, {
    title: { en: 'Fractions with dominoes' },
    purpose: 'learning',
    audience: ['parents'],
    durationMinutes: 90,
    presentationLanguage: 'en',
    presenters: 1,
    volunteers: 0,
    builds: [],
    offers: { childcare: true, food: true, interpretation: true, rides: true },
    ...(seats !== undefined && { seats }),
  })
  const poll = await putPoll(deployment(), workshop.id, {
    options: [{ startLocal: '2027-03-09T18:00' }, { startLocal: '2027-03-11T09:00' }],
    closesAt: '2027-03-05T12:00:00.000Z',
  })
  const options = poll.options.map((option) => option.id)
  return { workshop: workshop.id, first: options[0] ?? '', second: options[1] ?? '' }
}

async function session(seats?: number): Promise<string> {
  const { workshop, first } = await voting(seats)
  const { sessions } = await schedule(deployment(), workshop, { options: [first] })
  return sessions[0]?.id ?? ''
}

async function families(count: number): Promise<string[]> {
  const added = Array.from({ length: count }, (_, place) =>
    addFamily(deployment(), school, {
      name: `Family ${place}`,
      writtenLanguage: 'es',
      spokenLanguage: 'es',
      caregivers: [{ givenName: 'Ana', familyName: `${place}`, channels: [{ kind: 'paper' }] }],
      children: [],
      groups: [],
      bothMustAttend: false,
    }),
  )
  return (await Promise.all(added)).map((family) => family.id)
}

describe('the decision', () => {
  test('makes the sessions; the same again gives the same, another is refused', async () => {
    const { workshop, first, second } = await voting()
    const made = await schedule(deployment(), workshop, { options: [first, second], reason: 'two shifts' })
    expect(made.sessions.map(({ start }) => start)).toEqual([
      '2027-03-09T23:00:00.000Z',
      '2027-03-11T14:00:00.000Z',
    ])
    expect(await schedule(deployment(), workshop, { options: [second, first] })).toEqual(made)
    await expect(schedule(deployment(), workshop, { options: [first] })).rejects.toThrow('already-scheduled')
    expect(await readWorkshop(deployment(), workshop)).toMatchObject({
      status: 'scheduled',
      decision: { reason: 'two shifts' },
    })
  })
  test('for a series makes a session a week; the same again gives the same, another length is refused', async () => {
    const { workshop, first } = await voting()
    const decision = { options: [first], weeks: 3 }
    const { sessions } = await schedule(deployment(), workshop, decision)
    // The clock goes forward on the fourteenth of March.
    expect(sessions.map(({ start }) => start)).toEqual([
      '2027-03-09T23:00:00.000Z',
      '2027-03-16T22:00:00.000Z',
      '2027-03-23T22:00:00.000Z',
    ])
    expect((await schedule(deployment(), workshop, decision)).sessions).toEqual(sessions)
    for (const other of [{ options: [first] }, { options: [first], weeks: 2 }])
      await expect(schedule(deployment(), workshop, other)).rejects.toMatchObject({
        code: 'already-scheduled',
      })
  })

  test('of five organizers at once is one decision', async () => {
    const { workshop, first } = await voting()
    const made = await Promise.all(
      Array.from({ length: 5 }, () => schedule(deployment(), workshop, { options: [first] })),
    )
    expect(new Set(made.map(({ sessions }) => sessions[0]?.id)).size).toBe(1)
  })
  test('for another time than the best asks for a reason where one is required', async () => {
    const { workshop, first, second } = await voting()
    const [family = ''] = await families(1)
    await castBallot(deployment(), workshop, family, { answers: { [first]: 'yes' } })
    const afterwards = contextFor({ kind: 'deployment' }, { table, now: '2027-03-05T18:00:00.000Z' })
    await expect(
      schedule(afterwards, workshop, { options: [second] }, { requireReason: true }),
    ).rejects.toThrow('reason-needed')
    await schedule(afterwards, workshop, { options: [first] }, { requireReason: true })
  })
  test('asks for no reason where nobody has answered, so that no time is recommended', async () => {
    const { workshop, second } = await voting()
    const made = await schedule(deployment(), workshop, { options: [second] }, { requireReason: true })
    expect(made.sessions).toHaveLength(1)
  })
  test('closes the vote at its instant: a ballot that comes later is refused', async () => {
    const { workshop, first } = await voting()
    const [family = ''] = await families(1)
    await schedule(deployment(), workshop, { options: [first] })
    await expect(castBallot(deployment(), workshop, family, { answers: { [first]: 'yes' } })).rejects.toThrow(
      'poll-closed',
    )
    const { poll } = await readWorkshop(deployment(), workshop)
    expect(poll).toMatchObject({ decidedAt: TEST_NOW, closesAt: '2027-03-05T12:00:00.000Z' })
  })
  test('is not a family’s to make', async () => {
    const { workshop, first } = await voting()
    const family: Actor = { kind: 'family', school, family: 'f' }
    await expect(schedule(contextFor(family, { table }), workshop, { options: [first] })).rejects.toThrow(
      'forbidden',
    )
  })
})

describe('a reply', () => {
  test('of twenty families for the last seat at once goes to one of them', async () => {
    const [id, all] = await Promise.all([session(1), families(20)])
    const answers = await Promise.allSettled(
      all.map((family) => putReply(deployment(), id, family, { attending: true, adults: 1 })),
    )
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1)
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.code] : []))
    expect(refused).toEqual(Array(19).fill('session-full'))
    expect(await listReplies(deployment(), id)).toMatchObject({ seatsTaken: 1 })
  })
  test('of twenty families for ten seats at once fills ten, and ten wait in order', async () => {
    const [id, all] = await Promise.all([session(10), families(20)])
    const answers = await Promise.all(
      all.map((family) => putReply(deployment(), id, family, { attending: true, wait: true })),
    )
    expect(answers.filter((answer) => !answer.waiting)).toHaveLength(10)
    const { replies, seatsTaken } = await listReplies(deployment(), id)
    expect(seatsTaken).toBe(10)
    const positions = replies.flatMap((reply) => reply.position ?? []).sort((one, other) => one - other)
    expect(positions).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })
  test('that is cancelled gives its seat to the waiting list', async () => {
    const [id, [one = '', other = '']] = await Promise.all([session(1), families(2)])
    await putReply(deployment(), id, one, { attending: true })
    const waiting = await putReply(deployment(), id, other, { attending: true, wait: true })
    expect(waiting).toMatchObject({ waiting: true, position: 1 })
    await cancelReply(deployment(), id, one)
    const { reply } = await readReply(deployment(), id, other)
    expect(reply).toMatchObject({ waiting: false, attending: true })
    expect(reply).not.toHaveProperty('position')
  })
  test('is what the next one starts from', async () => {
    const [id, later, [family = '']] = await Promise.all([session(), session(), families(1)])
    await putReply(deployment(), id, family, { attending: true, adults: 2, diets: { halal: 2 } })
    await putReply(deployment(), id, family, { attending: false })
    const { suggested } = await readReply(deployment(), later, family)
    expect(suggested).toMatchObject({ adults: 2, diets: { halal: 2 } })
  })
  test('is the family’s own, of a family of this school', async () => {
    const [id, [one = '', other = '']] = await Promise.all([session(), families(2)])
    const itself = contextFor({ kind: 'family', school, family: one }, { table })
    expect(await putReply(itself, id, one, { attending: true })).toMatchObject({ waiting: false, adults: 1 })
    await expect(putReply(itself, id, other, { attending: true })).rejects.toThrow('not-found')
    await expect(putReply(deployment(), id, 'nobody', { attending: true })).rejects.toThrow('not-found')
  })
})

describe('a session', () => {
  test('that is moved lasts as long as before, also on the workshop', async () => {
    const id = await session()
    const moved = await moveSession(deployment(), id, { start: '2027-03-12T23:00:00.000Z' })
    expect(moved).toMatchObject({ end: '2027-03-13T00:30:00.000Z', sequence: 1 })
    const workshop = await readWorkshop(deployment(), moved.workshop)
    expect(workshop.sessions).toMatchObject([{ id, start: '2027-03-12T23:00:00.000Z' }])
  })
  test('that is cancelled keeps its replies and takes no new yes', async () => {
    const [id, [family = '']] = await Promise.all([session(), families(1)])
    await putReply(deployment(), id, family, { attending: true })
    await cancelSession(deployment(), id)
    await expect(putReply(deployment(), id, family, { attending: true })).rejects.toThrow('session-cancelled')
    expect((await listReplies(deployment(), id)).replies).toHaveLength(1)
  })
})
