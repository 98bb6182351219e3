import { describe, expect, test } from 'vitest'
import { publicScope } from '../../../shared/access/actor.ts'
import { newId, schoolOf } from '../../../shared/access/identifier.ts'
import { type Confirmation, isConfirmation } from '../../../shared/delivery/confirmation.ts'
import { receiveText } from '../../../shared/delivery/contact.operations.ts'
import { type Carriers, deliver } from '../../../shared/delivery/delivery.operations.ts'
import { listOutbox } from '../../../shared/delivery/message.operations.ts'
import { answerByText } from '../../../shared/delivery/text-answer.operations.ts'
import type { AskedQuestion } from '../../../shared/delivery/text-question.ts'
import { updateFamily } from '../../../shared/family/family.operations.ts'
import { deleteFamily } from '../../../shared/household/departure.operations.ts'
import { messageKey } from '../../../shared/message/message.store.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { listReplies, putReply } from '../../../shared/session/reply.operations.ts'
import { updateWorkshop } from '../../../shared/session/workshop-change.operations.ts'
import { pendingKeys, updateCounts } from '../../../shared/tally/tally.operations.ts'
import { castBallot, readBallot } from '../../../shared/workshop/ballot.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { PollInput } from '../../../shared/workshop/poll.ts'
import { readPoll } from '../../../shared/workshop/results.operations.ts'
import { LATER, notifyingSchool } from '../../support/notifying-school.ts'
import { inRounds } from '../../support/rounds.ts'

const NUMBER = '+16175550123'
const phone = (address = NUMBER) => ({ kind: 'sms' as const, address })
type Sent = Parameters<NonNullable<Carriers['sms']>>[0]

/** A school that texts, in which a question always fits unless `fits` says otherwise. */
async function texting(fits = true) {
  const school = await notifyingSchool()
  const texts: Sent[] = []
  const sms = async (message: Sent) => void texts.push(message)
  const email = async () => undefined
  const workOff = (now: string) => school.workOff(now, { email, sms, fits: async () => fits })
  const say = async (text: string, from = NUMBER) => {
    await receiveText(school.context, { id: newId(), from, text })
    await workOff(school.clock.now)
  }
  const told = (): Confirmation[] =>
    texts.flatMap((message) => (isConfirmation(message) ? [message.confirmation] : []))
  const outcomes = () => told().map(({ outcome }) => outcome)
  const asked = (): (AskedQuestion | undefined)[] =>
    texts.flatMap((message) => ('topics' in message ? [message.question] : []))
  return { ...school, texts, workOff, say, told, outcomes, asked }
}

/** The same with a family that was asked for its times by text; `ballot` is what it says of the two. */
async function asked(fits = true) {
  const school = await texting(fits)
  const rosa = await school.family('Rosa', phone())
  const workshop = await school.workshop()
  const poll = await school.poll(workshop)
  await school.workOff(LATER)
  const [tuesday = '', wednesday = ''] = poll.options.map(({ id }) => id)
  const ballot = () => readBallot(school.context, workshop, rosa)
  const answers = async () => {
    const given = (await ballot())?.answers ?? {}
    return [given[tuesday]?.answer, given[wednesday]?.answer]
  }
  return { ...school, another: school.workshop, rosa, workshop, tuesday, wednesday, ballot, answers }
}

