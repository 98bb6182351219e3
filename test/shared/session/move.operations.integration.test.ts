import { beforeEach, expect, test } from 'vitest'
import { listNotices } from '../../../shared/delivery/notice.operations.ts'
import { cancelSession } from '../../../shared/session/cancellation.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { undoMove } from '../../../shared/session/move.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { moveSession, readSession } from '../../../shared/session/session.operations.ts'
import { readWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { notifyingSchool } from '../../support/notifying-school.ts'

const OLD = '2027-03-23T22:00:00.000Z'
const THURSDAY = { start: '2027-03-25T22:00:00.000Z' }
const FRIDAY = { start: '2027-03-26T22:00:00.000Z' }
const RELEASED = '2027-03-01T15:10:00.000Z'

let school: Awaited<ReturnType<typeof notifyingSchool>>
let workshop: string
let session: string
beforeEach(async () => {
  school = await notifyingSchool()
  const { context } = school
  const family = await school.family('Rosa', { kind: 'email', address: 'rosa@example.org' })
  workshop = await school.workshop()
  const { options } = await school.poll(workshop)
  session = (await schedule(context, workshop, { options: [options[0]?.id ?? ''] })).sessions[0]?.id ?? ''
  await putReply(context, session, family, { attending: true })
  await school.workOff()
  school.heard.length = 0
})

test('a move is undone while nobody was told: the session is where it was, and nobody hears of it', async () => {
  const { context, workOff, heard } = school
  const before = await readSession(context, session)
  await moveSession(context, session, THURSDAY, 'after-undo')
  const back = await undoMove(context, session)
  expect(back).toMatchObject({ start: OLD, end: before.end, sequence: before.sequence + 2 })
  expect(back).not.toHaveProperty('movedAt')
  expect(await undoMove(context, session)).toEqual(back)
  expect((await readWorkshop(context, workshop)).sessions).toMatchObject([{ start: OLD, end: before.end }])
  expect(
    (await listNotices(context, workshop)).flatMap(({ steps }) => steps.map(({ kind }) => kind)),
  ).not.toContain('moved')
  await workOff(RELEASED)
  expect(heard).toEqual([])
})

test('of two moves before the first was told, the undo goes back to the time that families know', async () => {
  const { context, clock, workOff, heard } = school
  await moveSession(context, session, THURSDAY, 'after-undo')
  clock.now = '2027-03-01T15:02:00.000Z'
  await moveSession(context, session, FRIDAY, 'after-undo')
  expect(await undoMove(context, session)).toMatchObject({ start: OLD })
  await workOff(RELEASED)
  expect(heard).toEqual([])
})

test('after a move that was told, the next one is undone to the time of that', async () => {
  const { context, workOff, heard } = school
  const moveReason = 'The gym is free only then.'
  await moveSession(context, session, { ...THURSDAY, reason: moveReason }, 'after-undo')
  await workOff(RELEASED)
  expect(heard).toHaveLength(1)
  const { movedAt } = await readSession(context, session)
  expect(await moveSession(context, session, FRIDAY, 'after-undo')).not.toHaveProperty('moveReason')
  expect(await undoMove(context, session)).toMatchObject({ ...THURSDAY, movedAt, moveReason })
})

test('a move that families were told, or a session that was cancelled since, is not undone', async () => {
  const { context, workOff } = school
  await moveSession(context, session, THURSDAY)
  await workOff()
  await expect(undoMove(context, session)).rejects.toMatchObject({ code: 'already-told' })
  await moveSession(context, session, FRIDAY, 'after-undo')
  await cancelSession(context, session, 'after-undo')
  await expect(undoMove(context, session)).rejects.toMatchObject({ code: 'session-cancelled' })
})
