import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../shared/access/refusal.ts'
import {
  type Answer,
  acceptBallot,
  answerTo,
  type Ballot,
  BallotInput,
  type Casting,
  familyAnswer,
  POINTS,
  uniteBallots,
} from '../../../shared/poll/ballot.ts'
import type { Poll } from '../../../shared/poll/poll.ts'

const option = (id: string, revision = 1) => ({
  id,
  start: '2027-03-09T23:00:00.000Z',
  end: '2027-03-10T00:00:00.000Z',
  timeZone: 'UTC',
  revision,
})
const poll: Poll = {
  version: 3,
  options: [option('a'), option('b', 2)],
  closesAt: '2027-03-05T00:00:00.000Z',
  answersVisible: false,
  shortlistPercent: 85,
  removed: ['gone'],
}
const casting: Casting = { family: 'f', together: false, receivedAt: '2027-03-01T00:00:00.000Z' }
const cast = (input: object, rest: Partial<Casting> = {}, changed: Partial<Poll> = {}): Ballot =>
  acceptBallot({ ...poll, ...changed }, BallotInput.parse({ answers: {}, ...input }), { ...casting, ...rest })

function codeOf(work: () => unknown): string | undefined {
  try {
    work()
    return undefined
  } catch (fault) {
    return fault instanceof Refusal ? fault.code : 'fault'
  }
}

test.each([
  [['yes', 'no'], false, 'yes'],
  [['no', 'ifNeeded'], false, 'ifNeeded'],
  [['yes', 'ifNeeded'], true, 'ifNeeded'],
  [['yes', 'no'], true, 'no'],
] as const)("of %j, together %s, the family's answer is %s", (answers, together, expected) => {
  expect(familyAnswer(answers, together)).toBe(expected)
})

describe('two caregivers who both vote are one family', () => {
  const first = cast({ answers: { a: 'no' }, caregiver: 'c1' })

  test('with the best of their answers', () => {
    const both = cast({ answers: { a: 'yes' }, caregiver: 'c2' }, { current: first })
    expect(both.answers.a?.answer).toBe('yes')
    expect(both.version).toBe(2)
  })

  test('with the least where both must come', () => {
    const both = cast({ answers: { a: 'yes' }, caregiver: 'c2' }, { current: first, together: true })
    expect(both.answers.a?.answer).toBe('no')
  })

  test('and who speaks for the whole family replaces what they said', () => {
    const whole = cast(
      { answers: { a: 'ifNeeded' } },
      { current: cast({ answers: { a: 'yes' }, caregiver: 'c1' }) },
    )
    expect(whole.answers.a?.answer).toBe('ifNeeded')
  })
})

test('no answer is never a no, and "none of these work" is an answer of its own', () => {
  const ballot = cast({ noneWork: true, couldComeIf: ['ride', 'childcare', 'ride'] })
  expect(answerTo(ballot, option('a'))).toBeUndefined()
  expect(ballot).toMatchObject({ noneWork: true, couldComeIf: ['childcare', 'ride'] })
})

test.each([
  ['an unknown time', { answers: { x: 'yes' } }, {}, 'unknown-option'],
  ['a time that was taken away', { answers: { gone: 'yes' } }, {}, 'options-changed'],
  ['a page from before the change', { answers: { a: 'yes' }, pollVersion: 2 }, {}, 'options-changed'],
  ['a version that is not there yet', { answers: { a: 'yes' }, version: 1 }, {}, 'ballot-changed'],
  ['the deadline', { answers: { a: 'yes' } }, { receivedAt: poll.closesAt }, 'poll-closed'],
])('%s is refused', (_, input, rest, code) => {
  expect(codeOf(() => cast(input, rest))).toBe(code)
})

test('a page from before only the deadline changed still votes', () => {
  const ballot = cast({ answers: { a: 'yes' }, pollVersion: 2 }, {}, { optionsVersion: 2 })
  expect(ballot.answers.a?.answer).toBe('yes')
})

test('the vote that is there already is the same ballot, whatever version it names', () => {
  const current = cast({ answers: { a: 'yes', b: 'no' } })
  expect(
    cast({ answers: { b: 'no', a: 'yes' }, version: 0 }, { current, receivedAt: '2027-03-02T00:00:00.000Z' }),
  ).toBe(current)
})

test('an answer to a time that moved counts no more', () => {
  const ballot = cast({ answers: { b: 'yes' } })
  expect(answerTo(ballot, option('b', 2))).toBe('yes')
  expect(answerTo(ballot, option('b', 3))).toBeUndefined()
})

const answers = fc.dictionary(
  fc.constantFrom('a', 'b', 'c'),
  fc.constantFrom<Answer>('yes', 'ifNeeded', 'no'),
)

test('of two families that become one each time has the best of both answers, or the least', () => {
  fc.assert(
    fc.property(answers, answers, fc.boolean(), (first, second, together) => {
      const open = { closesAt: poll.closesAt }
      const kept = { ...cast({ answers: {} }), answers: given(first), byCaregiver: { family: given(first) } }
      const joined = {
        ...kept,
        family: 'other',
        answers: given(second),
        byCaregiver: { family: given(second) },
      }
      const united = uniteBallots(open, { kept, joined, together })
      for (const id of ['a', 'b', 'c']) {
        const said = [first[id], second[id]].filter((one) => one !== undefined)
        const points = said.map((one) => POINTS[one])
        const expected = said.length === 0 ? undefined : together ? Math.min(...points) : Math.max(...points)
        const answer = united.answers[id]?.answer
        expect(answer && POINTS[answer]).toBe(expected)
      }
      expect(united.version).toBe(kept.version + 1)
    }),
  )
})

const given = (all: Record<string, Answer>) =>
  Object.fromEntries(Object.entries(all).map(([id, answer]) => [id, { answer, optionRevision: 1 }]))

test('of two votes of which one came too late the other stays', () => {
  const kept = cast({ answers: { a: 'yes' } })
  const joined = { ...cast({ answers: { a: 'no' } }), family: 'other', receivedAt: poll.closesAt }
  expect(uniteBallots(poll, { kept, joined, together: true }).answers.a?.answer).toBe('yes')
  const late = { ...kept, receivedAt: poll.closesAt }
  const inTime = { ...joined, receivedAt: kept.receivedAt }
  expect(uniteBallots(poll, { kept: late, joined: inTime, together: false })).toMatchObject({
    family: kept.family,
    answers: { a: { answer: 'no' } },
  })
})
