import { expect, test } from 'vitest'
import { readHistory } from '../../../shared/household/history.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { ReplyInput } from '../../../shared/session/reply.ts'
import { castBallot } from '../../../shared/workshop/ballot.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

test('what a family has not answered is open, and what it answered is in its history, the newest first', async () => {
  const table = await freshTable()
  let now = '2027-03-01T15:00:00.000Z'
  const context = contextFor(DEPLOYMENT, { table, now: () => now })
  const { school, ids } = await schoolWith(table, 1)
  const family = ids[0] ?? ''
  const history = async () => {
    const { past, open } = await readHistory(context, school, family)
    return {
      past: past.map(({ kind }) => kind),
      open: open.map(({ session }) => (session ? 'reply' : 'vote')),
    }
  }
  expect(await history()).toEqual({ past: [], open: [] })
  const { id } = await createWorkshop(context, school, READING)
  const poll = { options: [{ startLocal: '2027-03-16T18:00' }], closesAt: '2027-03-12T18:00' }
  const { options } = await putPoll(context, id, poll)
  const option = options[0]?.id ?? ''
  expect(await history()).toEqual({ past: [], open: ['vote'] })
  await castBallot(context, id, family, { answers: { [option]: 'yes' } })
  expect(await history()).toEqual({ past: ['voted'], open: [] })
  const { sessions } = await schedule(context, id, { options: [option] })
  expect(await history()).toEqual({ past: ['voted'], open: ['reply'] })
  now = '2027-03-02T15:00:00.000Z'
  await putReply(context, sessions[0]?.id ?? '', family, ReplyInput.parse({ attending: true, adults: 1 }))
  expect(await history()).toEqual({ past: ['replied', 'voted'], open: [] })
})
