import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../shared/access/refusal.ts'
import {
  buildPoll,
  isInTime,
  optionsVersionOf,
  type PollFrame,
  PollInput,
} from '../../../shared/workshop/poll.ts'

let count = 0
const frame: PollFrame = {
  timeZone: 'America/New_York',
  durationMinutes: 90,
  shortlistPercent: 85,
  joiningPercent: 60,
  now: '2027-03-01T15:00:00.000Z',
  newId: () => `o${++count}`,
}
const closesAt = '2027-03-05T00:00:00.000Z'
const draw = (input: object, before?: ReturnType<typeof buildPoll>) =>
  buildPoll(PollInput.parse({ closesAt, ...input }), frame, before)

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

test('both hours of an autumn night can be in one poll, told apart', () => {
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
    const changed = buildPoll(
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

describe('the times of a poll', () => {
  const at = (day: number) => ({ startLocal: `2027-04-${String(day).padStart(2, '0')}T10:00` })
  const detailsOf = (work: () => unknown) => {
    try {
      work()
      return undefined
    } catch (fault) {
      return fault instanceof Refusal ? fault.details : undefined
    }
  }

  test('are twenty at most, and more are refused', () => {
    const days = (count: number) => Array.from({ length: count }, (_, place) => at(place + 1))
    expect(draw({ options: days(20) }).options).toHaveLength(20)
    expect(detailsOf(() => draw({ options: days(21) }))).toMatchObject({ most: 20 })
  })

  test('last as long as the workshop', () => {
    expect(draw({ options: [at(1)] }).options[0]).toMatchObject({
      start: '2027-04-01T14:00:00.000Z',
      end: '2027-04-01T15:30:00.000Z',
      timeZone: 'America/New_York',
      revision: 1,
    })
  })

  test('may be instants with any offset, and need to be told in one way', () => {
    expect(draw({ options: [{ start: '2027-04-01T10:00:00-04:00' }] }).options[0]?.start).toBe(
      '2027-04-01T14:00:00.000Z',
    )
    const wrong = PollInput.safeParse({ closesAt, options: [{}] })
    expect(wrong.error?.issues.map(({ message }) => message)).toEqual(['start-or-start-local'])
  })

  test('may not begin at this very instant', () => {
    expect(codeOf(() => draw({ options: [{ start: frame.now }] }))).toBe('time-in-past /options/0')
  })

  test('are before the deadline where one of them is, and that is told at the deadline', () => {
    const options = [{ startLocal: '2027-03-04T18:00' }, at(1)]
    expect(codeOf(() => draw({ options }))).toBe('deadline-after-first-option /closesAt')
  })

  test('end by a deadline on the clock of the school, and one that the clock skips is refused at its place', () => {
    expect(draw({ options: [at(1)], closesAt: '2027-03-20T18:00' }).closesAt).toBe('2027-03-20T22:00:00.000Z')
    expect(codeOf(() => draw({ options: [at(1)], closesAt: '2027-03-14T02:30' }))).toBe(
      'nonexistent-local-time /closesAt',
    )
  })

  test('say what they cannot do without and do not have, until somebody says otherwise', () => {
    const before = draw({ options: [{ ...at(1), unavailable: ['interpreter', 'childcare'] }, at(2)] })
    const [first, second] = before.options
    expect(first?.unavailable).toEqual(['interpreter', 'childcare'])
    expect(second).not.toHaveProperty('unavailable')
    const again = draw({ options: [{ ...at(1), id: first?.id }] }, before)
    expect(again.options[0]?.unavailable).toEqual(['interpreter', 'childcare'])
    const mended = draw({ options: [{ ...at(1), id: first?.id, unavailable: [] }] }, before)
    expect(mended.options[0]).not.toHaveProperty('unavailable')
  })

  test('that have begun may stay, and may not be moved to another past', () => {
    const before = draw({ options: [{ startLocal: '2027-03-09T18:00' }, at(1)] })
    const [first, second] = before.options
    const later: PollFrame = { ...frame, now: '2027-03-10T15:00:00.000Z' }
    const change = (startLocal: string) =>
      PollInput.parse({
        closesAt: '2027-03-20T00:00:00Z',
        options: [
          { id: first?.id, startLocal },
          { ...at(1), id: second?.id },
        ],
      })
    // It is refused since the deadline is after it, not since it is past.
    expect(codeOf(() => buildPoll(change('2027-03-09T18:00'), later, before))).toBe(
      'deadline-after-first-option /closesAt',
    )
    expect(codeOf(() => buildPoll(change('2027-03-08T18:00'), later, before))).toBe('time-in-past /options/0')
  })

  test('are named once each', () => {
    const before = draw({ options: [at(1), at(2)] })
    const id = before.options[0]?.id
    expect(
      codeOf(() =>
        draw(
          {
            options: [
              { ...at(1), id },
              { ...at(3), id },
            ],
          },
          before,
        ),
      ),
    ).toBe('duplicate-option /options/1/id')
    expect(draw({ options: [at(1), at(2), at(3)] }).options).toHaveLength(3)
  })

  test('that were taken away are remembered, the last hundred', () => {
    const before = { ...draw({ options: [at(1)] }), removed: Array.from({ length: 100 }, (_, n) => `r${n}`) }
    const { removed } = draw({ options: [at(2)] }, before)
    expect([removed.length, removed[0], removed.at(-1)]).toEqual([100, 'r1', before.options[0]?.id])
  })
})

describe('whether families see counts', () => {
  const options = [{ startLocal: '2027-04-01T10:00' }]
  test('is no where nothing is said, and stays as it was', () => {
    expect(draw({ options }).answersVisible).toBe(false)
    const open = draw({ options, answersVisible: true })
    expect(open.answersVisible).toBe(true)
    expect(draw({ options }, open).answersVisible).toBe(true)
    expect(draw({ options, answersVisible: false }, open).answersVisible).toBe(false)
  })
})

describe('a poll asks about the same times', () => {
  const at = (day: number) => ({ startLocal: `2027-04-0${day}T10:00` })
  const before = draw({ options: [at(1), at(2)] })
  const [first, second] = before.options.map(({ id }) => id)

  test('in whatever order they are told', () => {
    const after = draw(
      {
        options: [
          { ...at(2), id: second },
          { ...at(1), id: first },
        ],
      },
      before,
    )
    expect(optionsVersionOf(after)).toBe(1)
  })

  test('no more where one moved', () => {
    const after = draw(
      {
        options: [
          { ...at(3), id: first },
          { ...at(2), id: second },
        ],
      },
      before,
    )
    expect(optionsVersionOf(after)).toBe(2)
  })
})

test('options are in the order of their time, whatever order they were entered in', () => {
  const days = ['2027-03-12', '2027-03-10', '2027-03-11']
  const { options } = draw({ options: days.map((day) => ({ startLocal: `${day}T18:00` })) })
  expect(options.map(({ start }) => start.slice(0, 10))).toEqual(['2027-03-10', '2027-03-11', '2027-03-12'])
})

test.each(['decidedAt', 'stoppedAt'])(
  'a vote ends at %s to the millisecond, and never after its deadline',
  (end) => {
    const instant = '2027-03-03T10:00:00.000Z'
    expect(isInTime({ closesAt, [end]: instant }, '2027-03-03T09:59:59.999Z')).toBe(true)
    expect(isInTime({ closesAt, [end]: instant }, instant)).toBe(false)
    expect(isInTime({ closesAt, [end]: '2027-03-09T00:00:00.000Z' }, closesAt)).toBe(false)
  },
)
