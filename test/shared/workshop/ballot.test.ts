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
  mergeBallots,
  POINTS,
  shownBallot,
} from '../../../shared/workshop/ballot.ts'
import type { Poll } from '../../../shared/workshop/poll.ts'

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

  test('and an answer for the whole family replaces theirs', () => {
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
  [
    'a page from a poll that is not there yet',
    { answers: { a: 'yes' }, pollVersion: 4 },
    {},
    'options-changed',
  ],
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

const NOBODY: string[] = []

describe('of two families that become one', () => {
  const other = (ballot: Ballot): Ballot => ({ ...ballot, family: 'other' })
  const vote = (answer: Answer, caregiver?: string) =>
    cast({ answers: { a: answer }, ...(caregiver && { caregiver }) })

  test.each([
    ['no', 'yes', false, 'yes'],
    ['ifNeeded', 'no', false, 'ifNeeded'],
    ['yes', 'ifNeeded', true, 'ifNeeded'],
    ['no', 'yes', true, 'no'],
    [undefined, 'ifNeeded', false, 'ifNeeded'],
    ['yes', undefined, true, 'yes'],
  ] as const)('%s and %s, together %s, make %s', (first, second, together, expected) => {
    const kept = first ? vote(first) : cast({})
    const joined = other(second ? vote(second) : cast({}))
    expect(mergeBallots(poll, { kept, joined, together, movers: NOBODY })).toMatchObject({
      family: kept.family,
      version: kept.version + 1,
      answers: { a: { answer: expected } },
    })
  })

  test('what both said for everybody is kept side by side, and each caregiver under their own id', () => {
    const kept = vote('no')
    const joined = other(cast({ answers: { a: 'yes' }, caregiver: 'c2' }, { current: vote('ifNeeded') }))
    const { byCaregiver } = mergeBallots(poll, { kept, joined, together: false, movers: ['c2'] })
    expect(Object.keys(byCaregiver).sort()).toEqual(['c2', 'family', 'other'])
    expect(byCaregiver).toMatchObject({
      family: { a: { answer: 'no' } },
      other: { a: { answer: 'ifNeeded' } },
    })
  })

  test.each([
    ['joins', ['c1'], 'no'],
    ['is joined', NOBODY, 'yes'],
  ])('who spoke in both is heard in the family where they are, when it %s', (_, movers, expected) => {
    const [kept, joined] = [vote('yes', 'c1'), other(vote('no', 'c1'))]
    expect(mergeBallots(poll, { kept, joined, together: false, movers }).answers.a?.answer).toBe(expected)
  })

  test('the only vote is passed on as the first, "none of these work" and all', () => {
    const joined = other(cast({ noneWork: true, couldComeIf: ['ride'] }, { current: vote('yes') }))
    const united = mergeBallots(poll, { kept: undefined, joined, together: false, movers: NOBODY })
    expect(united).toEqual({ ...joined, version: 1 })
  })

  test('none works where it does for neither, and every wish stays', () => {
    const kept = cast({ noneWork: true, couldComeIf: ['ride'] })
    const joined = other(cast({ answers: { a: 'yes' }, couldComeIf: ['food', 'ride'] }))
    const united = mergeBallots(poll, { kept, joined, together: false, movers: NOBODY })
    expect(united).toMatchObject({ noneWork: false, couldComeIf: ['food', 'ride'] })
  })

  test('of two votes of which one came too late the other stays', () => {
    const kept = vote('yes')
    const joined = other({ ...vote('no'), receivedAt: poll.closesAt })
    const movers = NOBODY
    expect(mergeBallots(poll, { kept, joined, together: true, movers }).answers.a?.answer).toBe('yes')
    const late = { ...kept, receivedAt: poll.closesAt }
    const inTime = { ...joined, receivedAt: kept.receivedAt }
    expect(mergeBallots(poll, { kept: late, joined: inTime, together: false, movers })).toMatchObject({
      family: kept.family,
      answers: { a: { answer: 'no' } },
    })
  })
})

type Vote = { side: 'f' | 'other'; caregiver?: string; answers: Record<string, Answer>; moved: string[] }

// Votes of two families with two caregivers each, in any order, while times move in between.
const votes: fc.Arbitrary<Vote[]> = fc.array(
  fc.record(
    {
      side: fc.constantFrom('f' as const, 'other' as const),
      caregiver: fc.constantFrom('1', '2'),
      answers: fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom<Answer>('yes', 'ifNeeded', 'no')),
      moved: fc.subarray(['a', 'b']),
    },
    { requiredKeys: ['side', 'answers', 'moved'] },
  ),
  { maxLength: 8 },
)

test('of any two ballots each time has the most points that a family gives it now, or the least', () => {
  fc.assert(
    fc.property(votes, fc.boolean(), (all, together) => {
      let options = poll.options
      const ballots: Record<string, Ballot | undefined> = {}
      for (const { side, caregiver, answers, moved } of all) {
        options = options.map((one) => ({
          ...one,
          revision: one.revision + (moved.includes(one.id) ? 1 : 0),
        }))
        const who = caregiver && { caregiver: `${side}-${caregiver}` }
        const input = { answers, ...who }
        ballots[side] = cast(input, { family: side, together, current: ballots[side] }, { options })
      }
      const { f: kept, other: joined } = ballots
      if (!joined) return
      const united = mergeBallots(poll, { kept, joined, together, movers: ['other-1', 'other-2'] })
      for (const one of options) {
        const now = [kept, joined].flatMap((ballot) => (ballot && answerTo(ballot, one)) ?? [])
        const points = now.map((answer) => POINTS[answer])
        const most = together ? Math.min(...points) : Math.max(...points)
        const answer = answerTo(united, one)
        expect(answer && POINTS[answer]).toBe(points.length === 0 ? undefined : most)
      }
      expect(united.version).toBe((kept?.version ?? 0) + 1)
    }),
  )
})

describe('a refusal tells why', () => {
  const detailsOf = (work: () => unknown): object | undefined => {
    try {
      work()
      return undefined
    } catch (fault) {
      return fault instanceof Refusal ? fault.details : undefined
    }
  }

  test('after the deadline when it was', () => {
    const late = () => cast({ answers: { a: 'yes' } }, { receivedAt: poll.closesAt })
    expect(detailsOf(late)).toEqual({ closesAt: poll.closesAt })
  })

  test('of an unknown time which it was, with the signs of a pointer written as RFC 6901 asks', () => {
    expect(detailsOf(() => cast({ answers: { 'x~/y~/': 'yes' } }))).toEqual({
      errors: [{ pointer: '/answers/x~0~1y~0~1', detail: 'unknown-option' }],
    })
  })

  test('of another version with the current ballot, as it is shown', () => {
    const current = cast({ answers: { a: 'yes' }, noneWork: false })
    const { byCaregiver: _, ...shown } = { ...current, answers: { a: 'yes' } }
    expect(detailsOf(() => cast({ answers: { a: 'no' }, version: 7 }, { current }))).toEqual({
      ballot: shown,
    })
    expect(detailsOf(() => cast({ answers: { a: 'no' }, version: 7 }))).toEqual({ ballot: null })
  })
})

describe('a vote that names the version that it replaces', () => {
  test('is the first where none was there, and the next where it names the current one', () => {
    const first = cast({ answers: { a: 'yes' }, version: 0 })
    expect(first.version).toBe(1)
    expect(cast({ answers: { a: 'no' }, version: 1 }, { current: first }).version).toBe(2)
  })
})

test('the same vote again changes nothing, also where it names no version', () => {
  const current = cast({ answers: { a: 'yes' } })
  expect(cast({ answers: { a: 'yes' } }, { current, receivedAt: '2027-03-02T00:00:00.000Z' })).toBe(current)
})

test('a vote has its channel and its recorder, by default the link and nobody', () => {
  const own = cast({ answers: { a: 'yes' } })
  expect(own).toMatchObject({ via: 'link', noneWork: false, couldComeIf: [] })
  expect(own).not.toHaveProperty('recordedBy')
  expect(cast({ answers: { a: 'yes' }, via: 'phone' }, { recordedBy: 'Dana' })).toMatchObject({
    via: 'phone',
    recordedBy: 'Dana',
  })
})

test.each([
  ['  Dana  ', 'Dana'],
  ['x'.repeat(120), 'x'.repeat(120)],
  [' ', undefined],
  ['x'.repeat(121), undefined],
])('a vote recorded by %j is recorded by %j, or refused', (recordedBy, expected) => {
  expect(BallotInput.safeParse({ answers: {}, recordedBy }).data?.recordedBy).toBe(expected)
})

test('of two families that become one none of the times works where it did for neither', () => {
  const kept = cast({ noneWork: true })
  const joined = { ...cast({ noneWork: true }), family: 'other' }
  const united = mergeBallots(poll, { kept, joined, together: false, movers: NOBODY })
  expect(united.noneWork).toBe(true)
})

test.each([
  ['2027-03-01T00:00:00.000Z', '2027-03-02T00:00:00.000Z'],
  ['2027-03-02T00:00:00.000Z', '2027-03-01T00:00:00.000Z'],
])('votes of %s and %s make one of the later day', (first, second) => {
  const kept = cast({ answers: { a: 'yes' } }, { receivedAt: first })
  const joined = { ...cast({ answers: { b: 'no' } }, { receivedAt: second }), family: 'other' }
  const united = mergeBallots(poll, { kept, joined, together: false, movers: NOBODY })
  expect(united.receivedAt).toBe('2027-03-02T00:00:00.000Z')
})

test('the shown ballot has one answer per time, and not who of the family gave it', () => {
  const ballot = cast({ answers: { a: 'yes', b: 'no' }, caregiver: 'c1' })
  const shown = shownBallot(ballot)
  expect(shown.answers).toEqual({ a: 'yes', b: 'no' })
  expect(shown).not.toHaveProperty('byCaregiver')
  expect(shown).toMatchObject({ family: 'f', version: 1, receivedAt: ballot.receivedAt })
})
