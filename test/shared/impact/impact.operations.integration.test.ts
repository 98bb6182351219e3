import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '../../../shared/access/actor.ts'
import { checkIn } from '../../../shared/attendance/attendance.operations.ts'
import {
  answerAsFamily,
  answerAsStaff,
  readEvidence,
  readSurvey,
  readYear,
  recordAnswer,
  surveyOfFamily,
} from '../../../shared/impact/impact.operations.ts'
import { SurveyInput } from '../../../shared/impact/survey.ts'
import { cancelSession, cancelWorkshop } from '../../../shared/session/cancellation.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { ReplyInput } from '../../../shared/session/reply.ts'
import { castBallot } from '../../../shared/workshop/ballot.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

const AFTER = '2027-03-11T12:00:00Z'
const input = SurveyInput.parse({ learning: { before: 1, now: 3 }, home: { before: 2, now: 2 } })

let table: Awaited<ReturnType<typeof freshTable>>
let school: string
let ids: string[]
let session: string
const as = (actor: Actor, now = AFTER) => contextFor(actor, { table, now })
const family = (id: string): Actor => ({ kind: 'family', school, family: id })
const organizer = (): Actor => ({ kind: 'member', school, id: 'dana', role: 'organizer', name: 'Dana' })

beforeEach(async () => {
  table = await freshTable()
  const made = await schoolWith(table, 12)
  school = made.school
  ids = made.ids
  const before = as(DEPLOYMENT, '2027-03-01T15:00:00Z')
  const { id } = await createWorkshop(before, school, READING)
  const poll = await putPoll(before, id, {
    options: [{ startLocal: '2027-03-10T18:00' }],
    closesAt: '2027-03-08T09:00',
  })
  const { sessions } = await schedule(before, id, { options: [poll.options[0]?.id ?? ''] })
  session = sessions[0]?.id ?? ''
  for (const one of ids) await putReply(before, session, one, ReplyInput.parse({ attending: true }))
})

test('a family answers once, after the session began and for two weeks, and nothing ties it to its answer', async () => {
  const [rosa = '', linh = ''] = ids
  expect(await surveyOfFamily(as(family(rosa), '2027-03-10T12:00:00Z'), session, rosa)).toBe('closed')
  expect(await surveyOfFamily(as(family(rosa)), session, rosa)).toBe('open')
  const both = await Promise.allSettled(
    [1, 2].map(() => answerAsFamily(as(family(rosa)), session, rosa, input)),
  )
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await surveyOfFamily(as(family(rosa)), session, rosa)).toBe('answered')
  await expect(answerAsFamily(as(family(rosa)), session, rosa, input)).rejects.toMatchObject({
    code: 'already-answered',
  })
  expect(await surveyOfFamily(as(family(linh), '2027-03-26T12:00:00Z'), session, linh)).toBe('closed')
  await expect(answerAsFamily(as(family(linh)), session, rosa, input)).rejects.toMatchObject({
    code: 'not-found',
  })
  const { items } = await table.scan(undefined, 5000)
  const answers = items.filter(({ sk }) => sk.startsWith('ANSWER#'))
  expect(answers).toHaveLength(1)
  expect(Object.keys(answers[0] ?? {}).sort()).toEqual(['answers', 'audience', 'pk', 'sk'])
  expect(JSON.stringify(answers)).not.toContain(rosa)
  const marks = items.filter(({ pk }) => pk.includes('#SURVEYED#'))
  expect(marks.map((mark) => Object.keys(mark).sort())).toEqual([['pk', 'sk']])
})

test('the team reads what ten say together, and of fewer nothing', async () => {
  for (const id of ids.slice(0, 8)) await answerAsFamily(as(family(id)), session, id, input)
  await recordAnswer(as(organizer()), session, 'parents', input)
  expect((await readSurvey(as(organizer()), session)).parents).toEqual({ asked: 12 })
  await recordAnswer(as(organizer()), session, 'parents', input)
  await answerAsStaff(as(organizer()), session, SurveyInput.parse({ planning: { before: 1, now: 2 } }))
  await expect(
    answerAsStaff(as(organizer()), session, SurveyInput.parse({ planning: { now: 2 } })),
  ).rejects.toMatchObject({ code: 'already-answered' })
  const [survey] = await readYear(as(organizer()), school)
  expect(survey?.parents).toMatchObject({ asked: 12, answered: 10 })
  expect(survey?.parents.questions?.[0]).toEqual({
    question: 'learning',
    n: 10,
    movedUp: 10,
    before: 2,
    now: 6,
  })
  expect(survey?.staff).toEqual({ asked: 0 })
  await expect(readSurvey(as(family(ids[0] ?? '')), session)).rejects.toMatchObject({ code: 'forbidden' })
})

