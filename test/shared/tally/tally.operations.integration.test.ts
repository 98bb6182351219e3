import { beforeEach, describe, expect, test } from 'vitest'
import { scopeOf } from '../../../shared/access/actor.ts'
import type { Context } from '../../../shared/access/context.ts'
import { addFamily, updateFamily } from '../../../shared/family/family.operations.ts'
import { FamilyChange, FamilyInput } from '../../../shared/family/family.ts'
import { updateWorkshop } from '../../../shared/session/workshop-change.operations.ts'
import { migrate } from '../../../shared/table/migration.ts'
import { observedWrites } from '../../../shared/table/observed-writes.ts'
import { MARKER_ATTRIBUTES } from '../../../shared/table/pending-marker.ts'
import type { Key, WholeTable } from '../../../shared/table/table.ts'
import {
  countedPartition,
  isNews,
  MARK_UNPACKED,
  pendingKeys,
  updateCounts,
} from '../../../shared/tally/tally.operations.ts'
import { castBallot } from '../../../shared/workshop/ballot.operations.ts'
import { putPoll, readTally } from '../../../shared/workshop/poll.operations.ts'
import { readPoll } from '../../../shared/workshop/results.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { countAll } from '../../support/counting.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

const CLOSES_AT = '2027-03-12T18:00'
const STARTS = ['2027-03-16T18:00', '2027-03-17T09:00']
let heard: Key[]
let table: WholeTable
let context: Context
let workshop: string
let school: string
let families: string[]
let first: string
let second: string
beforeEach(async () => {
  heard = []
  table = observedWrites(await freshTable(), (changes) => {
    heard.push(...changes.map(({ key: { pk, sk } }) => ({ pk, sk })))
  })
  context = contextFor(DEPLOYMENT, { table })
  const made = await schoolWith(table, 6)
  school = made.school
  families = made.ids
  workshop = (await createWorkshop(context, school, READING)).id
  const options = STARTS.map((startLocal) => ({ startLocal }))
  const poll = await putPoll(context, workshop, { options, closesAt: CLOSES_AT, answersVisible: true })
  ;[first = '', second = ''] = poll.options.map(({ id }) => id)
})

const vote = (place: number, answers: Record<string, 'yes' | 'ifNeeded' | 'no'>) =>
  castBallot(context, workshop, families[place] ?? '', { answers })
const seen = async () => {
  const tally = await readTally(context, workshop)
  return tally && [first, second].map((id) => [tally[id]?.yes, tally[id]?.ifNeeded])
}
const recounted = async () => {
  const { options } = await readPoll(context, workshop)
  return options.map(({ yes, ifNeeded }) => [yes, ifNeeded])
}

