import { expect, test } from 'vitest'
import { finishCall, listCalls } from '../../../shared/delivery/call.operations.ts'
import { castBallot } from '../../../shared/workshop/ballot.operations.ts'
import { stopVote, undoStopVote } from '../../../shared/workshop/vote.operations.ts'
import { LATER, notifyingSchool } from '../../support/notifying-school.ts'

/** A school with one family that wishes for calls, and one call to it. */
async function oneCall() {
  const telling = await notifyingSchool()
  const family = await telling.family('Warsame', { kind: 'phone', address: '+16175550123' })
  const workshop = await telling.workshop()
  await telling.poll(workshop)
  await telling.workOff(LATER)
  const helper = telling.as({ kind: 'member', school: telling.school, id: 'm', role: 'helper', name: 'Ada' })
  const [call] = await listCalls(helper, telling.school)
  if (!call) throw new Error('there is no call')
  return { ...telling, family, workshop, helper, call }
}

test('a helper makes a call and says how it went; the list is empty then', async () => {
  const { helper, call, school } = await oneCall()
  const done = await finishCall(helper, school, call.id, { outcome: 'reached' })
  expect(done).toMatchObject({ outcome: 'reached', doneBy: 'Ada' })
  expect(await listCalls(helper, school)).toEqual([])
})

test('of two members who finish the same call, the first outcome stays', async () => {
  const { helper, call, school } = await oneCall()
  const both = await Promise.all([
    finishCall(helper, school, call.id, { outcome: 'reached' }),
    finishCall(helper, school, call.id, { outcome: 'messageLeft' }),
  ])
  expect(new Set(both.map(({ outcome }) => outcome)).size).toBe(1)
})

test('a wrong number and a family that declined calls are not called again', async () => {
  const { helper, call, school, poll, workshop, workOff } = await oneCall()
  await finishCall(helper, school, call.id, { outcome: 'doNotCall' })
  await poll(workshop, '2027-03-18T22:00:00.000Z')
  await workOff('2027-03-16T14:00:01.000Z')
  expect((await listCalls(helper, school)).map(({ reason, to }) => [reason, to])).toEqual([['paper', '']])
})

test('what is over needs no call', async () => {
  const { helper, school, clock } = await oneCall()
  clock.now = '2027-03-16T22:00:00.000Z'
  expect(await listCalls(helper, school)).toEqual([])
})

test('families and other schools see no calls', async () => {
  const { as, school, family, call } = await oneCall()
  await expect(listCalls(as({ kind: 'family', school, family }), school)).rejects.toMatchObject({
    code: 'forbidden',
  })
  const other = as({ kind: 'apiKey', school: 'other', id: 'k' })
  await expect(finishCall(other, school, call.id, { outcome: 'reached' })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('a call for a vote is not made once the family has voted, or the vote has ended', async () => {
  const { helper, school, family, workshop, as } = await oneCall()
  const organizer = as({ kind: 'member', school, id: 'o', role: 'organizer', name: 'Dana' })
  await stopVote(organizer, workshop)
  expect(await listCalls(helper, school)).toEqual([])
  await undoStopVote(organizer, workshop)
  expect(await listCalls(helper, school)).toHaveLength(1)
  await castBallot(organizer, workshop, family, { answers: {}, line: 'After work, please.' })
  expect(await listCalls(helper, school)).toEqual([])
})
