import { beforeEach, expect, test } from 'vitest'
import type { SchoolScope } from '../../../shared/access/actor.ts'
import { dueWork } from '../../../shared/delivery/dispatch.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply, readReply } from '../../../shared/session/reply.operations.ts'
import { getReplies } from '../../../shared/session/reply.store.ts'
import { ReplyInput } from '../../../shared/session/reply.ts'
import { forgetDetails, isRetention, retentionsDue } from '../../../shared/session/retention.operations.ts'
import { getCounts } from '../../../shared/session/retention.store.ts'
import { moveSession } from '../../../shared/session/session.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { countAll, itemsIn } from '../../support/counting.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

// The session ends on March 10 at 19:00 in New York; thirty days later is April 9.
const BEFORE = '2027-04-09T22:59:59Z'
const AFTER = '2027-04-09T23:00:00Z'

let table: Awaited<ReturnType<typeof freshTable>>
let school: string
let rosa: string
let session: string
const at = (now?: string) => contextFor(DEPLOYMENT, { table, ...(now && { now }) })
const replies = () => getReplies(table, school as SchoolScope, session)

beforeEach(async () => {
  table = await freshTable()
  const made = await schoolWith(table, 1)
  school = made.school
  rosa = made.ids[0] ?? ''
  const { id } = await createWorkshop(at(), school, READING)
  const poll = await putPoll(at(), id, {
    options: [{ startLocal: '2027-03-10T18:00' }],
    closesAt: '2027-03-08T09:00',
  })
  session = (await schedule(at(), id, { options: [poll.options[0]?.id ?? ''] })).sessions[0]?.id ?? ''
  const reply = { attending: true, children: [{ months: 40 }], diets: { halal: 1 }, ride: 2, access: 'Ramp' }
  await putReply(at(), session, rosa, ReplyInput.parse(reply))
})

test('on their day the clock finds the details, and they are gone from the whole table; the counts stay', async () => {
  expect(await retentionsDue(at(BEFORE))).toEqual([])
  expect((await dueWork(at(AFTER))).filter(isRetention)).toHaveLength(1)
  const [key = { pk: '', sk: '' }] = await retentionsDue(at(AFTER))
  expect(await forgetDetails(at(AFTER), key)).toEqual({ outcome: 'forgotten' })
  expect(await replies()).toMatchObject([{ attending: true, children: [], diets: {}, ride: 0, revision: 2 }])
  expect(await getCounts(table, school as SchoolScope, session)).toMatchObject({ children: 1, rides: 2 })
  expect(await retentionsDue(at(AFTER))).toEqual([])
  expect(await forgetDetails(at(AFTER), key)).toEqual({ outcome: 'forgotten' })
  expect(await getCounts(table, school as SchoolScope, session)).toMatchObject({ children: 1, rides: 2 })
  await countAll(table)
  const items = await itemsIn(table)
  const left = items.filter(({ sk, pk }) => !pk.endsWith('#REMEMBERED') && !sk.startsWith('SCHOOL'))
  expect(left.filter((item) => /Ramp|"months":40/.test(JSON.stringify(item)))).toEqual([])
})

test('what the next reply would start from goes on the same day', async () => {
  expect((await readReply(at(BEFORE), session, rosa)).suggested).toMatchObject({ ride: 2 })
  expect((await readReply(at('2027-04-09T23:00:01Z'), session, rosa)).suggested).not.toHaveProperty('ride')
  const { items } = await table.scan(undefined, 5000)
  const [remembered] = items.filter(({ pk }) => pk.endsWith('#REMEMBERED'))
  expect(remembered?.expiresAt).toBe(Date.parse(AFTER) / 1000)
})

test('a reply that is recorded after that day is kept without details, and remembered for no next time', async () => {
  const late = { attending: true, adults: 2, children: [{ months: 9 }], diets: { vegan: 1 }, access: 'Lift' }
  expect(await putReply(at(AFTER), session, rosa, ReplyInput.parse(late))).toMatchObject({
    adults: 2,
    children: [],
  })
  const { items } = await table.scan(undefined, 5000)
  expect(JSON.stringify(items)).not.toMatch(/Lift|vegan/)
  expect(JSON.stringify(items)).toContain('Ramp') // earlier answers stay until they expire
})

test('a session that was moved keeps its details until its new day', async () => {
  const [key = { pk: '', sk: '' }] = await retentionsDue(at(AFTER))
  await moveSession(at(), session, { startLocal: '2027-03-20T18:00' })
  expect(await retentionsDue(at(AFTER))).toEqual([])
  expect(await forgetDetails(at(AFTER), key)).toEqual({ outcome: 'later' })
  expect((await replies())[0]?.ride).toBe(2)
})
