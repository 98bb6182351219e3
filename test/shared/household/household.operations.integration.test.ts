import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../../shared/access/context.ts'
import { addFamily, issueLink, openLink, readFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { mergeFamilies, splitFamily } from '../../../shared/household/household.operations.ts'
import { previewMerge } from '../../../shared/household/merge-preview.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { listReplies, putReply, readReply } from '../../../shared/session/reply.operations.ts'
import { ReplyInput } from '../../../shared/session/reply.ts'
import { actorOfMember, inviteMember } from '../../../shared/team/member.operations.ts'
import { castBallot, readBallot } from '../../../shared/workshop/ballot.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { listProposals, propose } from '../../../shared/workshop/proposal.operations.ts'
import { readPoll } from '../../../shared/workshop/results.operations.ts'
import { createWorkshop, readWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor, TEST_NOW } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

let context: Context
let school: string
let kept: string
let joined: string
let third: string
beforeEach(async () => {
  const table = await freshTable()
  context = contextFor(DEPLOYMENT, { table })
  const made = await schoolWith(table, 3)
  school = made.school
  const [first = '', second = '', last = ''] = made.ids
  kept = first
  joined = second
  third = last
})

const merge = () => mergeFamilies(context, school, kept, joined)

async function voting(seats?: number) {
  const { id } = await createWorkshop(context, school, {
    ...READING,
    ...(seats && { seats }),
    hostFamily: joined,
  })
  const options = [{ startLocal: '2027-03-10T18:00' }, { startLocal: '2027-03-11T09:00' }]
  const poll = await putPoll(context, id, { options, closesAt: '2027-03-08T09:00' })
  const [early = '', late = ''] = poll.options.map((option) => option.id)
  return { id, early, late }
}

async function decided(seats?: number): Promise<string> {
  const { id, early } = await voting(seats)
  const { sessions } = await schedule(context, id, { options: [early] })
  return sessions[0]?.id ?? ''
}

const at = (now: string) => contextFor(DEPLOYMENT, { table: context.table, now })

/** A family replies for a number of adults; it joins the waiting list if there are not enough seats. */
const comes = (session: string, family: string, adults: number, now = TEST_NOW) =>
  putReply(at(now), session, family, ReplyInput.parse({ attending: true, adults, wait: true }))

async function heldSeats(session: string): Promise<Record<string, number>> {
  const { replies } = await listReplies(context, session)
  return Object.fromEntries(
    replies.map(({ family, waiting, adults }) => [family, waiting ? 0 : adults] as const),
  )
}

const more = (families: number) =>
  Promise.all(
    Array.from({ length: families }, async (_, place) => {
      const input = FamilyInput.parse({ caregivers: [{ givenName: `Another ${place}` }] })
      return (await addFamily(context, school, input)).id
    }),
  )

/** A context whose table fails after a number of commits. */
function losingPowerAfter(most: number): Context {
  const passed: Promise<void>[] = []
  const commit: Context['table']['commit'] = async (...writes) => {
    if (passed.length < most) {
      passed.push(context.table.commit(...writes))
      return passed.at(-1)
    }
    await Promise.allSettled(passed)
    throw new Error('the power is out')
  }
  return { ...context, table: { ...context.table, commit } }
}

const SEWING = {
  title: 'Sewing',
  learn: 'Sewing',
  durationMinutes: 60,
  audience: ['parents' as const],
  languages: ['es'],
}

describe('a merge of two families', () => {
  test('lets a parent on the team keep acting for their family', async () => {
    const linh = { name: 'Linh', email: 'linh@example.org', role: 'parentLeader' as const, family: joined }
    const { member } = await inviteMember(context, school, linh)
    await merge()
    expect(
      await actorOfMember(context.table, { school, member: member.id, since: member.invitedAt }),
    ).toMatchObject({ family: kept })
  })

  test('keeps the newer of their votes, and one family is counted', async () => {
    const { id, early, late } = await voting()
    await castBallot(context, id, kept, { answers: { [early]: 'no', [late]: 'yes' } })
    await castBallot(at('2027-03-01T15:01:00.000Z'), id, joined, {
      answers: { [early]: 'ifNeeded', [late]: 'no' },
      couldComeIf: ['ride'],
    })
    await merge()
    const results = await readPoll(context, id)
    expect([results.answered, results.families]).toEqual([1, 2])
    expect(results.options).toMatchObject([
      { yes: 0, ifNeeded: 1 },
      { yes: 0, no: 1 },
    ])
    expect(await readBallot(context, id, kept)).toMatchObject({ version: 2, couldComeIf: ['ride'] })
    expect(await readBallot(context, id, joined)).toBeUndefined()
  })

  test('keeps the vote of one where only that one voted', async () => {
    const { id, early } = await voting()
    await castBallot(context, id, joined, { answers: { [early]: 'yes' } })
    await merge()
    expect(await readBallot(context, id, kept)).toMatchObject({ family: kept, version: 1 })
    await castBallot(context, id, kept, { answers: { [early]: 'no' }, version: 1 })
    expect((await readPoll(context, id)).options[0]).toMatchObject({ yes: 0, no: 1 })
  })

  test('does so also after the poll has closed and its time was decided', async () => {
    const { id, early, late } = await voting()
    await castBallot(at('2027-03-01T14:00:00.000Z'), id, kept, { answers: { [early]: 'yes', [late]: 'no' } })
    await castBallot(context, id, joined, { answers: { [early]: 'ifNeeded', [late]: 'yes' } })
    await schedule(context, id, { options: [late] })
    await mergeFamilies(at('2027-03-09T09:00:00.000Z'), school, kept, joined)
    const results = await readPoll(context, id)
    expect(results).toMatchObject({ status: 'closed', answered: 1 })
    expect(results.options).toMatchObject([{ ifNeeded: 1 }, { yes: 1, no: 0 }])
  })

  test('transfers a reply with its seats, and hosted workshops, proposals and remembered answers', async () => {
    const { id, early } = await voting(2)
    await propose(context, school, { family: joined, ...SEWING })
    const { sessions } = await schedule(context, id, { options: [early] })
    const session = sessions[0]?.id ?? ''
    await putReply(
      context,
      session,
      joined,
      ReplyInput.parse({ attending: true, adults: 2, diets: { halal: 1 } }),
    )
    await merge()
    const { replies, seatsTaken } = await listReplies(context, session)
    expect([replies.map(({ family }) => family), seatsTaken]).toEqual([[kept], 2])
    expect((await readReply(context, session, kept)).suggested).toMatchObject({ diets: { halal: 1 } })
    expect((await readWorkshop(context, id)).hostFamily).toBe(kept)
    expect(await listProposals(context, school)).toMatchObject([{ family: kept, title: 'Sewing' }])
  })

  test('of two families that both come keeps one reply, and gives the other seats to the waiting list', async () => {
    const session = await decided(3)
    await comes(session, kept, 1)
    await comes(session, joined, 2)
    expect(await comes(session, third, 2)).toMatchObject({ waiting: true })
    await merge()
    expect(await heldSeats(session)).toEqual({ [kept]: 1, [third]: 2 })
  })

  test('after a session does not move up the waiting list', async () => {
    const session = await decided(3)
    await comes(session, kept, 1)
    await comes(session, joined, 2)
    await comes(session, third, 2)
    await mergeFamilies(at('2027-03-12T09:00:00.000Z'), school, kept, joined)
    expect(await heldSeats(session)).toEqual({ [kept]: 1, [third]: 0 })
  })

  test('transfers a place on the waiting list, before later replies', async () => {
    const session = await decided(1)
    const [holder = '', later = ''] = await more(2)
    await comes(session, holder, 1)
    await comes(session, joined, 1, '2027-03-01T15:01:00.000Z')
    await comes(session, later, 1, '2027-03-01T15:02:00.000Z')
    await merge()
    const { replies } = await listReplies(context, session)
    expect(Object.fromEntries(replies.map(({ family, position }) => [family, position]))).toEqual({
      [holder]: undefined,
      [kept]: 1,
      [later]: 2,
    })
    await putReply(context, session, holder, ReplyInput.parse({ attending: false }))
    expect(await heldSeats(session)).toEqual({ [holder]: 0, [kept]: 1, [later]: 0 })
  })

  test('while others reply never gives more seats than there are', async () => {
    const session = await decided(6)
    const others = await more(8)
    await Promise.all([kept, joined].map((family) => comes(session, family, 2)))
    await Promise.all([merge(), ...others.map((family) => comes(session, family, 1))])
    const seats = await heldSeats(session)
    expect(seats).toMatchObject({ [kept]: 2 })
    expect(Object.keys(seats)).not.toContain(joined)
    expect(Object.values(seats).reduce((one, other) => one + other)).toBe(6)
  })

  test('counts the seats again after a concurrent reply', async () => {
    const session = await decided(4)
    const [holder = '', quick = ''] = await more(2)
    for (const family of [kept, joined, holder]) await comes(session, family, 1)
    expect(await comes(session, third, 2)).toMatchObject({ waiting: true })
    let came = false
    const commit: Context['table']['commit'] = async (...writes) => {
      const frees = writes.some((write) => 'remove' in write && write.remove.sk.startsWith('REPLY#'))
      if (frees && !came) {
        came = true
        await comes(session, quick, 1)
      }
      await context.table.commit(...writes)
    }
    await mergeFamilies({ ...context, table: { ...context.table, commit } }, school, kept, joined)
    expect(await heldSeats(session)).toEqual({ [kept]: 1, [holder]: 1, [quick]: 1, [third]: 0 })
  })

  test('does not change the needs of the family that stays', async () => {
    const session = await decided()
    const said = (family: string, diets: object) =>
      putReply(context, session, family, ReplyInput.parse({ attending: true, diets }))
    await said(kept, { vegan: 1 })
    await said(joined, { halal: 1 })
    await merge()
    expect((await readReply(context, session, kept)).suggested.diets).toEqual({ vegan: 1 })
  })

  test('is shown before: which vote and which reply stay', async () => {
    const { id, early } = await voting()
    await castBallot(context, id, kept, { answers: { [early]: 'no' } })
    await castBallot(at('2027-03-01T15:01:00.000Z'), id, joined, { answers: { [early]: 'yes' } })
    const session = await decided()
    await comes(session, kept, 1, '2027-03-01T15:01:00.000Z')
    await comes(session, joined, 2)
    const choices = await previewMerge(context, school, kept, joined)
    expect(choices.map((choice) => [choice.workshop.id, choice.session?.id, choice.stays])).toEqual(
      expect.arrayContaining([
        [id, undefined, joined],
        [expect.any(String), session, kept],
      ]),
    )
    expect(choices).toHaveLength(2)
    await merge()
    expect((await readBallot(context, id, kept))?.answers[early]?.answer).toBe('yes')
    expect(await heldSeats(session)).toEqual({ [kept]: 1 })
  })

  test('keeps the newer reply, with its diets and allergens', async () => {
    const session = await decided(4)
    const said = (family: string, now: string, input: object) =>
      putReply(at(now), session, family, ReplyInput.parse({ attending: true, ...input }))
    await said(kept, '2027-03-01T15:00:00.000Z', { adults: 1, diets: { vegan: 1 } })
    await said(joined, '2027-03-01T15:01:00.000Z', { adults: 2, diets: { halal: 2 }, allergens: ['nuts'] })
    await merge()
    const { reply, suggested } = await readReply(context, session, kept)
    expect(reply).toMatchObject({ adults: 2, diets: { halal: 2 }, allergens: ['nuts'], waiting: false })
    expect(suggested).toMatchObject({ diets: { halal: 2 }, allergens: ['nuts'] })
    expect(await heldSeats(session)).toEqual({ [kept]: 2 })
  })

  test('that was interrupted anywhere is completed by merging again', async () => {
    const { id, early } = await voting(3)
    await castBallot(at('2027-03-01T14:00:00.000Z'), id, kept, { answers: { [early]: 'no' } })
    await castBallot(context, id, joined, { answers: { [early]: 'yes' } })
    const { sessions } = await schedule(context, id, { options: [early] })
    const session = sessions[0]?.id ?? ''
    await propose(context, school, { family: joined, ...SEWING })
    await comes(session, joined, 2)
    const { token } = await issueLink(context, school, joined)
    // Each merge gets one step further: the vote, the reply, what is remembered, hosted and proposed.
    for (let step = 0; step < 5; step++) {
      await expect(mergeFamilies(losingPowerAfter(1), school, kept, joined)).rejects.toThrow('power')
      expect((await readPoll(context, id)).options[0]?.yes).toBe(1)
      expect((await listReplies(context, session)).seatsTaken).toBe(2)
      expect(await openLink(context, token)).toMatchObject({ family: joined })
    }
    await mergeFamilies(losingPowerAfter(1), school, kept, joined)
    expect(await readPoll(context, id)).toMatchObject({ answered: 1, families: 2 })
    expect(await heldSeats(session)).toEqual({ [kept]: 2 })
    expect((await readReply(context, session, kept)).suggested).toMatchObject({ adults: 2 })
    expect((await readWorkshop(context, id)).hostFamily).toBe(kept)
    expect(await listProposals(context, school)).toMatchObject([{ family: kept }])
    await expect(readFamily(context, school, joined)).rejects.toThrow('not-found')
    await expect(openLink(context, token)).rejects.toThrow('link-expired')
  })

  test('keeps everybody of both, needs two different families, and is only for organizers', async () => {
    const merged = await merge()
    expect(merged.caregivers.map(({ givenName }) => givenName)).toEqual(['Parent 0', 'Parent 1'])
    await expect(mergeFamilies(context, school, kept, kept)).rejects.toThrow('not-found')
    const family = contextFor({ kind: 'family', school, family: kept }, { table: context.table })
    await expect(mergeFamilies(family, school, kept, third)).rejects.toThrow('forbidden')
  })
})

test('a split family’s vote stays with the original family, and each side keeps an adult', async () => {
  const input = FamilyInput.parse({ caregivers: [{ givenName: 'Ada' }, { givenName: 'Obi' }] })
  const { id: family, caregivers } = await addFamily(context, school, input)
  const { id, early } = await voting()
  await castBallot(context, id, family, { answers: { [early]: 'yes' } })
  const leaving = { caregivers: [caregivers[1]?.id ?? ''], children: [] }
  const [, parted] = await splitFamily(context, school, family, leaving)
  expect(parted.caregivers).toMatchObject([{ givenName: 'Obi' }])
  expect(await readBallot(context, id, family)).toBeDefined()
  expect(await readBallot(context, id, parted.id)).toBeUndefined()
  await expect(splitFamily(context, school, family, leaving)).rejects.toMatchObject({ code: 'invalid-input' })
})
