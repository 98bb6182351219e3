import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../../shared/access/context.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { addFamily, issueLink, openLink, readFamily } from '../../../shared/family/operations.ts'
import { mergeFamilies, splitFamily } from '../../../shared/household/operations.ts'
import { castBallot, putPoll, readBallot, readPoll } from '../../../shared/poll/operations.ts'
import { listReplies, putReply, readReply, schedule } from '../../../shared/session/operations.ts'
import { ReplyInput } from '../../../shared/session/reply.ts'
import { createWorkshop, listProposals, propose, readWorkshop } from '../../../shared/workshop/operations.ts'
import { contextFor } from '../../support/context.ts'
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

describe('a merge of two families', () => {
  test('unites their votes: of each time the best of both, and one family is counted', async () => {
    const { id, early, late } = await voting()
    await castBallot(context, id, kept, { answers: { [early]: 'no', [late]: 'yes' } })
    await castBallot(context, id, joined, {
      answers: { [early]: 'ifNeeded', [late]: 'no' },
      couldComeIf: ['ride'],
    })
    await merge()
    const results = await readPoll(context, id)
    expect([results.answered, results.families]).toEqual([1, 2])
    expect(results.options).toMatchObject([
      { yes: 0, ifNeeded: 1 },
      { yes: 1, no: 0 },
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

  test('passes on a reply with its seats, and what is hosted, proposed and remembered', async () => {
    const { id, early } = await voting(2)
    const proposal = { family: joined, title: 'Sewing', learn: 'Sewing', durationMinutes: 60 }
    await propose(context, school, { ...proposal, audience: ['parents'], languages: ['es'] })
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

  test('of two who both come keeps one reply, and gives the other seats to who waits', async () => {
    const { id, early } = await voting(3)
    const { sessions } = await schedule(context, id, { options: [early] })
    const session = sessions[0]?.id ?? ''
    const comes = (family: string, adults: number, wait = false) =>
      putReply(context, session, family, ReplyInput.parse({ attending: true, adults, wait }))
    await comes(kept, 1)
    await comes(joined, 2)
    expect(await comes(third, 2, true)).toMatchObject({ waiting: true })
    await merge()
    const { replies, seatsTaken } = await listReplies(context, session)
    expect(seatsTaken).toBe(3)
    expect(replies.map(({ family, waiting }) => [family, waiting]).sort()).toEqual(
      [
        [kept, false],
        [third, false],
      ].sort(),
    )
  })

  test('that was interrupted is finished by merging again', async () => {
    const { id, early } = await voting()
    await castBallot(context, id, joined, { answers: { [early]: 'yes' } })
    const { token } = await issueLink(context, school, joined)
    // The table is lost after the vote was passed on: the family itself is not removed.
    let commits = 0
    const table = {
      ...context.table,
      commit: async (...writes: Parameters<Context['table']['commit']>) => {
        if (++commits > 1) throw new Error('the power is out')
        return context.table.commit(...writes)
      },
    }
    await expect(mergeFamilies({ ...context, table }, school, kept, joined)).rejects.toThrow('power')
    expect((await readPoll(context, id)).options[0]).toMatchObject({ yes: 1 })
    await merge()
    expect((await readPoll(context, id)).options[0]).toMatchObject({ yes: 1 })
    await expect(readFamily(context, school, joined)).rejects.toThrow('not-found')
    await expect(openLink(context, token)).rejects.toThrow('link-expired')
  })

  test('keeps everybody of both, is one family of two, and is not for who is no organizer', async () => {
    const merged = await merge()
    expect(merged.caregivers.map(({ givenName }) => givenName)).toEqual(['Parent 0', 'Parent 1'])
    await expect(mergeFamilies(context, school, kept, kept)).rejects.toThrow('not-found')
    const family = contextFor({ kind: 'family', school, family: kept }, { table: context.table })
    await expect(mergeFamilies(family, school, kept, third)).rejects.toThrow('forbidden')
  })
})

test('a family that parts keeps its vote with who stays, and each has a grown-up', async () => {
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
