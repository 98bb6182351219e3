import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../../shared/access/context.ts'
import {
  checkIn,
  checkInWalkIn,
  listAttendance,
  undoCheckIn,
} from '../../../shared/attendance/attendance.operations.ts'
import { readFamily } from '../../../shared/family/family.operations.ts'
import { mergeFamilies } from '../../../shared/household/household.operations.ts'
import { cancelSession } from '../../../shared/session/cancellation.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
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
