import { beforeEach, expect, test } from 'vitest'
import type { Context } from '../../../shared/access/context.ts'
import { addClosure } from '../../../shared/calendar/calendar.operations.ts'
import { planTimes } from '../../../shared/calendar/plan.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

let context: Context
let school: string
let workshop: string
beforeEach(async () => {
  context = contextFor(DEPLOYMENT, { table: await freshTable() })
  ;({ school } = await schoolWith(context.table, 2))
  workshop = (await createWorkshop(context, school, READING)).id
})

const mondays = ({ weeks }: Awaited<ReturnType<typeof planTimes>>) => weeks.map(({ days }) => days[0]?.date)

test('times begin where the timeline leaves two weeks to vote, and so does the deadline', async () => {
  const plan = await planTimes(context, workshop)
  expect(mondays(plan)).toEqual(['2027-04-05', '2027-04-12', '2027-04-19', '2027-04-26'])
  expect(plan).toMatchObject({ earlier: '2027-03-08', later: '2027-05-03', suits: undefined })
  expect(plan.picked).toHaveLength(5)
  expect(plan.deadline).toMatchObject({ from: 'timeline' })
})

test('a week in which the school is closed is passed over', async () => {
  await addClosure(context, school, { name: 'Spring break', from: '2027-04-05', to: '2027-04-11' })
  const plan = await planTimes(context, workshop)
  expect(plan.weeks[0]?.days.every(({ closed }) => closed === 'Spring break')).toBe(true)
  expect(plan.picked.every(({ startLocal }) => startLocal >= '2027-04-12')).toBe(true)
})

test('earlier weeks can be asked for, but none of the past', async () => {
  expect(mondays(await planTimes(context, workshop, { from: '2027-03-17' }))[0]).toBe('2027-03-15')
  const past = await planTimes(context, workshop, { from: '2026-01-01' })
  expect(mondays(past)[0]).toBe('2027-03-01')
  expect(past.earlier).toBeUndefined()
  expect(past.picked.every(({ start }) => start > '2027-03-01T15:00:00.000Z')).toBe(true)
  expect(mondays(await planTimes(context, workshop, { from: 'soon' }))[0]).toBe('2027-04-05')
})

test('an open vote shows the week of its first time', async () => {
  await putPoll(context, workshop, {
    options: [{ startLocal: '2027-05-20T18:30' }],
    closesAt: '2027-05-10T18:00',
  })
  expect(mondays(await planTimes(context, workshop))[0]).toBe('2027-05-17')
})

test('times that the calendar lacks have their warnings too', async () => {
  const start = '2027-12-25T23:00:00.000Z'
  const { others, deadline } = await planTimes(context, workshop, { others: [start] })
  expect(others).toMatchObject([{ start, warnings: [{ code: 'holiday', name: 'Christmas Day' }, {}] }])
  expect(deadline.closesAt).toBe('2027-12-05T01:00:00.000Z')
})

test('only organizers plan', async () => {
  const helper = { kind: 'member', school, id: 'h', role: 'helper', name: 'Hana' } as const
  await expect(planTimes({ ...context, actor: helper }, workshop)).rejects.toMatchObject({
    code: 'forbidden',
  })
})
