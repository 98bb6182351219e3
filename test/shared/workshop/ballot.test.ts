import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../shared/access/refusal.ts'
import { type Answer, POINTS } from '../../../shared/workshop/answer.ts'
import {
  acceptBallot,
  answeredBy,
  answerTo,
  type Ballot,
  BallotInput,
  type Casting,
  mergeBallots,
  shownBallot,
} from '../../../shared/workshop/ballot.ts'
import { familyAnswer } from '../../../shared/workshop/family-answer.ts'
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
const casting: Casting = { family: 'f', receivedAt: '2027-03-01T00:00:00.000Z' }
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
    const both = cast({ answers: { a: 'yes' }, caregiver: 'c2' }, { current: first, bothMustAttend: true })
    expect(both.answers.a?.answer).toBe('no')
  })

  test('with an answer for the whole family in place of theirs', () => {
    const whole = cast(
      { answers: { a: 'ifNeeded' } },
      { current: cast({ answers: { a: 'yes' }, caregiver: 'c1' }) },
    )
    expect(whole.answers.a?.answer).toBe('ifNeeded')
  })
})

test('no answer is never a no', () => {
  expect(answerTo(cast({ answers: { b: 'yes' } }), option('a'))).toBeUndefined()
})

describe('"none of these work"', () => {
  test('is a no to the times that are offered then, and to none that is added or moved later', () => {
    const ballot = cast({ noneWork: true, couldComeIf: ['ride', 'childcare', 'ride'] })
    expect(ballot).toMatchObject({ noneWork: true, couldComeIf: ['childcare', 'ride'] })
    expect([option('a'), option('b', 2)].map((one) => answerTo(ballot, one))).toEqual(['no', 'no'])
    expect([option('a', 2), option('c')].map((one) => answerTo(ballot, one))).toEqual([undefined, undefined])
  })

  test.each(['yes', 'ifNeeded'])('excludes every %s', (answer) => {
    expect(codeOf(() => cast({ answers: { a: answer }, noneWork: true }))).toBe('none-with-yes')
    expect(codeOf(() => cast({ answers: { a: 'no' }, noneWork: true }))).toBeUndefined()
  })

  test('of one caregiver says nothing for another who can come', () => {
    const current = cast({ answers: { a: 'yes' }, caregiver: 'c1' })
    const both = cast({ noneWork: true, caregiver: 'c2' }, { current })
    expect(both).toMatchObject({ noneWork: false, answers: { a: { answer: 'yes' }, b: { answer: 'no' } } })
  })
})

describe('a ballot says something', () => {
  test.each([
    ['nothing', {}],
    ['no answer and no wish', { noneWork: false, couldComeIf: [], line: '  ' }],
  ])('and %s is refused', (_, input) => {
    expect(codeOf(() => cast(input))).toBe('ballot-empty')
  })

  test.each([
    ['an answer', { answers: { a: 'no' } }],
    ['none of these work', { noneWork: true }],
    ['a wish', { couldComeIf: ['ride'] }],
    ['another time', { suggestedStart: '2027-03-12T18:00:00-08:00' }],
    ['a line', { line: 'Thursdays are good.' }],
  ])('and %s is enough', (_, input) => {
    expect(codeOf(() => cast(input))).toBeUndefined()
  })

  test('also when a caregiver takes their answers back and another has answered', () => {
    const first = cast({ answers: { a: 'yes' }, caregiver: 'c1' })
    const second = cast({ answers: { a: 'no' }, caregiver: 'c2' }, { current: first })
    const back = cast({ caregiver: 'c1' }, { current: second })
    expect(back.byCaregiver).toEqual({ c2: { a: { answer: 'no', optionRevision: 1 } } })
    expect(codeOf(() => cast({ caregiver: 'c2' }, { current: back }))).toBe('ballot-empty')
  })
})

describe('what a family writes beside its answers', () => {
  test('is kept: another time in UTC, and a line', () => {
    const input = { suggestedStart: '2027-03-12T18:00:00-08:00', line: ' After the night shift, please. ' }
    expect(cast(input)).toMatchObject({
      suggestedStart: '2027-03-13T02:00:00.000Z',
      line: 'After the night shift, please.',
    })
  })

  test('is refused where the other time is over, unless it was suggested before that', () => {
    const past = { suggestedStart: '2020-03-12T18:00:00Z', line: 'After work.' }
    expect(codeOf(() => cast(past))).toBe('time-in-past')
    const current = { ...cast({ line: 'After work.' }), suggestedStart: '2020-03-12T18:00:00.000Z' }
    expect(codeOf(() => cast({ ...past, answers: { a: 'yes' } }, { current }))).toBeUndefined()
  })

  test.each(['x'.repeat(281), 'My number is 123-45-6789', 'We are undocumented'])(
    'is refused where it is too long, or what is never collected: %s',
    (line) => {
      expect(BallotInput.safeParse({ answers: {}, line }).success).toBe(false)
    },
  )
})

describe('the value of a family', () => {
  const both = cast(
    { answers: { a: 'yes' }, caregiver: 'c2' },
    { current: cast({ answers: { a: 'no' }, caregiver: 'c1' }) },
  )
  const valueFor = (family: Parameters<typeof answeredBy>[1]) => answeredBy(both, family).answers.a?.answer

  test('follows whether both must come, also after they voted', () => {
    expect(valueFor({ bothMustAttend: false, caregivers: ['c1', 'c2'] })).toBe('yes')
    expect(valueFor({ bothMustAttend: true, caregivers: ['c1', 'c2'] })).toBe('no')
  })

  test('leaves out a caregiver who left', () => {
    expect(valueFor({ caregivers: ['c1'] })).toBe('no')
    expect(valueFor({ bothMustAttend: true, caregivers: ['c2'] })).toBe('yes')
    expect(valueFor({ caregivers: ['c3'] })).toBeUndefined()
  })
})

