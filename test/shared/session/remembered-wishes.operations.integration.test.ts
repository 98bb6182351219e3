import { beforeEach, expect, test } from 'vitest'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { readRememberedWishes } from '../../../shared/session/remembered-wishes.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { ReplyInput } from '../../../shared/session/reply.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

let table: Awaited<ReturnType<typeof freshTable>>
let school: string
let rosa: string
let hodan: string
const at = (now?: string) => contextFor(DEPLOYMENT, { table, ...(now && { now }) })

beforeEach(async () => {
  table = await freshTable()
  const made = await schoolWith(table, 2)
  school = made.school
  rosa = made.ids[0] ?? ''
  hodan = made.ids[1] ?? ''
})

/** A workshop that asks for its time. */
async function voting(closesAt: string) {
  const { id } = await createWorkshop(at(), school, READING)
  const { options } = await putPoll(at(), id, { options: [{ startLocal: '2027-03-10T18:00' }], closesAt })
  return { id, option: options[0]?.id ?? '' }
}

test('a vote starts from what the last reply asked for, as long as its details are kept', async () => {
  const [planned, next] = [await voting('2027-03-06T09:00'), await voting('2027-03-08T09:00')]
  const { sessions } = await schedule(at(), planned.id, { options: [planned.option] })
  const reply = ReplyInput.parse({ attending: true, children: [{ months: 40 }], ride: 1 })
  await putReply(at(), sessions[0]?.id ?? '', rosa, reply)
  const wishes = (now?: string) => readRememberedWishes(at(now), next.id, rosa)
  expect(await wishes()).toEqual([{ kind: 'childcare', children: [{ months: 40 }] }, 'ride'])
  expect(await wishes('2027-04-09T23:00:01Z')).toEqual([])
  expect(await readRememberedWishes(at(), next.id, hodan)).toEqual([])
})
