import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../shared/access/refusal.ts'
import { drawPoll, isInTime, optionsVersionOf, type PollFrame, PollInput } from '../../../shared/poll/poll.ts'

let count = 0
const frame: PollFrame = {
  timeZone: 'America/New_York',
  durationMinutes: 90,
  shortlistPercent: 85,
  now: '2027-03-01T15:00:00.000Z',
  newId: () => `o${++count}`,
}
const closesAt = '2027-03-05T00:00:00.000Z'
const draw = (input: object, before?: ReturnType<typeof drawPoll>) =>
  drawPoll(PollInput.parse({ closesAt, ...input }), frame, before)

function codeOf(work: () => unknown): string | undefined {
  try {
    work()
    return undefined
  } catch (fault) {
    return fault instanceof Refusal ? `${fault.code} ${fault.details.errors?.[0]?.pointer}` : 'fault'
  }
}

test.each([
  [
    'fifty times',
    {
      options: Array.from({ length: 50 }, (_, n) => ({
        startLocal: `2027-04-${String((n % 28) + 1).padStart(2, '0')}T10:00`,
      })),
    },
    'too-many-options /options',
  ],
  [
    'the same time twice',
    { options: [{ startLocal: '2027-03-09T18:00' }, { start: '2027-03-09T23:00:00Z' }] },
    'duplicate-option /options/1',
  ],
  ['a time in the past', { options: [{ startLocal: '2027-02-09T18:00' }] }, 'time-in-past /options/0'],
  [
    'a deadline that is over',
    { options: [{ startLocal: '2027-03-09T18:00' }], closesAt: '2027-03-01T15:00:00Z' },
    'time-in-past /closesAt',
  ],
  [
    'a deadline after the first time',
    { options: [{ startLocal: '2027-03-04T18:00' }], closesAt },
    'deadline-after-first-option /closesAt',
  ],
  [
    'a deadline at the first time',
    { options: [{ start: closesAt }] },
    'deadline-after-first-option /closesAt',
  ],
  [
    'an id that is none',
    { options: [{ id: 'x', startLocal: '2027-03-09T18:00' }] },
    'unknown-option /options/0/id',
  ],
  [
    'a wall time in the gap',
    { options: [{ startLocal: '2027-03-14T02:30' }] },
    'nonexistent-local-time /options/0/startLocal',
  ],
  [
    'a wall time in the overlap',
    { options: [{ startLocal: '2027-11-07T01:30' }] },
    'ambiguous-local-time /options/0/startLocal',
  ],
])('%s is refused', (_, input, code) => {
  expect(codeOf(() => draw(input))).toBe(code)
})

test.each([
  { options: [] },
  { options: [{}] },
  { options: [{ start: '2027-03-09' }] },
  { options: [{ startLocal: '2027-03-09T18:00', start: '2027-03-09T23:00:00Z' }] },
  { options: [{ startLocal: '2027-03-09T18:00', place: 'gym' }] },
])('%o is not a poll', (input) => {
  expect(PollInput.safeParse({ closesAt, ...input }).success).toBe(false)
})

test('both hours of an autumn night stand in one poll, told apart', () => {
  const poll = draw({
    options: [{ startLocal: '2027-11-07T01:30-04:00' }, { startLocal: '2027-11-07T01:30-05:00' }],
  })
  expect(poll.options.map(({ start }) => start)).toEqual([
    '2027-11-07T05:30:00.000Z',
    '2027-11-07T06:30:00.000Z',
  ])
})

describe('a poll that is changed', () => {
  const before = draw({ options: [{ startLocal: '2027-03-09T18:00' }, { startLocal: '2027-03-10T09:00' }] })
  const [first, second] = before.options

  test('keeps ids, raises the revision of what moved, and remembers what was taken away', () => {
    const after = draw({ options: [{ id: first?.id, startLocal: '2027-03-11T18:00' }] }, before)
    expect(after).toMatchObject({
      version: 2,
      options: [{ id: first?.id, revision: 2 }],
      removed: [second?.id],
    })
  })

  test('asks about the same times where only the deadline changed', () => {
    const options = [
      { id: first?.id, startLocal: '2027-03-09T18:00' },
      { id: second?.id, startLocal: '2027-03-10T09:00' },
    ]
    const later = draw({ options, closesAt: '2027-03-06T00:00:00Z' }, before)
    expect([later.version, optionsVersionOf(later)]).toEqual([2, 1])
    const [kept] = options
    expect(optionsVersionOf(draw({ options: [kept] }, later))).toBe(3)
  })

  test('keeps the share for the shortlist with which voting opened', () => {
    const changed = drawPoll(
      PollInput.parse({ closesAt, options: [{ startLocal: '2027-03-11T18:00' }] }),
      { ...frame, shortlistPercent: 50 },
      before,
    )
    expect(changed.shortlistPercent).toBe(85)
  })
})

test('a ballot is in time a millisecond before the deadline and not at it', () => {
  expect(isInTime({ closesAt }, '2027-03-04T23:59:59.999Z')).toBe(true)
  expect(isInTime({ closesAt }, closesAt)).toBe(false)
})