test('an answer without any face is none', async () => {
  const [rosa = ''] = ids
  await expect(answerAsFamily(as(family(rosa)), session, rosa, {})).rejects.toMatchObject({
    code: 'invalid-input',
  })
  expect(await surveyOfFamily(as(family(rosa)), session, rosa)).toBe('open')
})

test('a line to the school is tied to no answer, is read with ten answers, and until the school year ends', async () => {
  const [rosa = '', ...others] = ids
  const line = 'More books in Somali, please.'
  await answerAsFamily(as(family(rosa)), session, rosa, SurveyInput.parse({ line }))
  for (const id of others.slice(0, 8)) await answerAsFamily(as(family(id)), session, id, input)
  expect((await readSurvey(as(organizer()), session)).parents).toEqual({ asked: 12 })
  await recordAnswer(as(organizer()), session, 'parents', input)
  expect((await readSurvey(as(organizer()), session)).parents).toMatchObject({ answered: 10, lines: [line] })
  const { items } = await table.scan(undefined, 5000)
  const lines = items.filter((item) => item.line === line)
  expect(lines.map((item) => Object.keys(item).sort())).toEqual([
    ['audience', 'expiresAt', 'line', 'pk', 'sk'],
  ])
  const answers = items
    .filter(({ sk }) => sk.startsWith('ANSWER#'))
    .map(({ sk }) => sk.slice('ANSWER#'.length))
  expect(answers).not.toContain(lines[0]?.sk.slice('LINE#'.length))
  const nextYear = await readSurvey(as(organizer(), '2027-07-02T12:00:00Z'), session)
  expect(nextYear.parents).not.toHaveProperty('lines')
})

describe('a series of four', () => {
  const ENDED = '2027-04-08T12:00:00Z'
  let workshop: string
  let series: string[]
  beforeEach(async () => {
    const before = as(DEPLOYMENT, '2027-03-01T15:00:00Z')
    const offers = { childcare: true, food: true, interpretation: false, rides: false }
    ;({ id: workshop } = await createWorkshop(before, school, { ...READING, offers }))
    const poll = await putPoll(before, workshop, {
      options: [{ startLocal: '2027-03-17T18:00' }],
      closesAt: '2027-03-15T09:00',
    })
    const option = poll.options[0]?.id ?? ''
    for (const id of ids) await castBallot(before, workshop, id, { answers: { [option]: 'yes' } })
    const { sessions } = await schedule(before, workshop, { options: [option], weeks: 4 })
    series = sessions.map(({ id }) => id)
  })
  const meetings = async (now = ENDED) => {
    // The session of the week before is a workshop of its own.
    const { evening } = (await readEvidence(as(organizer(), now), school)).meetings
    return evening - 1
  }

  test('is four meetings, at which support is counted each time, and a vote of each family once', async () => {
    const yes = ReplyInput.parse({ attending: true, adults: 1, children: [{ ageBand: 'three' }] })
    // Everybody comes to three of the four.
    for (const one of series.slice(0, 3))
      for (const id of ids) await putReply(as(DEPLOYMENT, '2027-03-02T12:00:00Z'), one, id, yes)
    expect(await meetings()).toBe(4)
    const { supports, planning } = await readEvidence(as(organizer(), ENDED), school)
    expect(supports.childcare).toEqual({ offered: 4, used: 36 })
    expect(supports.food).toEqual({ offered: 4, used: 72 })
    expect(planning.voters).toBe(12)
  })

  test('counts week by week, without a session that was cancelled', async () => {
    expect(await meetings('2027-03-25T12:00:00Z')).toBe(2)
    await cancelSession(as(DEPLOYMENT, '2027-03-26T12:00:00Z'), series[2] ?? '')
    expect(await meetings()).toBe(3)
  })

  test('that is cancelled after two meetings was two meetings', async () => {
    await cancelWorkshop(as(DEPLOYMENT, '2027-03-26T12:00:00Z'), workshop)
    expect(await meetings()).toBe(2)
  })

  test('asks a family after each session that it came to, and after no other', async () => {
    const [rosa = ''] = ids
    for (const one of series.slice(0, 3))
      await checkIn(as(organizer(), '2027-04-07T23:00:00Z'), one, rosa, { adults: 1, children: 0 })
    await answerAsFamily(as(family(rosa), '2027-03-26T12:00:00Z'), series[1] ?? '', rosa, input)
    const standings = await Promise.all(
      series.map((one) => surveyOfFamily(as(family(rosa), '2027-03-26T12:00:00Z'), one, rosa)),
    )
    // The third has not begun.
    expect(standings).toEqual(['open', 'answered', 'closed', 'closed'])
    expect(await surveyOfFamily(as(family(rosa), ENDED), series[3] ?? '', rosa)).toBe('closed')
    const surveys = await readYear(as(organizer(), ENDED), school)
    expect(surveys.slice(1).map((survey) => [survey.session, survey.parents.asked])).toEqual(
      series.map((one, place) => [one, place < 3 ? 1 : 0]),
    )
  })
})