describe('a vote by text', () => {
  test('numbers the times, is recorded as a ballot by text, told back, and can be changed', async () => {
    const { asked: questions, say, ballot, answers, outcomes, told } = await asked()
    expect(questions()).toMatchObject([{ kind: 'vote', times: [{}, {}] }])
    await say('2 1?')
    expect(await answers()).toEqual(['ifNeeded', 'yes'])
    expect(await ballot()).toMatchObject({ via: 'text', version: 1, receivedAt: LATER, noneWork: false })
    await say('١')
    expect(await answers()).toEqual(['yes', 'no'])
    expect(await ballot()).toMatchObject({ version: 2 })
    expect(outcomes()).toEqual(['voted', 'voted'])
    expect(
      told()
        .at(-1)
        ?.vote?.map(({ answer }) => answer),
    ).toEqual(['yes', 'no'])
  })

  test('0 says that none works', async () => {
    const { say, ballot } = await asked()
    await say('0')
    expect(await ballot()).toMatchObject({ noneWork: true, via: 'text' })
  })

  test('leaves what helps the family come, and its line, as they were', async () => {
    const { say, ballot, context, workshop, rosa, tuesday } = await asked()
    const wishes = { couldComeIf: ['childcare' as const], line: 'We bring rice.' }
    await castBallot(context, workshop, rosa, { answers: { [tuesday]: 'no' }, ...wishes, via: 'paper' })
    await say('1')
    expect(await ballot()).toMatchObject({ ...wishes, via: 'text', version: 2 })
  })

  test('of one of two caregivers is theirs alone', async () => {
    const school = await texting()
    const rosa = await school.family('Rosa', phone())
    const { caregivers } = await updateFamily(school.context, school.school, rosa, {
      caregivers: [
        { givenName: 'Rosa', familyName: '', channels: [phone()] },
        { givenName: 'Luis', familyName: '', channels: [phone('+16175550124')] },
      ],
    })
    const workshop = await school.workshop()
    await school.poll(workshop)
    await school.workOff(LATER)
    await school.say('1')
    await school.say('2', '+16175550124')
    const ballot = await readBallot(school.context, workshop, rosa)
    expect(Object.values(ballot?.answers ?? {}).map(({ answer }) => answer)).toEqual(['yes', 'yes'])
    expect(Object.keys(ballot?.byCaregiver ?? {})).toHaveLength(caregivers.length)
  })

  test.each(['the saturday one is ok', '1-2', '3', '0 1', '1 1?', 'si', '🎉'.repeat(10_000)])(
    '%j is not read, and says how',
    async (text) => {
      const { say, ballot, outcomes } = await asked()
      await say(text)
      expect([await ballot(), outcomes()]).toEqual([undefined, ['unreadable']])
    },
  )

  test('to a time that moved since is not read; the other one is', async () => {
    const { say, context, workshop, tuesday, wednesday, answers, outcomes } = await asked()
    const options = [
      { id: tuesday, start: '2027-03-25T22:00:00.000Z' },
      { id: wednesday, start: '2027-03-24T22:00:00.000Z' },
    ]
    await putPoll(context, workshop, PollInput.parse({ options, closesAt: '2027-03-16T22:00:00.000Z' }))
    await say('1')
    await say('0')
    await say('2')
    expect(await answers()).toEqual([undefined, 'yes'])
    expect(outcomes().slice(0, 2)).toEqual(['unreadable', 'unreadable'])
  })

  test('counts until the vote closes, to the millisecond of its arrival here', async () => {
    const { say, clock, ballot, outcomes } = await asked()
    clock.now = '2027-03-16T21:59:59.999Z'
    await say('1')
    clock.now = '2027-03-16T22:00:00.000Z'
    await say('2')
    expect(await ballot()).toMatchObject({ version: 1 })
    expect(outcomes()).toEqual(['voted', 'late'])
  })

  test('of two numbers of ours is one; from a number that left the family it is nothing', async () => {
    const { say, context, school, rosa, ballot, texts } = await asked()
    const before = texts.length
    await say('1', '+16175550999')
    await updateFamily(context, school, rosa, {
      caregivers: [{ givenName: 'Rosa', familyName: '', channels: [phone('+16175550124')] }],
    })
    await say('1')
    expect([await ballot(), texts.length]).toEqual([undefined, before])
  })
})

describe('a question that went by its link', () => {
  test('is answered by its link', async () => {
    const { say, ballot, outcomes, asked: questions, context, school } = await asked(false)
    await say('1')
    expect([questions(), await ballot(), outcomes()]).toEqual([[undefined], undefined, ['links']])
    expect((await listOutbox(context, school)).find(({ kind }) => kind === 'notices')?.byLink).toBe('long')
  })

  test('goes so with more than nine times', async () => {
    const { family, workshop, context, workOff, asked: questions, school } = await texting()
    await family('Rosa', phone())
    const options = Array.from({ length: 10 }, (_, day) => ({ start: `2027-03-${day + 20}T22:00:00.000Z` }))
    const input = PollInput.parse({ options, closesAt: '2027-03-16T22:00:00.000Z' })
    await putPoll(context, await workshop(), input)
    await workOff(LATER)
    expect(questions()).toEqual([undefined])
    expect((await listOutbox(context, school))[0]?.byLink).toBe('many')
  })

  test('to a number of two families gets the links of both', async () => {
    const { family, workshop, poll, workOff, say, told, context } = await texting()
    const families = [await family('Rosa', phone()), await family('Luis', phone())]
    const id = await workshop()
    await poll(id)
    await workOff(LATER)
    await workOff('2027-03-01T15:05:00.000Z')
    await say('1')
    expect(told()).toMatchObject([{ outcome: 'links', links: [{}, {}] }])
    for (const one of families) expect(await readBallot(context, id, one)).toBeUndefined()
  })
})

test('an answer belongs to the question of the last text', async () => {
  const { another, poll, workOff, say, context, rosa, ballot } = await asked()
  const second = await another()
  await poll(second)
  await workOff('2027-03-01T15:05:00.000Z')
  await say('2')
  expect(await ballot()).toBeUndefined()
  expect(await readBallot(context, second, rosa)).toMatchObject({ via: 'text' })
})

test('an answer is recorded and told within two seconds of our own time, if a round to the database takes 100 ms', async () => {
  const { context, school, clock, ballot, told, texts } = await asked()
  const { table, rounds } = inRounds(context.table)
  clock.now = '2027-03-01T16:00:00.000Z'
  await receiveText({ ...context, table }, { id: newId(), from: NUMBER, text: '1' })
  expect(await ballot()).toMatchObject({ via: 'text' })
  const [message] = (await listOutbox(context, school)).filter(({ state }) => state === 'waiting')
  if (!message) throw new Error('nothing is told')
  const sms = async (sent: Sent) => void texts.push(sent)
  await deliver({ ...context, table }, messageKey(publicScope(school), message), { sms })
  expect(told()).toMatchObject([{ outcome: 'voted' }])
  expect(rounds() * 100).toBeLessThanOrEqual(2_000)
})

