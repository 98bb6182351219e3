import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../../shared/access/context.ts'
import {
  checkIn,
  checkInWalkIn,
  closeAttendance,
  listAttendance,
  undoCheckIn,
} from '../../../shared/attendance/attendance.operations.ts'
import { showRateOf } from '../../../shared/attendance/attendance.ts'
import { readFamily } from '../../../shared/family/family.operations.ts'
import { mergeFamilies } from '../../../shared/household/household.operations.ts'
import { readCoverage } from '../../../shared/outreach/outreach.operations.ts'
import { cancelSession } from '../../../shared/session/cancellation.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { ReplyInput } from '../../../shared/session/reply.ts'
import { castBallot } from '../../../shared/workshop/ballot.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { readPoll } from '../../../shared/workshop/results.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

let context: Context
let school: string
let ids: string[]
let session: string
beforeEach(async () => {
  context = contextFor(DEPLOYMENT, { table: await freshTable() })
  ;({ school, ids } = await schoolWith(context.table, 3))
  session = await newSession('2027-03-10T18:00')
})

async function newSession(startLocal: string): Promise<string> {
  const { id } = await createWorkshop(context, school, READING)
  const poll = await putPoll(context, id, { options: [{ startLocal }], closesAt: '2027-03-08T09:00' })
  const { sessions } = await schedule(context, id, { options: [poll.options[0]?.id ?? ''] })
  return sessions[0]?.id ?? ''
}
const here = async () =>
  (await listAttendance(context, session)).map(({ family, adults, children }) => [family, adults, children])

describe('a family at the door', () => {
  test('is counted once, however often it is tapped, and with its last numbers', async () => {
    const [rosa = ''] = ids
    await Promise.all([1, 2, 3].map((adults) => checkIn(context, session, rosa, { adults, children: 0 })))
    await checkIn(context, session, rosa, { adults: 2, children: 3 })
    expect(await here()).toEqual([[rosa, 2, 3]])
    await undoCheckIn(context, session, rosa)
    await undoCheckIn(context, session, rosa)
    expect(await here()).toEqual([])
  })

  test('of another school, at no session, or at one that is cancelled, is not let in', async () => {
    const other = await schoolWith(context.table, 1)
    const [rosa = ''] = ids
    const arrival = { adults: 1, children: 0 }
    await expect(checkIn(context, session, other.ids[0] ?? '', arrival)).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(checkIn(context, `${school}-none`, rosa, arrival)).rejects.toMatchObject({
      code: 'not-found',
    })
    await cancelSession(context, session)
    await expect(checkIn(context, session, rosa, arrival)).rejects.toMatchObject({
      code: 'session-cancelled',
    })
  })

  test('that is not on the roster is added to it, in its language', async () => {
    const { family } = await checkInWalkIn(context, session, {
      name: 'Hodan',
      language: 'so',
      adults: 2,
      children: 1,
    })
    expect(await readFamily(context, school, family)).toMatchObject({ name: 'Hodan', spokenLanguage: 'so' })
    expect(await here()).toEqual([[family, 2, 1]])
  })

  test('is the organizers’ to let in', async () => {
    const helper = {
      ...context,
      actor: { kind: 'member', school, id: 'h', role: 'helper', name: 'Hana' } as const,
    }
    const [rosa = ''] = ids
    const asked = [
      checkIn(helper, session, rosa, { adults: 1, children: 0 }),
      undoCheckIn(helper, session, rosa),
      listAttendance(helper, session),
      checkInWalkIn(helper, session, { name: 'x', language: 'so', adults: 1, children: 0 }),
    ]
    for (const one of asked) await expect(one).rejects.toMatchObject({ code: 'forbidden' })
  })
})