describe('the tally that families see', () => {
  test('is right of votes of a version without copies once they are migrated, with the first change of their workshop', async () => {
    await vote(0, { [first]: 'yes', [second]: 'no' })
    const pk = `SCHOOL#${school}#BALLOTS#${workshop}`
    const ballot = { pk, sk: `BALLOT#${families[0]}` }
    await table.commit({ amend: ballot, drop: MARKER_ATTRIBUTES, when: 'present' })
    await migrate(table, MARK_UNPACKED)
    await countAll(table)
    const once = [
      [1, 0],
      [0, 0],
    ]
    expect(await recounted()).toEqual(once)
    heard = []
    await updateWorkshop(context, workshop, { place: 'Room 4' })
    await updateCounts(context, heard)
    expect(await seen()).toEqual(once)
    expect(await recounted()).toEqual(once)
  })

  test('is none until votes were counted, then what a recount gives', async () => {
    await vote(0, { [first]: 'yes', [second]: 'no' })
    expect(await seen()).toBeUndefined()
    await updateCounts(context, heard)
    expect(await seen()).toEqual([
      [1, 0],
      [0, 0],
    ])
    await vote(0, { [first]: 'ifNeeded', [second]: 'yes' })
    await vote(1, { [second]: 'yes' })
    await updateCounts(context, heard)
    expect(await seen()).toEqual(await recounted())
    expect(await seen()).toEqual([
      [0, 1],
      [2, 0],
    ])
  })

  test('is the same when changes are heard late, twice, out of order and by two at once', async () => {
    for (const place of families.keys()) await vote(place, { [first]: place % 2 ? 'yes' : 'ifNeeded' })
    const early = [...heard]
    await vote(0, { [first]: 'yes' })
    await vote(1, { [first]: 'no' })
    const late = heard.slice(early.length)
    await Promise.all([updateCounts(context, late.toReversed()), updateCounts(context, early)])
    await updateCounts(context, early)
    await updateCounts(context, late)
    expect(await seen()).toEqual(await recounted())
    expect(await pendingKeys(context)).toEqual([])
  })

  test('of a changed workshop is counted again, and answers for a time that moved do not count', async () => {
    await vote(0, { [first]: 'yes' })
    await updateCounts(context, heard)
    heard = []
    await updateWorkshop(context, workshop, { place: 'Library' })
    expect(await seen()).toBeUndefined()
    await updateCounts(context, heard)
    expect(await seen()).toEqual(await recounted())
    const moved = [
      { id: first, startLocal: '2027-03-18T18:00' },
      { id: second, startLocal: STARTS[1] ?? '' },
    ]
    await putPoll(context, workshop, { options: moved, closesAt: CLOSES_AT })
    await updateCounts(context, heard)
    expect(await seen()).toEqual([
      [0, 0],
      [0, 0],
    ])
  })

  test('is not counted where families do not see it', async () => {
    const options = [{ id: first, startLocal: STARTS[0] ?? '' }]
    await putPoll(context, workshop, { options, closesAt: CLOSES_AT, answersVisible: false })
    await vote(0, { [first]: 'yes' })
    await updateCounts(context, heard)
    expect(await seen()).toBeUndefined()
  })

  test('follows a family whose caregivers must all come, may come alone again, or leave', async () => {
    const caregivers = [{ givenName: 'Rosa' }, { givenName: 'Luis' }]
    const family = await addFamily(context, school, FamilyInput.parse({ caregivers }))
    const [rosa, luis] = family.caregivers
    for (const [caregiver, answer] of [
      [rosa, 'yes'],
      [luis, 'ifNeeded'],
    ] as const)
      await castBallot(context, workshop, family.id, {
        answers: { [first]: answer },
        ...(caregiver && { caregiver: caregiver.id }),
      })
    await vote(0, { [first]: 'yes' })
    await updateCounts(context, heard)
    expect((await seen())?.[0]).toEqual([2, 0])
    for (const [change, expected] of [
      [{ bothMustAttend: true }, [1, 1]],
      [{ bothMustAttend: false }, [2, 0]],
      [{ caregivers: [{ id: luis?.id, givenName: 'Luis' }] }, [1, 1]],
    ] as const) {
      heard = []
      await updateFamily(context, school, family.id, FamilyChange.parse(change))
      await updateCounts(context, heard)
      await updateCounts(context, heard)
      expect((await seen())?.[0]).toEqual(expected)
      expect(await seen()).toEqual(await recounted())
    }
  })

  test('of a changed family is right when changes are heard late and out of order', async () => {
    const caregivers = [{ givenName: 'Rosa' }, { givenName: 'Luis' }]
    const { id, ...family } = await addFamily(context, school, FamilyInput.parse({ caregivers }))
    const [caregiver = ''] = family.caregivers.map((one) => one.id)
    await castBallot(context, workshop, id, { answers: { [first]: 'yes' }, caregiver })
    const early = [...heard]
    await updateFamily(context, school, id, FamilyChange.parse({ bothMustAttend: true }))
    await castBallot(context, workshop, id, { answers: { [first]: 'no' } })
    const late = heard.slice(early.length)
    await Promise.all([updateCounts(context, late), updateCounts(context, early)])
    await updateCounts(context, early)
    expect(await seen()).toEqual(await recounted())
    expect((await seen())?.[0]).toEqual([0, 0])
  })

  test('catches up with votes that nobody heard of', async () => {
    await vote(0, { [first]: 'yes' })
    await updateCounts(context, await pendingKeys(context))
    expect(await seen()).toEqual(await recounted())
    expect(await pendingKeys(context)).toEqual([])
  })
})

test('a key tells what is counted, and what the tally itself writes is no news', async () => {
  const scope = scopeOf(DEPLOYMENT, school)
  const ballots = { pk: `SCHOOL#${scope}#BALLOTS#${workshop}`, sk: 'BALLOT#f' }
  expect(countedPartition(ballots)).toBe(ballots.pk)
  expect(countedPartition({ pk: `${ballots.pk}#PACKED`, sk: 'GONE#BALLOT#f' })).toBe(ballots.pk)
  for (const [pk, sk] of [
    [ballots.pk, 'DEPARTED'],
    [`${ballots.pk}#PACKED`, 'PART#1'],
    [`SCHOOL#${scope}#OUTBOX`, 'MESSAGE#1'],
    [`SCHOOL#${scope}`, 'SCHOOL'],
  ] as const)
    expect(countedPartition({ pk, sk })).toBeUndefined()
  const place = { pk: `SCHOOL#${scope}#WORKSHOPS`, sk: `WORKSHOP#${workshop}` }
  expect([isNews({ mark: 'm' }, ballots), isNews({}, ballots)]).toEqual([true, false])
  expect([isNews({}, place), isNews({ tally: {} }, place)]).toEqual([true, false])
})
