import { beforeEach, expect, test } from 'vitest'
import { finishCall } from '../../../shared/delivery/call.operations.ts'
import { listCalls } from '../../../shared/delivery/call-list.operations.ts'
import {
  readCallTopic,
  requestCalls,
  withdrawCalls,
} from '../../../shared/delivery/call-request.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import type { WholeTable } from '../../../shared/table/table.ts'
import { castBallot } from '../../../shared/workshop/ballot.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

let table: WholeTable
let school: string
let families: string[]
const context = () => contextFor(DEPLOYMENT, { table })
beforeEach(async () => {
  table = await freshTable()
  ;({ school, ids: families } = await schoolWith(table, 2))
})

async function voting() {
  const { id } = await createWorkshop(context(), school, READING)
  const poll = { options: [{ startLocal: '2027-03-16T18:00' }], closesAt: '2027-03-12T18:00' }
  const { options } = await putPoll(context(), id, poll)
  return { id, option: options[0]?.id ?? '' }
}
const listed = async () => (await listCalls(context(), school)).map(({ family }) => family)

test('without a vote or a session there is nothing to call about', async () => {
  expect(await readCallTopic(context(), school)).toBeUndefined()
  await expect(requestCalls(context(), school, { families })).rejects.toThrow('not-found')
})

test('calls are about the open vote, once for each family, and not to those who have voted', async () => {
  const { id, option } = await voting()
  expect(await requestCalls(context(), school, { families })).toHaveLength(2)
  expect(await requestCalls(context(), school, { families })).toEqual([])
  await castBallot(context(), id, families[0] ?? '', { answers: { [option]: 'yes' } })
  expect(await listed()).toEqual([families[1]])
})

test('once a time is set, calls ask for a reply to the session', async () => {
  const { id, option } = await voting()
  await schedule(context(), id, { options: [option] })
  expect((await readCallTopic(context(), school))?.about.kind).toBe('replyReminder')
  await requestCalls(context(), school, { families: families.slice(0, 1) })
  expect((await listCalls(context(), school))[0]).toMatchObject({
    family: families[0],
    reason: 'noWay',
    about: { kind: 'replyReminder' },
  })
})

test('a call that was made stays when the request is taken back, and families of other schools get none', async () => {
  await voting()
  const calls = await requestCalls(context(), school, { families: [...families, 'zzzzzzzzzzzz'] })
  await finishCall(context(), school, calls[0]?.id ?? '', { outcome: 'messageLeft' })
  await withdrawCalls(
    context(),
    school,
    calls.map(({ id }) => id),
  )
  expect(await listed()).toEqual([])
  const again = await requestCalls(context(), school, { families })
  expect(again.map(({ family }) => family)).toEqual([calls[1]?.family])
})