test.each(['decidedAt', 'stoppedAt'])('a ballot that came at %s or later is refused', (end) => {
  const instant = '2027-03-02T00:00:00.000Z'
  const at = (receivedAt: string) =>
    codeOf(() => cast({ answers: { a: 'yes' } }, { receivedAt }, { [end]: instant }))
  expect(at('2027-03-01T23:59:59.999Z')).toBeUndefined()
  expect(at(instant)).toBe('poll-closed')
  expect(at('2027-03-02T00:00:00.001Z')).toBe('poll-closed')
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

describe('of two families that become one', () => {
  const [monday, tuesday] = ['2027-03-01T00:00:00.000Z', '2027-03-02T00:00:00.000Z']
  const kept = cast({ answers: { a: 'no' }, couldComeIf: ['ride'] }, { receivedAt: monday })
  const joined = { ...cast({ answers: { a: 'yes' }, couldComeIf: ['food'] }, { receivedAt: tuesday }) }
  const other = { ...joined, family: 'other' }

  test('the newer ballot stays whole, as the next version of the family that is kept', () => {
    expect(mergeBallots(poll, kept, other)).toEqual({ ...joined, family: 'f', version: 2 })
    const newer = { ...kept, receivedAt: tuesday }
    const older = { ...other, receivedAt: monday }
    expect(mergeBallots(poll, newer, older)).toEqual({ ...newer, version: 2 })
  })

  test('the only ballot is passed on as the first', () => {
    expect(mergeBallots(poll, undefined, { ...other, version: 4 })).toEqual({ ...other, version: 1 })
  })

  test('the ballot in time stays where the other one came too late', () => {
    const late = { ...other, receivedAt: poll.closesAt }
    expect(mergeBallots(poll, kept, late)).toMatchObject({ receivedAt: monday, family: 'f' })
    expect(mergeBallots(poll, { ...kept, receivedAt: poll.closesAt }, other)).toMatchObject({
      receivedAt: tuesday,
      family: 'f',
    })
  })
})

type Vote = { caregiver?: string; answers: Record<string, Answer>; moved: string[] }

// Votes of a family with two caregivers, in any order, while times move in between.
const votes: fc.Arbitrary<Vote[]> = fc.array(
  fc.record(
    {
      caregiver: fc.constantFrom('c1', 'c2'),
      answers: fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom<Answer>('yes', 'ifNeeded', 'no'), {
        minKeys: 1,
      }),
      moved: fc.subarray(['a', 'b']),
    },
    { requiredKeys: ['answers', 'moved'] },
  ),
  { minLength: 1, maxLength: 8 },
)

test('whoever leaves and whether both must come, a family is worth what it would be if it voted so today', () => {
  fc.assert(
    fc.property(votes, fc.boolean(), fc.subarray(['c1', 'c2']), (all, bothMustAttend, caregivers) => {
      let options = poll.options
      let ballot: Ballot | undefined
      for (const { caregiver, answers, moved } of all) {
        options = options.map((one) => ({
          ...one,
          revision: one.revision + (moved.includes(one.id) ? 1 : 0),
        }))
        ballot = cast({ answers, ...(caregiver && { caregiver }) }, { current: ballot }, { options })
      }
      if (!ballot) return
      const today = answeredBy(ballot, { bothMustAttend, caregivers })
      for (const one of options) {
        const said = Object.entries(ballot.byCaregiver).flatMap(([who, answers]) => {
          const given = who === 'family' || caregivers.includes(who) ? answers[one.id] : undefined
          return given?.optionRevision === one.revision ? [POINTS[given.answer]] : []
        })
        const worth = bothMustAttend ? Math.min(...said) : Math.max(...said)
        const answer = answerTo(today, one)
        expect(answer && POINTS[answer]).toBe(said.length === 0 ? undefined : worth)
      }
    }),
  )
})

describe('a refusal', () => {
  const detailsOf = (work: () => unknown): object | undefined => {
    try {
      work()
      return undefined
    } catch (fault) {
      return fault instanceof Refusal ? fault.details : undefined
    }
  }

  test('names the deadline that has passed', () => {
    const late = () => cast({ answers: { a: 'yes' } }, { receivedAt: poll.closesAt })
    expect(detailsOf(late)).toEqual({ closesAt: poll.closesAt })
  })

  test('names an unknown time, in a pointer escaped by RFC 6901', () => {
    expect(detailsOf(() => cast({ answers: { 'x~/y~/': 'yes' } }))).toEqual({
      errors: [{ pointer: '/answers/x~0~1y~0~1', detail: 'unknown-option' }],
    })
  })

  test('brings the current ballot, as it is shown, where the version differs', () => {
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

test('the shown ballot has one answer per time, and not who of the family gave it', () => {
  const ballot = cast({ answers: { a: 'yes', b: 'no' }, caregiver: 'c1' })
  const shown = shownBallot(ballot)
  expect(shown.answers).toEqual({ a: 'yes', b: 'no' })
  expect(shown).not.toHaveProperty('byCaregiver')
  expect(shown).toMatchObject({ family: 'f', version: 1, receivedAt: ballot.receivedAt })
})
