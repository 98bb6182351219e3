import { expect, test } from 'vitest'
import { ballotsThatCount, type CountedBallot } from '../../../shared/workshop/counted-ballot.ts'

const poll = { closesAt: '2027-03-05T00:00:00.000Z' }
const yes = { a: { answer: 'yes' as const, optionRevision: 1 } }
const no = { a: { answer: 'no' as const, optionRevision: 1 } }
const ballot = (rest: Partial<CountedBallot> = {}): CountedBallot => ({
  family: 'f',
  receivedAt: '2027-03-01T00:00:00.000Z',
  answers: yes,
  couldComeIf: [],
  noneWork: false,
  hasWords: false,
  isByText: false,
  ...rest,
})
const counted = (rest: Partial<CountedBallot>, family = {}) =>
  ballotsThatCount(poll, [ballot(rest)], [{ id: 'f', ...family }])

test.each([
  ['in time', {}, 1],
  ['a millisecond before the deadline', { receivedAt: '2027-03-04T23:59:59.999Z' }, 1],
  ['at the deadline', { receivedAt: poll.closesAt }, 0],
  ['of a family that left', { family: 'gone' }, 0],
  ['that says nothing', { answers: {} }, 0],
  ['with "none of these work" alone', { answers: {}, noneWork: true }, 1],
  ['with a wish alone', { answers: {}, couldComeIf: ['ride' as const] }, 1],
  ['with a line alone', { answers: {}, hasWords: true }, 1],
])('a ballot %s counts or not', (_, rest, expected) => {
  expect(counted(rest)).toHaveLength(expected)
})

test('the answers are those of the caregivers that the family has now', () => {
  const byCaregiver = { abcd: yes, wxyz: no }
  const answer = (family: object) => counted({ byCaregiver }, family)[0]?.answers.a?.answer
  expect(answer({ caregivers: ['00000000abcd', '00000000wxyz'] })).toBe('yes')
  expect(answer({ caregivers: ['abcd', 'wxyz'], bothMustAttend: true })).toBe('no')
  expect(answer({ caregivers: ['wxyz'] })).toBe('no')
})

test('a ballot counts no more once all who answered have left', () => {
  expect(counted({ byCaregiver: { abcd: yes } }, { caregivers: ['wxyz'] })).toEqual([])
})

test('a family whose caregivers are unknown counts with the answers computed when it voted', () => {
  expect(counted({ byCaregiver: { abcd: no } })[0]?.answers).toEqual(yes)
})
