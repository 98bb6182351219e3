import { expect, test } from 'vitest'
import { listNotices } from '../../../shared/delivery/notice.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { castBallot } from '../../../shared/workshop/ballot.operations.ts'
import { announce, markInterest } from '../../../shared/workshop/interest.operations.ts'
import { previewPoll, putPoll } from '../../../shared/workshop/poll.operations.ts'
import { PollInput } from '../../../shared/workshop/poll.ts'
import { acceptProposal, propose } from '../../../shared/workshop/proposal.operations.ts'
import { NewProposal } from '../../../shared/workshop/proposal.ts'
import { stopVote, undoPoll, undoStopVote } from '../../../shared/workshop/vote.operations.ts'
import {
  deleteWorkshop,
  markHeld,
  readWorkshop,
  undoHeld,
} from '../../../shared/workshop/workshop.operations.ts'
import { notifyingSchool } from '../../support/notifying-school.ts'

const POLL = PollInput.parse({
  options: [{ start: '2027-03-23T22:00:00.000Z' }],
  closesAt: '2027-03-16T22:00:00.000Z',
})

async function draftSchool() {
  const telling = await notifyingSchool()
  const family = await telling.family('Rosa', { kind: 'email', address: 'rosa@example.org' })
  return { ...telling, family, workshop: await telling.workshop() }
}

test('a vote that a page asked for is undone while nobody was told: the workshop is a draft again', async () => {
  const { context, workshop, workOff, heard } = await draftSchool()
  await putPoll(context, workshop, POLL, 'after-undo')
  await undoPoll(context, workshop)
  await undoPoll(context, workshop)
  expect(await readWorkshop(context, workshop)).toMatchObject({ status: 'draft' })
  expect(await listNotices(context, workshop)).toEqual([])
  await workOff('2027-03-01T15:10:00.000Z')
  expect(heard).toEqual([])
})

test('a vote that families were asked for, or that one voted in, is not undone', async () => {
  const { context, workshop, workOff, family } = await draftSchool()
  const { options } = await putPoll(context, workshop, POLL, 'after-undo')
  const answers = { [options[0]?.id ?? '']: 'yes' as const }
  await castBallot(context, workshop, family, { answers, couldComeIf: [] })
  await expect(undoPoll(context, workshop)).rejects.toMatchObject({ code: 'already-told' })
  const other = await draftSchool()
  await putPoll(other.context, other.workshop, POLL, 'after-undo')
  await other.workOff('2027-03-01T15:06:00.000Z')
  await expect(undoPoll(other.context, other.workshop)).rejects.toMatchObject({ code: 'already-told' })
  await workOff()
})

test('at night, what a page asked leaves at 8:00', async () => {
  const { context, clock, workshop } = await draftSchool()
  clock.now = '2027-03-02T03:00:00.000Z'
  await putPoll(context, workshop, POLL, 'after-undo')
  const [notice] = await listNotices(context, workshop)
  expect(notice?.steps[0]).toMatchObject({ kind: 'voteInvitation', due: '2027-03-02T13:00:00.000Z' })
})

test('a preview of a vote refuses what the vote would, and writes nothing', async () => {
  const { context, workshop } = await draftSchool()
  expect(await previewPoll(context, workshop, POLL)).toMatchObject({ status: 'voting', poll: { version: 1 } })
  expect(await readWorkshop(context, workshop)).toMatchObject({ status: 'draft' })
  const late = PollInput.parse({ ...POLL, closesAt: '2027-03-24T22:00:00.000Z' })
  await expect(previewPoll(context, workshop, late)).rejects.toThrow('deadline-after-first-option')
})

test('a stopped vote takes no ballot and sends no reminder, until it is opened again', async () => {
  const { context, clock, workshop, family, workOff, heard } = await draftSchool()
  const { options } = await putPoll(context, workshop, POLL)
  const vote = () =>
    castBallot(context, workshop, family, {
      answers: { [options[0]?.id ?? '']: 'yes' },
      couldComeIf: [],
    })
  await workOff()
  await stopVote(context, workshop)
  await expect(vote()).rejects.toMatchObject({ code: 'poll-closed' })
  heard.length = 0
  await workOff('2027-03-14T15:00:00.000Z')
  expect(heard).toEqual([])
  clock.now = '2027-03-15T15:00:00.000Z'
  await undoStopVote(context, workshop)
  await expect(vote()).resolves.toMatchObject({ family })
})

test('a workshop is held once its last session has begun, and that can be undone', async () => {
  const { context, clock, workshop } = await draftSchool()
  const { options } = await putPoll(context, workshop, POLL)
  await schedule(context, workshop, { options: [options[0]?.id ?? ''], weeks: 2 })
  clock.now = '2027-03-24T12:00:00.000Z'
  await expect(markHeld(context, workshop)).rejects.toMatchObject({ code: 'session-not-begun' })
  clock.now = '2027-03-30T22:00:00.000Z'
  expect(await markHeld(context, workshop)).toMatchObject({ status: 'held' })
  expect(await undoHeld(context, workshop)).toMatchObject({ status: 'scheduled' })
  expect(await undoHeld(context, workshop)).toMatchObject({ status: 'scheduled' })
})

test('a draft is deleted with what families said about it; a vote and an accepted proposal are not', async () => {
  const { context, school, workshop, family } = await draftSchool()
  await announce(context, workshop, true)
  await markInterest(context, workshop, family, { helps: [] })
  await deleteWorkshop(context, workshop)
  await expect(readWorkshop(context, workshop)).rejects.toMatchObject({ code: 'not-found' })
  const asked = await draftSchool()
  await putPoll(asked.context, asked.workshop, POLL)
  await expect(deleteWorkshop(asked.context, asked.workshop)).rejects.toMatchObject({
    code: 'already-decided',
  })
  const words = { title: 'Sewing', learn: 'To sew', audience: ['parents'], languages: ['es'] }
  const proposal = NewProposal.parse({ ...words, durationMinutes: 60, family })
  const { id } = await propose(context, school, proposal)
  const accepted = await acceptProposal(context, id)
  await expect(deleteWorkshop(context, accepted.workshop.id)).rejects.toMatchObject({ code: 'already-told' })
})
