import { beforeEach, expect, test } from 'vitest'
import type { Context } from '../../../shared/access/context.ts'
import { forecastFor } from '../../../shared/logistics/forecast.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { ReplyInput } from '../../../shared/session/reply.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop, listWorkshops, readWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

let now: string
let context: Context
let school: string
let ids: string[]
beforeEach(async () => {
  now = '2027-03-01T15:00:00.000Z'
  context = contextFor(DEPLOYMENT, { table: await freshTable(), now: () => now })
  ;({ school, ids } = await schoolWith(context.table, 2))
})

const offers = { childcare: true, food: true, interpretation: true, rides: false }

async function heldBefore() {
  const { id } = await createWorkshop(context, school, { ...READING, offers })
  const { options } = await putPoll(context, id, {
    options: [{ startLocal: '2027-03-10T18:30' }],
    closesAt: '2027-03-05T18:00',
  })
  const { sessions } = await schedule(context, id, { options: [options[0]?.id ?? ''] })
  const baby = ReplyInput.parse({ attending: true, adults: 2, children: [{ ageBand: 'infant' }] })
  for (const family of ids) await putReply(context, sessions[0]?.id ?? '', family, baby)
}

async function forecast(change: Partial<typeof READING> = {}) {
  const { id } = await createWorkshop(context, school, { ...READING, offers, ...change })
  return forecastFor(context, await readWorkshop(context, id), await listWorkshops(context, school))
}

test('a workshop is reckoned to need what the families of the last one would need of it', async () => {
  await heldBefore()
  now = '2027-03-12T15:00:00.000Z'
  expect(await forecast()).toMatchObject({
    start: '2027-03-10T23:30:00.000Z',
    expected: { families: 2, adults: 4, children: 2 },
    childcare: { staff: 2 },
  })
  expect(await forecast({ offers: { ...offers, childcare: false } })).toMatchObject({
    childcare: { staff: 0 },
  })
})

test('before there was one, the next session is taken', async () => {
  await heldBefore()
  expect(await forecast()).toMatchObject({ expected: { families: 2 } })
})

test('nothing is reckoned from a session whose ages and diets are deleted, or from none', async () => {
  expect(await forecast()).toBeUndefined()
  await heldBefore()
  now = '2027-04-20T15:00:00.000Z'
  expect(await forecast()).toBeUndefined()
})