test('at most two texts an hour tell what was recorded, the last one the state of when it leaves', async () => {
  const { say, told, clock, workOff } = await asked()
  for (const text of ['1', '2', '1?', '1 2', '2?']) await say(text)
  expect(told()).toHaveLength(2)
  await workOff('2027-03-01T16:01:59.000Z')
  expect(told()).toHaveLength(2)
  await workOff('2027-03-01T16:02:00.000Z')
  expect(told()).toHaveLength(3)
  expect(
    told()
      .at(-1)
      ?.vote?.map(({ answer }) => answer),
  ).toEqual(['no', 'ifNeeded'])
  clock.now = '2027-03-01T16:10:00.000Z'
  await say('1')
  expect(told()).toHaveLength(4)
})

test('what was recorded is told at night, too', async () => {
  const { say, clock, outcomes } = await asked()
  clock.now = '2027-03-02T07:30:00.000Z'
  await say('1')
  expect(outcomes()).toEqual(['voted'])
})

test('a family that deletes itself leaves nothing of its answers by text', async () => {
  const { say, as, school, rosa, table } = await asked()
  await say('1')
  await deleteFamily(as({ kind: 'family', school, family: rosa }), school, rosa)
  const items = (await table.scan()).items.map((item) => JSON.stringify(item))
  // Only that packed copies are to drop it names it still.
  expect(items.filter((item) => item.includes(rosa) && !item.includes('GONE#'))).toEqual([])
})

describe('a reply by text', () => {
  /** A session about which a family is asked, that said before with how many it comes. */
  async function chosen(seats?: number) {
    const school = await asked()
    const { context, rosa, workshop, tuesday, wednesday, workOff, clock } = school
    if (seats !== undefined) await updateWorkshop(context, workshop, { seats })
    await school.say('1')
    const decided = await schedule(context, workshop, { options: [tuesday], reason: 'Only one' })
    const id = decided.sessions[0]?.id ?? ''
    await putReply(context, id, rosa, { attending: true, adults: 2, children: [{ ageBand: 'early' }] })
    await putReply(context, id, rosa, { attending: false })
    clock.now = '2027-03-01T15:10:00.000Z'
    await workOff(clock.now)
    const reply = async () => (await listReplies(context, id)).replies.find(({ family }) => family === rosa)
    return { ...school, session: id, reply, wednesday }
  }

  test('1 says that the family comes as it did last time, 2 that it cannot', async () => {
    const { say, reply, outcomes, asked: questions } = await chosen()
    expect(questions().at(-1)).toEqual({ kind: 'session', people: 3 })
    await say('1')
    expect(await reply()).toMatchObject({ attending: true, adults: 2, children: [{ ageBand: 'early' }] })
    await say('2')
    expect(await reply()).toMatchObject({ attending: false })
    expect(outcomes()).toEqual(['voted', 'replied'])
  })

  test.each(['1 2', '1?', '0', '3', 'yes'])('%j is not read', async (text) => {
    const { say, reply, outcomes } = await chosen()
    await say(text)
    expect([(await reply())?.attending, outcomes().at(-1)]).toEqual([false, 'unreadable'])
  })

  test('1 that finds the session full gets the link, and never waits', async () => {
    const { say, reply, outcomes, context, session, family } = await chosen(2)
    const luis = await family('Luis', { kind: 'email', address: 'luis@example.org' })
    await putReply(context, session, luis, { attending: true, adults: 2 })
    await say('1')
    expect(await reply()).toMatchObject({ attending: false, waiting: false })
    expect(outcomes().at(-1)).toBe('full')
  })
})

test('nothing is read where no family was texted, or none is there any more', async () => {
  const { context, school, clock } = await texting()
  const texted = { school, language: 'es', at: clock.now, expiresAt: 2_000_000_000 }
  const given = { from: NUMBER, text: '1' }
  expect(await answerByText(context, { texted, ...given })).toBeUndefined()
  expect(await answerByText(context, { texted: { ...texted, families: ['gone'] }, ...given })).toBeUndefined()
})

test('the poll that was answered by text is read as by page, and says how many answered so, packed or not', async () => {
  const { say, context, workshop, rosa, tuesday, wednesday } = await asked()
  const byText = async () => (await readPoll(context, workshop)).byText
  await say('1')
  expect((await readPoll(context, workshop)).options[0]).toMatchObject({ yes: 1 })
  expect(await byText()).toBe(1)
  await updateCounts(context, await pendingKeys(context))
  expect(await byText()).toBe(1)
  const onPage = { ...context, actor: { kind: 'family', school: schoolOf(workshop), family: rosa } as const }
  await castBallot(onPage, workshop, rosa, { answers: { [tuesday]: 'no', [wednesday]: 'yes' } })
  expect(await byText()).toBe(0)
})
