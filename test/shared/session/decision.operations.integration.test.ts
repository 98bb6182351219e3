import { expect, test } from 'vitest'
import { finishCall } from '../../../shared/delivery/call.operations.ts'
import { listCalls } from '../../../shared/delivery/call-list.operations.ts'
import { listNotices } from '../../../shared/delivery/notice.operations.ts'
import {
  cancelSession,
  cancelWorkshop,
  undoCancelSession,
  undoCancelWorkshop,
} from '../../../shared/session/cancellation.operations.ts'
import { previewSchedule, schedule, undoSchedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { ReplyInput } from '../../../shared/session/reply.ts'
import { readSession } from '../../../shared/session/session.operations.ts'
import { castBallot } from '../../../shared/workshop/ballot.operations.ts'
import { readWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { notifyingSchool } from '../../support/notifying-school.ts'

const FOUR_MINUTES_LATER = '2027-03-01T15:04:00.000Z'
const FIVE_MINUTES_LATER = '2027-03-01T15:05:00.000Z'

/** A school with one family by e-mail and an open vote that everybody was invited to. */
async function votingSchool() {
  const telling = await notifyingSchool()
  const family = await telling.family('Rosa', { kind: 'email', address: 'rosa@example.org' })
  const workshop = await telling.workshop()
  const { options, closesAt } = await telling.poll(workshop)
  await telling.workOff()
  telling.heard.length = 0
  return { ...telling, family, workshop, option: options[0]?.id ?? '', closesAt }
}

/** The same after a page has chosen the first time. */
async function decidedSchool(release: 'at-once' | 'after-undo' = 'after-undo') {
  const voting = await votingSchool()
  const decision = { options: [voting.option], reason: 'Free room' }
  const { sessions } = await schedule(voting.context, voting.workshop, decision, { release })
  return { ...voting, session: sessions[0]?.id ?? '' }
}

test('what a page chose leaves five minutes later at the earliest', async () => {
  const { workOff, heard } = await decidedSchool()
  await workOff(FOUR_MINUTES_LATER)
  expect(heard).toEqual([])
  await workOff(FIVE_MINUTES_LATER)
  expect(heard.flatMap(({ notices }) => notices?.about.map(({ kind }) => kind))).toEqual(['timeChosen'])
})

test('what the API chose leaves at once, and cannot be undone then', async () => {
  const { context, workshop, workOff, heard } = await decidedSchool('at-once')
  await workOff()
  expect(heard).toHaveLength(1)
  await expect(undoSchedule(context, workshop)).rejects.toMatchObject({ code: 'already-told' })
  expect(await readWorkshop(context, workshop)).toMatchObject({ status: 'scheduled' })
})

test('undoing a decision takes its sessions back and opens the vote again until its deadline', async () => {
  const { context, workshop, session, family, option, closesAt, workOff, heard } = await decidedSchool()
  await undoSchedule(context, workshop)
  const after = await readWorkshop(context, workshop)
  expect(after).toMatchObject({ status: 'voting', poll: { closesAt } })
  expect(after).not.toHaveProperty('sessions')
  expect(after).not.toHaveProperty('decision')
  await expect(readSession(context, session)).rejects.toMatchObject({ code: 'not-found' })
  expect((await listNotices(context, workshop)).filter((notice) => notice.session)).toEqual([])
  await castBallot(context, workshop, family, { answers: { [option]: 'yes' }, couldComeIf: [] })
  await workOff(FIVE_MINUTES_LATER)
  expect(heard).toEqual([])
})

test('undoing twice is as undoing once, and another time can be chosen then', async () => {
  const { context, workshop, option } = await decidedSchool()
  await undoSchedule(context, workshop)
  await undoSchedule(context, workshop)
  const again = await schedule(context, workshop, { options: [option], weeks: 2 })
  expect(again.sessions).toHaveLength(2)
})

test('a decision that a family replied to is known, and stays', async () => {
  const { context, workshop, session, family } = await decidedSchool()
  await putReply(context, session, family, ReplyInput.parse({ attending: false }))
  await expect(undoSchedule(context, workshop)).rejects.toMatchObject({ code: 'already-told' })
})

test('a decision can be undone for as long as its messages wait for a carrier', async () => {
  const { context, workshop, workOff, heard } = await decidedSchool('at-once')
  await workOff(FIVE_MINUTES_LATER, {})
  await undoSchedule(context, workshop)
  await workOff('2027-03-01T17:00:00.000Z')
  expect(heard).toEqual([])
})

test('a call that is only on the list tells nobody, one that was made does', async () => {
  const { context, as, school, family: add, ...telling } = await notifyingSchool()
  await add('Warsame', { kind: 'phone', address: '+16175550123' })
  const workshop = await telling.workshop()
  const { options } = await telling.poll(workshop)
  const choose = () => schedule(context, workshop, { options: [options[0]?.id ?? ''] })
  await choose()
  await telling.workOff(FIVE_MINUTES_LATER)
  const helper = as({ kind: 'member', school, id: 'm', role: 'helper', name: 'Ada' })
  const callAbout = async () =>
    (await listCalls(helper, school)).find(({ about }) => about.kind === 'timeChosen')?.id ?? ''
  expect(await callAbout()).not.toBe('')
  await undoSchedule(context, workshop)
  expect(await callAbout()).toBe('')
  await choose()
  await telling.workOff('2027-03-01T15:10:00.000Z')
  await finishCall(helper, school, await callAbout(), { outcome: 'messageLeft' })
  await expect(undoSchedule(context, workshop)).rejects.toMatchObject({ code: 'already-told' })
})

test('a preview says whether the vote is open and the choice recommended, and writes nothing', async () => {
  const { context, workshop, option, family } = await votingSchool()
  await castBallot(context, workshop, family, { answers: { [option]: 'yes' }, couldComeIf: [] })
  const before = await readWorkshop(context, workshop)
  expect(await previewSchedule(context, workshop, { options: [option], reason: 'Free room' })).toMatchObject({
    isVoteOpen: true,
    sessions: [{ start: '2027-03-23T22:00:00.000Z' }],
  })
  expect(await readWorkshop(context, workshop)).toEqual(before)
})

/** A scheduled workshop to which a family said yes, and which it knows. */
async function awaitedSchool() {
  const decided = await decidedSchool()
  await decided.workOff(FIVE_MINUTES_LATER)
  await putReply(
    decided.context,
    decided.session,
    decided.family,
    ReplyInput.parse({ attending: true, adults: 1 }),
  )
  decided.heard.length = 0
  return decided
}

test('a cancellation of which nobody was told is undone: the workshop and its reminders are back', async () => {
  const { context, workshop, session, workOff, heard } = await awaitedSchool()
  await cancelWorkshop(context, workshop, 'after-undo')
  const cancelled = await readSession(context, session)
  await undoCancelWorkshop(context, workshop)
  await undoCancelWorkshop(context, workshop)
  expect(await readWorkshop(context, workshop)).toMatchObject({ status: 'scheduled' })
  expect((await readSession(context, session)).sequence).toBe(cancelled.sequence + 1)
  await workOff('2027-03-01T15:20:00.000Z')
  expect(heard).toEqual([])
  await workOff('2027-03-17T15:00:00.000Z')
  await workOff('2027-03-22T15:00:00.000Z')
  expect(heard.flatMap(({ notices }) => notices?.about.map(({ kind }) => kind))).toContain('dayBefore')
})

test('a cancellation that somebody was told stays', async () => {
  const { context, workshop, workOff, heard } = await awaitedSchool()
  await cancelWorkshop(context, workshop, 'after-undo')
  await workOff('2027-03-01T15:10:00.000Z')
  expect(heard).toHaveLength(1)
  await expect(undoCancelWorkshop(context, workshop)).rejects.toMatchObject({ code: 'already-told' })
})

test('a message about a cancellation that was undone meanwhile is not sent', async () => {
  const { context, workshop, fanOutDue, workOff, heard } = await awaitedSchool()
  await cancelWorkshop(context, workshop, 'after-undo')
  await fanOutDue('2027-03-01T15:10:00.000Z')
  await undoCancelWorkshop(context, workshop)
  await workOff('2027-03-01T15:11:00.000Z')
  expect(heard).toEqual([])
})

test('a cancelled session comes back while nobody was told, and not afterwards', async () => {
  const { context, workshop, session, workOff } = await awaitedSchool()
  await cancelSession(context, session, 'after-undo')
  await undoCancelSession(context, session)
  expect(await readSession(context, session)).toMatchObject({ status: 'scheduled' })
  expect((await readWorkshop(context, workshop)).sessions).toMatchObject([{ id: session }])
  expect((await readWorkshop(context, workshop)).sessions?.[0]).not.toHaveProperty('cancelled')
  await cancelSession(context, session, 'after-undo')
  await workOff('2027-03-01T15:20:00.000Z')
  await expect(undoCancelSession(context, session)).rejects.toMatchObject({ code: 'already-told' })
})
