import { beforeAll, describe, expect, test } from 'vitest'
import { addFamily, updateFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { removeFamily } from '../../../shared/household/departure.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { updateWorkshop } from '../../../shared/session/workshop-change.operations.ts'
import type { Table } from '../../../shared/table/table.ts'
import {
  castBallot,
  listWords,
  readBallot,
  takeBackBallot,
} from '../../../shared/workshop/ballot.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { PollInput } from '../../../shared/workshop/poll.ts'
import { readPoll } from '../../../shared/workshop/results.operations.ts'
import { createWorkshop, listWorkshops, readWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { countAll } from '../../support/counting.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

let table: Table
beforeAll(async () => {
  table = await freshTable()
})

const CLOSES = '2027-03-05T00:00:00.000Z'
const at = (now?: string) => contextFor(DEPLOYMENT, { table, ...(now && { now }) })

async function openVote(families: number) {
  const { school, ids } = await schoolWith(table, families)
  const { id } = await createWorkshop(at(), school, READING)
  const options = [{ startLocal: '2027-03-09T18:00' }, { startLocal: '2027-03-10T09:00' }]
  const poll = await putPoll(at(), id, PollInput.parse({ options, closesAt: CLOSES }))
  const [first = '', second = ''] = poll.options.map((option) => option.id)
  return { school, workshop: id, ids, family: ids[0] ?? '', first, second, poll }
}

test('wall times are read on the clock of the school', async () => {
  const { poll } = await openVote(0)
  expect(poll.options.map(({ start, end }) => [start, end])).toEqual([
    ['2027-03-09T23:00:00.000Z', '2027-03-10T00:00:00.000Z'],
    ['2027-03-10T14:00:00.000Z', '2027-03-10T15:00:00.000Z'],
  ])
})

test('a hundred ballots at once count each', async () => {
  const { workshop, ids, first } = await openVote(100)
  await Promise.all(ids.map((family) => castBallot(at(), workshop, family, { answers: { [first]: 'yes' } })))
  const results = await readPoll(at(), workshop)
  expect(results.options[0]).toMatchObject({ yes: 100, points: 200 })
  expect([results.families, results.answered]).toEqual([100, 100])
})

describe('two edits of the same ballot', () => {
  test('give one success and one conflict that carries the current ballot', async () => {
    const { workshop, family, first } = await openVote(1)
    await castBallot(at(), workshop, family, { answers: { [first]: 'no' } })
    const edits = (['yes', 'ifNeeded'] as const).map((answer) =>
      castBallot(at(), workshop, family, { answers: { [first]: answer }, version: 1 }),
    )
    const outcomes = await Promise.allSettled(edits)
    const [refused] = outcomes.filter((outcome) => outcome.status === 'rejected')
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(refused?.reason).toMatchObject({ code: 'ballot-changed', details: { ballot: { version: 2 } } })
  })

  test('without a version both are cast, one after the other', async () => {
    const { workshop, family, first } = await openVote(1)
    await Promise.all(
      Array.from({ length: 8 }, (_, place) =>
        castBallot(at(), workshop, family, {
          answers: { [first]: place % 2 ? 'yes' : 'no' },
          couldComeIf: ['ride'],
        }),
      ),
    )
    const ballot = await readBallot(at(), workshop, family)
    expect(ballot?.version).toBeGreaterThanOrEqual(1)
    expect((await readPoll(at(), workshop)).answered).toBe(1)
  })

  test('that say the same are one vote', async () => {
    const { workshop, family, first } = await openVote(1)
    const vote = { answers: { [first]: 'yes' as const }, version: 0 }
    const sent = await Promise.all([1, 2, 3].map(() => castBallot(at(), workshop, family, vote)))
    expect(new Set(sent.map(({ version }) => version))).toEqual(new Set([1]))
  })
})

describe('the deadline', () => {
  test('lets in a ballot a millisecond before and none at it', async () => {
    const { workshop, family, first } = await openVote(1)
    const vote = { answers: { [first]: 'yes' as const } }
    await expect(castBallot(at(CLOSES), workshop, family, vote)).rejects.toMatchObject({
      code: 'poll-closed',
    })
    const ballot = await castBallot(at('2027-03-04T23:59:59.999Z'), workshop, family, vote)
    expect(ballot.receivedAt).toBe('2027-03-04T23:59:59.999Z')
  })

  test('is now, once the time was decided', async () => {
    const { workshop, family, first } = await openVote(1)
    await schedule(at(), workshop, { options: [first] })
    const vote = castBallot(at(), workshop, family, { answers: { [first]: 'yes' } })
    await expect(vote).rejects.toMatchObject({ code: 'poll-closed' })
  })
})

describe('who may vote', () => {
  test('a family for itself, in its own school', async () => {
    const { school, workshop, ids, first } = await openVote(2)
    const [own = '', other = ''] = ids
    const family = contextFor({ kind: 'family', school, family: own }, { table })
    const vote = { answers: { [first]: 'yes' as const }, via: 'phone' as const }
    expect(await castBallot(family, workshop, own, vote)).toMatchObject({ via: 'link' })
    await expect(castBallot(family, workshop, other, vote)).rejects.toMatchObject({ code: 'not-found' })
    const elsewhere = await openVote(1)
    await expect(castBallot(family, elsewhere.workshop, own, vote)).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(castBallot(at(), workshop, elsewhere.family, vote)).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  test('who recorded a vote, how and when is stored', async () => {
    const { school, workshop, family, first } = await openVote(1)
    const dana = contextFor({ kind: 'member', school, id: 'm', role: 'organizer', name: 'Dana' }, { table })
    const ballot = await castBallot(dana, workshop, family, { answers: { [first]: 'yes' }, via: 'paper' })
    expect(ballot).toMatchObject({ via: 'paper', recordedBy: 'Dana', receivedAt: '2027-03-01T15:00:00.000Z' })
  })
})

describe('what is counted', () => {
  test('is for organizers; others see counts where the school shows them, and no needs', async () => {
    const { school, workshop, family, first, second } = await openVote(1)
    const vote = { answers: { [first]: 'yes' as const }, couldComeIf: ['childcare' as const] }
    await castBallot(at(), workshop, family, vote)
    const helper = { kind: 'member', school, id: 'm', role: 'helper', name: 'Sam' } as const
    const others = [helper, { kind: 'family', school, family } as const].map((actor) =>
      contextFor(actor, { table }),
    )
    for (const context of others) {
      await expect(readPoll(context, workshop)).rejects.toMatchObject({ code: 'forbidden' })
    }
    const options = [
      { id: first, startLocal: '2027-03-09T18:00' },
      { id: second, startLocal: '2027-03-10T09:00' },
    ]
    await putPoll(at(), workshop, PollInput.parse({ options, closesAt: CLOSES, answersVisible: true }))
    expect((await readPoll(at(), workshop)).options[0]?.needs.couldComeIf).toMatchObject({ childcare: 1 })
    for (const context of others) {
      const results = await readPoll(context, workshop)
      expect(results).toMatchObject({ ranking: [], bestPair: null })
      expect(results.options[0]).toMatchObject({ yes: 1, needs: { couldComeIf: {}, languages: {} } })
    }
  })

  test('is no ballot of a family that left the roster', async () => {
    const { school, workshop, ids, first } = await openVote(2)
    const vote = { answers: { [first]: 'yes' as const }, couldComeIf: ['ride' as const] }
    await Promise.all(ids.map((family) => castBallot(at(), workshop, family, vote)))
    await removeFamily(at(), school, ids[1] ?? '')
    const results = await readPoll(at(), workshop)
    expect([results.families, results.answered]).toEqual([1, 1])
    expect(results.options[0]).toMatchObject({ yes: 1, needs: { couldComeIf: { ride: 1 } } })
  })

  test('is no ballot that came at the deadline or later, should the deadline have come nearer meanwhile', async () => {
    const { workshop, family, first, second } = await openVote(1)
    await castBallot(at('2027-03-04T12:00:00.000Z'), workshop, family, { answers: { [first]: 'yes' } })
    const options = [
      { id: first, startLocal: '2027-03-09T18:00' },
      { id: second, startLocal: '2027-03-10T09:00' },
    ]
    await putPoll(at(), workshop, PollInput.parse({ options, closesAt: '2027-03-04T12:00:00.000Z' }))
    expect((await readPoll(at(), workshop)).options[0]).toMatchObject({ yes: 0 })
  })
})

describe('changing the options of an open poll', () => {
  test('leaves answers to the others alone, and those to the moved one count nothing', async () => {
    const { workshop, family, first, second } = await openVote(1)
    await castBallot(at(), workshop, family, { answers: { [first]: 'yes', [second]: 'yes' } })
    const options = [
      { id: first, startLocal: '2027-03-11T18:00' },
      { id: second, startLocal: '2027-03-10T09:00' },
    ]
    const changed = await putPoll(at(), workshop, PollInput.parse({ options, closesAt: CLOSES }))
    expect([changed.version, changed.options.map(({ id }) => id)]).toEqual([2, [second, first]])
    expect((await readPoll(at(), workshop)).options.map(({ yes }) => yes)).toEqual([1, 0])
  })

  test('tells a page from before so', async () => {
    const { workshop, family, first, second } = await openVote(1)
    const options = [{ id: second, startLocal: '2027-03-10T09:00' }]
    await putPoll(at(), workshop, PollInput.parse({ options, closesAt: CLOSES }))
    const old = castBallot(at(), workshop, family, { answers: { [first]: 'yes' } })
    await expect(old).rejects.toMatchObject({ code: 'options-changed' })
    const unknown = castBallot(at(), workshop, family, { answers: { nowhere: 'yes' } })
    await expect(unknown).rejects.toMatchObject({ code: 'unknown-option' })
  })
})

describe('a family’s value', () => {
  test('follows who must come and who left, after they voted', async () => {
    const { school, workshop, first } = await openVote(0)
    const input = FamilyInput.parse({ caregivers: [{ givenName: 'Ada' }, { givenName: 'Obi' }] })
    const { id, caregivers } = await addFamily(at(), school, input)
    const [ada, obi] = caregivers
    const said = (caregiver: string | undefined, answer: 'yes' | 'no') =>
      castBallot(at(), workshop, id, { answers: { [first]: answer }, ...(caregiver && { caregiver }) })
    await said(ada?.id, 'yes')
    await said(obi?.id, 'no')
    const counted = async () => (await readPoll(at(), workshop)).options[0]
    expect(await counted()).toMatchObject({ yes: 1, no: 0 })
    await updateFamily(at(), school, id, { bothMustAttend: true })
    expect(await counted()).toMatchObject({ yes: 0, no: 1 })
    expect((await readBallot(at(), workshop, id))?.answers[first]?.answer).toBe('no')
    await updateFamily(at(), school, id, { caregivers: ada ? [ada] : [] })
    expect(await counted()).toMatchObject({ yes: 1, no: 0 })
    await countAll(table)
    expect(await counted()).toMatchObject({ yes: 1, no: 0 })
  })
})

describe('a vote that is taken back', () => {
  test('is gone, and a new one is the first again', async () => {
    const { workshop, family, first } = await openVote(1)
    await castBallot(at(), workshop, family, { answers: { [first]: 'yes' } })
    await takeBackBallot(at(), workshop, family)
    expect(await readBallot(at(), workshop, family)).toBeUndefined()
    expect(await readPoll(at(), workshop)).toMatchObject({ answered: 0, options: [{ yes: 0 }, {}] })
    await takeBackBallot(at(), workshop, family)
    expect(await castBallot(at(), workshop, family, { answers: { [first]: 'no' } })).toMatchObject({
      version: 1,
    })
  })

  test('stays once the vote is over, and is no other family’s to take back', async () => {
    const { school, workshop, ids, first } = await openVote(2)
    const [own = '', other = ''] = ids
    await castBallot(at(), workshop, own, { answers: { [first]: 'yes' } })
    const stranger = contextFor({ kind: 'family', school, family: other }, { table })
    await expect(takeBackBallot(stranger, workshop, own)).rejects.toMatchObject({ code: 'not-found' })
    await expect(takeBackBallot(at(CLOSES), workshop, own)).rejects.toMatchObject({ code: 'poll-closed' })
    expect((await readPoll(at(), workshop)).answered).toBe(1)
  })
})

test('what families write beside their answers is for the organizers', async () => {
  const { school, workshop, family } = await openVote(1)
  const line = 'After the night shift, please.'
  await castBallot(at(), workshop, family, { answers: {}, line, suggestedStart: '2027-03-12T23:00:00Z' })
  await countAll(table)
  expect(await listWords(at(), workshop)).toMatchObject([
    { line, suggestedStart: '2027-03-12T23:00:00.000Z', name: expect.any(String) },
  ])
  expect((await readPoll(at(), workshop)).answered).toBe(1)
  const own = contextFor({ kind: 'family', school, family }, { table })
  await expect(listWords(own, workshop)).rejects.toMatchObject({ code: 'forbidden' })
})

test('"none of these work" shuts a group out like a no to each time', async () => {
  const { school, workshop, first, second } = await openVote(0)
  const add = async (language: string) =>
    (
      await addFamily(
        at(),
        school,
        FamilyInput.parse({ caregivers: [{ givenName: 'One' }], groups: [`language:${language}`] }),
      )
    ).id
  for (let count = 0; count < 6; count++)
    await castBallot(at(), workshop, await add('en'), { answers: { [first]: 'yes', [second]: 'yes' } })
  for (let count = 0; count < 4; count++)
    await castBallot(at(), workshop, await add('so'), { answers: {}, noneWork: true })
  const some = await add('so')
  await castBallot(at(), workshop, some, { answers: { [first]: 'no', [second]: 'ifNeeded' } })
  const { ranking } = await readPoll(at(), workshop)
  expect(ranking).toMatchObject([
    { option: second, shutsOut: [] },
    { option: first, shutsOut: ['language:so'] },
  ])
})

test('families neither see a workshop for staff alone nor vote in it, and no such vote counts', async () => {
  const { school, workshop, family, first } = await openVote(1)
  await castBallot(at(), workshop, family, { answers: { [first]: 'yes' } })
  await updateWorkshop(at(), workshop, { audience: ['staff'] })
  const own = contextFor({ kind: 'family', school, family }, { table })
  await expect(readWorkshop(own, workshop)).rejects.toMatchObject({ code: 'not-found' })
  expect(await listWorkshops(own, school)).toEqual([])
  await expect(castBallot(at(), workshop, family, { answers: { [first]: 'no' } })).rejects.toMatchObject({
    code: 'not-for-families',
  })
  expect(await readPoll(at(), workshop)).toMatchObject({ answered: 0, options: [{ yes: 0 }, {}] })
})
