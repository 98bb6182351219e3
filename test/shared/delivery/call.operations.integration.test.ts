import { expect, test } from 'vitest'
import { finishCall, undoCall, undoCalls } from '../../../shared/delivery/call.operations.ts'
import { listCalls } from '../../../shared/delivery/call-list.operations.ts'
import { readReach } from '../../../shared/delivery/reach.operations.ts'
import { getContact, putContact } from '../../../shared/family/contact.store.ts'
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

test.each(['reached', 'messageLeft', 'wrongNumber', 'doNotCall'] as const)(
  'an outcome %s that was tapped by mistake is undone with all that followed from it',
  async (outcome) => {
    const { helper, context, call, school, workshop } = await oneCall()
    const before = await readReach(context, { workshop })
    await finishCall(helper, school, call.id, { outcome })
    expect(await listCalls(helper, school)).toEqual([])
    const open = await undoCall(helper, school, call.id)
    expect(open).not.toHaveProperty('outcome')
    expect(open).not.toHaveProperty('doneBy')
    expect(await undoCall(helper, school, call.id)).toEqual(open)
    expect((await listCalls(helper, school)).map(({ id, to }) => [id, to])).toEqual([[call.id, call.to]])
    expect(await readReach(context, { workshop })).toEqual(before)
    expect((await getContact(context.table, { channel: 'phone', to: call.to }))?.state ?? 'open').toBe('open')
    expect(await finishCall(helper, school, call.id, { outcome: 'messageLeft' })).toMatchObject({
      outcome: 'messageLeft',
    })
  },
)

test('a call that nobody answered is recorded and stays on the list; that attempt alone is undone', async () => {
  const { helper, context, call, school, workshop, clock } = await oneCall()
  const before = await readReach(context, { workshop })
  const first = await finishCall(helper, school, call.id, { outcome: 'noAnswer' })
  const [attempt] = first.tries ?? []
  expect(first).not.toHaveProperty('outcome')
  expect(attempt).toMatchObject({ by: 'Ada' })
  clock.now = '2027-03-09T15:30:00.000Z'
  const second = await finishCall(helper, school, call.id, { outcome: 'noAnswer' })
  expect(second.tries).toHaveLength(2)
  expect((await listCalls(helper, school)).map(({ id }) => id)).toEqual([call.id])
  expect(await readReach(context, { workshop })).toEqual(before)
  const undone = await undoCall(helper, school, call.id, second.tries?.at(-1)?.at)
  expect(undone.tries).toEqual([attempt])
  expect(await undoCall(helper, school, call.id, second.tries?.at(-1)?.at)).toEqual(undone)
  expect((await undoCall(helper, school, call.id, attempt?.at)).tries).toBeUndefined()
  await finishCall(helper, school, call.id, { outcome: 'reached' })
  expect(await finishCall(helper, school, call.id, { outcome: 'noAnswer' })).toMatchObject({
    outcome: 'reached',
  })
})

test('a number that its owner closed stays closed when an outcome is undone', async () => {
  const { helper, context, call, school } = await oneCall()
  const contact = { channel: 'phone', to: call.to } as const
  const stopped = { state: 'stopped', reason: 'link', at: '2027-02-01T12:00:00.000Z' } as const
  await context.table.commit(putContact(contact, stopped))
  await finishCall(helper, school, call.id, { outcome: 'wrongNumber' })
  await undoCall(helper, school, call.id)
  expect(await getContact(context.table, contact)).toEqual(stopped)
})

test('the outcomes of one conversation are undone together, and of that family alone', async () => {
  const { helper, call, school, family } = await oneCall()
  await finishCall(helper, school, call.id, { outcome: 'reached' })
  await expect(undoCalls(helper, school, 'other', { calls: [call.id] })).rejects.toMatchObject({
    code: 'not-found',
  })
  await undoCalls(helper, school, family, { calls: [call.id] })
  expect(await listCalls(helper, school)).toHaveLength(1)
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
