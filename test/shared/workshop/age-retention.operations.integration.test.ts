import { beforeEach, expect, test } from 'vitest'
import type { SchoolScope } from '../../../shared/access/actor.ts'
import { dispatch, dueWork } from '../../../shared/delivery/dispatch.operations.ts'
import { schedule, undoSchedule } from '../../../shared/session/decision.operations.ts'
import { isRetention } from '../../../shared/session/retention.operations.ts'
import { migrate } from '../../../shared/table/migration.ts'
import { DATE_AGES } from '../../../shared/workshop/age-retention.operations.ts'
import { castBallot, readBallot } from '../../../shared/workshop/ballot.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { readPoll } from '../../../shared/workshop/results.operations.ts'
import { undoPoll } from '../../../shared/workshop/vote.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { countAll, itemsIn } from '../../support/counting.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

// The vote closes on March 8 at 9:00 in New York, before the change of clock; thirty days later it is April 7.
const POLL = { options: [{ startLocal: '2027-03-10T18:00' }], closesAt: '2027-03-08T09:00' }
const BEFORE = '2027-04-07T12:59:59.999Z'
const AFTER = '2027-04-07T13:00:00.000Z'
const AGES = { kind: 'childcare' as const, children: [{ months: 40 }, { ageBand: 'toddler' as const }] }

let table: Awaited<ReturnType<typeof freshTable>>
let school: string
let rosa: string
let workshop: string
let option: string
const at = (now?: string) => contextFor(DEPLOYMENT, { table, ...(now && { now }) })
const retentions = async (now: string) => (await dueWork(at(now))).filter(isRetention)
const wishes = async () => (await readBallot(at(), workshop, rosa))?.couldComeIf
async function workOff(now: string) {
  const keys = await retentions(now)
  return Promise.all(keys.map(async (key) => (await dispatch(at(now), key, {})).outcome))
}

beforeEach(async () => {
  table = await freshTable()
  const made = await schoolWith(table, 1)
  school = made.school
  rosa = made.ids[0] ?? ''
  workshop = (await createWorkshop(at(), school, READING)).id
  option = (await putPoll(at(), workshop, POLL)).options[0]?.id ?? ''
  await castBallot(at(), workshop, rosa, { answers: { [option]: 'yes' }, couldComeIf: [AGES] })
})

test('thirty days after a vote without a time the ages are gone from the whole table; the wish still counts', async () => {
  expect(await workOff(BEFORE)).toEqual([])
  expect(await wishes()).toEqual([AGES])
  expect(await workOff(AFTER)).toEqual(['forgotten'])
  expect(await wishes()).toEqual(['childcare'])
  expect(await readPoll(at(AFTER), workshop)).toMatchObject({
    answered: 1,
    options: [{ yes: 1, needs: { couldComeIf: { childcare: 1 } } }],
  })
  await countAll(table)
  expect((await itemsIn(table)).filter((item) => /"months"|toddler/.test(JSON.stringify(item)))).toEqual([])
  expect(await retentions(AFTER)).toEqual([])
})

test('a later deadline keeps them as much longer, also when an earlier round arrives late', async () => {
  const [early = { pk: '', sk: '' }] = await retentions(AFTER)
  await putPoll(at(), workshop, {
    options: [{ id: option, startLocal: '2027-03-10T18:00' }],
    closesAt: '2027-03-09T09:00',
  })
  expect(await retentions(AFTER)).toEqual([])
  expect(await dispatch(at(AFTER), early, {})).toEqual({ outcome: 'later' })
  expect(await wishes()).toEqual([AGES])
  expect(await workOff('2027-04-08T13:00:00.000Z')).toEqual(['forgotten'])
  expect(await wishes()).toEqual(['childcare'])
})

test('where a time was chosen they go with the details of its session', async () => {
  await schedule(at(), workshop, { options: [option] })
  expect(await workOff(AFTER)).toEqual([])
  expect(await wishes()).toEqual([AGES])
  expect(await workOff('2027-04-09T23:00:00.000Z')).toEqual(['forgotten'])
  expect(await wishes()).toEqual(['childcare'])
})

test('a choice that is undone dates them again, and a vote that is undone leaves nothing to delete', async () => {
  await schedule(at(), workshop, { options: [option] }, { release: 'after-undo' })
  await workOff(AFTER)
  await undoSchedule(at(), workshop)
  expect(await workOff(AFTER)).toEqual(['forgotten'])
  expect(await wishes()).toEqual(['childcare'])
  const { id } = await createWorkshop(at(), school, READING)
  await putPoll(at(), id, POLL, 'after-undo')
  await undoPoll(at(), id)
  expect(await retentions(AFTER)).toEqual([])
})

test('votes of a version that did not date them are dated by a migration, once', async () => {
  const key = { pk: `SCHOOL#${school as SchoolScope}#RETENTION`, sk: `POLL#${workshop}` }
  await table.commit({ remove: key })
  expect(await retentions(AFTER)).toEqual([])
  expect(await migrate(table, DATE_AGES)).toMatchObject({ changed: 1, passedBy: 0 })
  expect(await migrate(table, DATE_AGES)).toMatchObject({ changed: 0 })
  expect(await workOff(AFTER)).toEqual(['forgotten'])
})
