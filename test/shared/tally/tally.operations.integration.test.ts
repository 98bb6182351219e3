import { beforeEach, describe, expect, test } from 'vitest'
import { scopeOf } from '../../../shared/access/actor.ts'
import type { Context } from '../../../shared/access/context.ts'
import { copyPartition, MARK_ATTRIBUTES } from '../../../shared/table/mark.ts'
import { observedWrites } from '../../../shared/table/observed-writes.ts'
import type { Key, Table } from '../../../shared/table/table.ts'
import { countedWith, isNews, keepUp, uncounted } from '../../../shared/tally/tally.operations.ts'
import { castBallot } from '../../../shared/workshop/ballot.operations.ts'
import { putPoll, readPoll, readTally } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop, updateWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

const CLOSES_AT = '2027-03-12T18:00'
const STARTS = ['2027-03-16T18:00', '2027-03-17T09:00']
let heard: Key[]
let table: Table
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
  test('is right of votes from before there were copies, with the first change of their workshop', async () => {
    await vote(0, { [first]: 'yes', [second]: 'no' })
    const pk = `SCHOOL#${school}#BALLOTS#${workshop}`
    await table.commit(
      { remove: { pk: copyPartition(pk), sk: 'STANDING' } },
      { amend: { pk, sk: `BALLOT#${families[0]}` }, drop: MARK_ATTRIBUTES, when: 'present' },
    )
    const once = [
      [1, 0],
      [0, 0],
    ]
    expect(await recounted()).toEqual(once)
    heard = []
    await updateWorkshop(context, workshop, { place: 'Room 4' })
    await keepUp(context, heard)
    expect(await seen()).toEqual(once)
    expect(await recounted()).toEqual(once)
  })

  test('is none until votes were counted, then what a recount gives', async () => {
    await vote(0, { [first]: 'yes', [second]: 'no' })
    expect(await seen()).toBeUndefined()
    await keepUp(context, heard)
    expect(await seen()).toEqual([
      [1, 0],
      [0, 0],
    ])
    await vote(0, { [first]: 'ifNeeded', [second]: 'yes' })
    await vote(1, { [second]: 'yes' })
    await keepUp(context, heard)
    expect(await seen()).toEqual(await recounted())
    expect(await seen()).toEqual([
      [0, 1],
      [2, 0],
    ])
  })

  test('comes to the same when changes are heard late, twice, out of order and by two at once', async () => {
    for (const place of families.keys()) await vote(place, { [first]: place % 2 ? 'yes' : 'ifNeeded' })
    const early = [...heard]
    await vote(0, { [first]: 'yes' })
    await vote(1, { [first]: 'no' })
    const late = heard.slice(early.length)
    await Promise.all([keepUp(context, late.toReversed()), keepUp(context, early)])
    await keepUp(context, early)
    await keepUp(context, late)
    expect(await seen()).toEqual(await recounted())
    expect(await uncounted(context)).toEqual([])
  })

  test('of a workshop that was changed is counted anew, and of times that moved nothing counts', async () => {
    await vote(0, { [first]: 'yes' })
    await keepUp(context, heard)
    heard = []
    await updateWorkshop(context, workshop, { place: 'Library' })
    expect(await seen()).toBeUndefined()
    await keepUp(context, heard)
    expect(await seen()).toEqual(await recounted())
    const moved = [
      { id: first, startLocal: '2027-03-18T18:00' },
      { id: second, startLocal: STARTS[1] ?? '' },
    ]
    await putPoll(context, workshop, { options: moved, closesAt: CLOSES_AT })
    await keepUp(context, heard)
    expect(await seen()).toEqual([
      [0, 0],
      [0, 0],
    ])
  })

  test('is not counted where families do not see it', async () => {
    const options = [{ id: first, startLocal: STARTS[0] ?? '' }]
    await putPoll(context, workshop, { options, closesAt: CLOSES_AT, answersVisible: false })
    await vote(0, { [first]: 'yes' })
    await keepUp(context, heard)
    expect(await seen()).toBeUndefined()
  })

  test('is caught up with by whoever looks for what was missed', async () => {
    await vote(0, { [first]: 'yes' })
    await keepUp(context, await uncounted(context))
    expect(await seen()).toEqual(await recounted())
    expect(await uncounted(context)).toEqual([])
  })
})

test('what is counted is told by its key, and a write of who counts is no news', async () => {
  const scope = scopeOf(DEPLOYMENT, school)
  const ballots = { pk: `SCHOOL#${scope}#BALLOTS#${workshop}`, sk: 'BALLOT#f' }
  expect(countedWith(ballots)).toBe(ballots.pk)
  expect(countedWith({ pk: `${ballots.pk}#PACKED`, sk: 'GONE#BALLOT#f' })).toBe(ballots.pk)
  for (const [pk, sk] of [
    [ballots.pk, 'DEPARTED'],
    [`${ballots.pk}#PACKED`, 'PART#1'],
    [`SCHOOL#${scope}#OUTBOX`, 'MESSAGE#1'],
    [`SCHOOL#${scope}`, 'SCHOOL'],
  ] as const)
    expect(countedWith({ pk, sk })).toBeUndefined()
  const place = { pk: `SCHOOL#${scope}#WORKSHOPS`, sk: `WORKSHOP#${workshop}` }
  expect([isNews({ mark: 'm' }, ballots), isNews({}, ballots)]).toEqual([true, false])
  expect([isNews({}, place), isNews({ tally: {} }, place)]).toEqual([true, false])
})