test('in a tie, the time wins that suits more families that never came', async () => {
  const [rosa = '', linh = '', omar = ''] = ids
  await checkIn(context, session, rosa, { adults: 1, children: 0 })
  const { id } = await createWorkshop(context, school, READING)
  const poll = await putPoll(context, id, {
    options: [{ startLocal: '2027-03-17T18:00' }, { startLocal: '2027-03-18T18:00' }],
    closesAt: '2027-03-15T09:00',
  })
  const [first = '', second = ''] = poll.options.map((option) => option.id)
  await castBallot(context, id, rosa, { answers: { [first]: 'yes' } })
  await castBallot(context, id, linh, { answers: { [second]: 'yes' } })
  await castBallot(context, id, omar, { answers: { [first]: 'no', [second]: 'no' } })
  expect((await readPoll(context, id)).ranking[0]).toMatchObject({ option: second, reason: 'newcomers' })
})

test('the attendances of two merged families become one', async () => {
  const [rosa = '', ana = ''] = ids
  const later = await newSession('2027-03-17T18:00')
  await checkIn(context, session, rosa, { adults: 1, children: 1 })
  await checkIn(context, session, ana, { adults: 1, children: 0 })
  await checkIn(context, later, ana, { adults: 1, children: 0 })
  await mergeFamilies(context, school, rosa, ana)
  expect(await here()).toEqual([[rosa, 2, 1]])
  expect(await listAttendance(context, later)).toMatchObject([{ family: rosa, adults: 1 }])
})

describe('the attendance of a series', () => {
  const AFTERWARDS = '2027-04-01T15:00:00.000Z'
  let series: string[]
  let evening: Context
  beforeEach(async () => {
    const { id } = await createWorkshop(context, school, READING)
    const options = [{ startLocal: '2027-03-09T18:00' }]
    const poll = await putPoll(context, id, { options, closesAt: '2027-03-08T09:00' })
    const decision = { options: [poll.options[0]?.id ?? ''], weeks: 4 }
    series = (await schedule(context, id, decision)).sessions.map((one) => one.id)
    evening = contextFor(DEPLOYMENT, { table: context.table, now: AFTERWARDS })
  })
  const comes = (family: string, ...places: number[]) =>
    Promise.all(
      places.map((place) => checkIn(evening, series[place] ?? '', family, { adults: 2, children: 1 })),
    )
  const families = async () =>
    Promise.all(
      series.map(async (id) => (await listAttendance(evening, id)).map(({ family }) => family).sort()),
    )

  test('is of each session: a family that came to three of four is missing at one', async () => {
    const [rosa = '', linh = ''] = ids
    await comes(rosa, 0, 1, 3)
    await comes(linh, 1)
    expect(await families()).toEqual([[rosa], [rosa, linh].sort(), [], [rosa]])
    await undoCheckIn(evening, series[1] ?? '', rosa)
    expect(await families()).toEqual([[rosa], [linh], [], [rosa]])
  })

  test('counts a family once in the year, however many of the sessions it came to', async () => {
    const [rosa = '', linh = ''] = ids
    await comes(rosa, 0, 1, 3)
    await comes(linh, 2)
    expect(await readCoverage(evening, school)).toMatchObject({ families: 3, came: 2 })
    for (const place of [0, 1, 3]) await undoCheckIn(evening, series[place] ?? '', rosa)
    expect(await readCoverage(evening, school)).toMatchObject({ came: 1 })
  })

  test('is closed session by session, each with the replies and the arrivals of its own', async () => {
    const [rosa = '', linh = ''] = ids
    const yes = ReplyInput.parse({ attending: true, adults: 2, children: [{ ageBand: 'three' }] })
    for (const id of series) await putReply(context, id, rosa, yes)
    await putReply(context, series[0] ?? '', linh, yes)
    await comes(rosa, 0, 1, 3)
    const turnouts = await Promise.all(series.map((id) => closeAttendance(evening, id)))
    expect(turnouts.map(({ expected, came, families: here }) => [expected, came, here])).toEqual([
      [6, 3, 1],
      [3, 3, 1],
      [3, 0, 0],
      [3, 3, 1],
    ])
    // Of the 15 people who said yes, 9 came.
    const rate = showRateOf(turnouts, evening.now(), 'America/New_York')
    expect(rate).toEqual({ percent: 60, sessions: 4 })
  })
})
