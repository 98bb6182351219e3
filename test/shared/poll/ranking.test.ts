import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answer, Ballot } from '../../../shared/poll/ballot.ts'
import type { PollOption } from '../../../shared/poll/poll.ts'
import { bestPair, countOptions, type Election, rankOptions } from '../../../shared/poll/ranking.ts'

const option = (id: string, day: number, rest: Partial<PollOption> = {}): PollOption => ({
  id,
  start: `2027-03-${String(day).padStart(2, '0')}T23:00:00.000Z`,
  end: `2027-03-${String(day).padStart(2, '0')}T23:59:00.000Z`,
  timeZone: 'America/New_York',
  revision: 1,
  ...rest,
})

const ballot = (family: string, answers: Record<string, Answer>): Ballot => ({
  family,
  version: 1,
  answers: Object.fromEntries(
    Object.entries(answers).map(([id, answer]) => [id, { answer, optionRevision: 1 }]),
  ),
  byCaregiver: {},
  noneWork: false,
  couldComeIf: [],
  via: 'link',
  receivedAt: '2027-03-01T00:00:00.000Z',
})

const people = (prefix: string, count: number, group?: string) =>
  Array.from({ length: count }, (_, place) => ({ id: `${prefix}${place}`, groups: group ? [group] : [] }))

const election = (parts: Partial<Election>): Election => ({
  options: [option('A', 8), option('B', 9), option('C', 10)],
  ballots: [],
  families: [],
  kinds: 'all',
  shortlistPercent: 85,
  ...parts,
})

/** Who says what to which option: the first so many of each group. */
function votes(plan: Record<string, Record<string, [Answer, number][]>>): Ballot[] {
  const answers = new Map<string, Record<string, Answer>>()
  for (const [id, groups] of Object.entries(plan)) {
    for (const [prefix, given] of Object.entries(groups)) {
      let place = 0
      for (const [answer, count] of given) {
        for (const end = place + count; place < end; place++) {
          answers.set(`${prefix}${place}`, { ...answers.get(`${prefix}${place}`), [id]: answer })
        }
      }
    }
  }
  return [...answers].map(([family, given]) => ballot(family, given))
}

const worked = election({
  families: [...people('E', 30, 'language:en'), ...people('P', 10, 'language:pt')],
  ballots: votes({
    A: { E: [['yes', 24]], P: [['yes', 1]] },
    B: {
      E: [
        ['yes', 16],
        ['ifNeeded', 2],
      ],
      P: [['yes', 6]],
    },
    C: {
      E: [
        ['yes', 10],
        ['ifNeeded', 8],
      ],
      P: [['yes', 10]],
    },
  }),
})

describe('the worked example of thirty and ten families', () => {
  test('has 50, 46 and 48 points', () => {
    expect(countOptions(worked).map(({ points }) => points)).toEqual([50, 46, 48])
  })

  test('gives B, which leaves no group out; counting heads would give A', () => {
    const ranking = rankOptions(worked)
    expect(ranking.map(({ option: id }) => id)).toEqual(['B', 'C', 'A'])
    expect(ranking.map(({ fairness }) => fairness)).toEqual([
      { numerator: 34, denominator: 60 },
      { numerator: 28, denominator: 60 },
      { numerator: 2, denominator: 20 },
    ])
    expect(ranking.every(({ shortlisted }) => shortlisted)).toBe(true)
    expect(ranking[0]?.reason).toBe('fairest')
    expect(ranking[2]?.leavesOut).toEqual([{ groups: ['language:pt'], reached: 1, families: 10 }])
  })

  test('counts what each group said, silence apart', () => {
    expect(rankOptions(worked)[1]?.byGroup).toEqual([
      { groups: ['language:pt'], families: 10, yes: 10, ifNeeded: 0, no: 0 },
      { groups: ['language:en'], families: 30, yes: 10, ifNeeded: 8, no: 0 },
    ])
  })
})

test('the worked example of forty families: the best single time is A, the best pair A and C with 36 families', () => {
  const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `F${from + n}`)
  // A∩B 12, A∩C 3, B∩C 6, none in all three.
  const reach: Record<string, string[]> = {
    A: [...ids(0, 12), ...ids(12, 15), ...ids(15, 24)],
    B: [...ids(0, 12), ...ids(24, 30), ...ids(30, 34)],
    C: [...ids(12, 15), ...ids(24, 30), ...ids(34, 40)],
  }
  const ballots = people('F', 40).map(({ id }) =>
    ballot(
      id,
      Object.fromEntries(
        Object.keys(reach)
          .filter((one) => reach[one]?.includes(id))
          .map((one) => [one, 'yes' as const]),
      ),
    ),
  )
  const whole = election({ families: people('F', 40), ballots })
  const ranking = rankOptions(whole)
  expect(countOptions(whole).map(({ yes }) => yes)).toEqual([24, 22, 15])
  expect(ranking[0]?.option).toBe('A')
  expect(bestPair(whole, ranking)).toEqual({ options: ['A', 'C'], families: 36 })
})

describe('the shortlist', () => {
  const at = (points: number) =>
    election({
      options: [option('A', 8), option('B', 9)],
      families: [...people('E', 100, 'language:en')],
      ballots: votes({
        A: { E: [['yes', 50]] },
        B: {
          E: [
            ['yes', (points - (points % 2)) / 2],
            ['ifNeeded', points % 2],
          ],
        },
      }),
    })

  test.each([
    [85, true],
    [84, false],
  ])('%i of 100 points: on it %s', (points, shortlisted) => {
    expect(rankOptions(at(points)).find(({ option: id }) => id === 'B')?.shortlisted).toBe(shortlisted)
  })
})

describe('a tie', () => {
  const families = people('F', 10)

  test('goes to more families that have not been to any workshop this school year', () => {
    const ballots = votes({ A: { F: [['yes', 2]] } }).concat(
      ballot('F5', { B: 'yes' }),
      ballot('F6', { B: 'yes' }),
    )
    const tied = election({ families, ballots, been: new Set(['F0']) })
    expect(rankOptions(tied)[0]).toMatchObject({ option: 'B', reason: 'newcomers' })
  })

  test('and where none has been to any, to more families that could come', () => {
    const ballots = votes({ A: { F: [['yes', 2]] }, B: { F: [['ifNeeded', 4]] } })
    expect(rankOptions(election({ families, ballots }))[0]).toMatchObject({
      option: 'B',
      reason: 'newcomers',
    })
  })

  test('then to more yes', () => {
    const ballots = votes({ A: { F: [['ifNeeded', 4]] }, B: { F: [['yes', 2]] } })
    const been = new Set(families.map(({ id }) => id))
    expect(rankOptions(election({ families, ballots, been }))[0]).toMatchObject({
      option: 'B',
      reason: 'more-yes',
    })
  })

  test('then to the earlier start, then to the option id', () => {
    const options = [option('Z', 9), option('Y', 8), option('X', 9)]
    expect(rankOptions(election({ options, families })).map(({ option: id }) => id)).toEqual(['Y', 'X', 'Z'])
  })
})

test('a time whose interpreter is known to be unavailable does not compete', () => {
  const options = [option('A', 8, { unavailable: ['interpreter'] }), option('B', 9)]
  const families = people('F', 10)
  const ranking = rankOptions(
    election({ options, families, ballots: votes({ A: { F: [['yes', 9]] }, B: { F: [['yes', 1]] } }) }),
  )
  expect(ranking.map(({ option: id, reason }) => [id, reason])).toEqual([
    ['B', 'most-points'],
    ['A', 'not-ready'],
  ])
})

test('an answer to where a time was before it moved counts nothing, until it is confirmed', () => {
  const options = [option('A', 8, { revision: 2 })]
  expect(
    countOptions(
      election({ options, families: people('F', 3), ballots: votes({ A: { F: [['yes', 3]] } }) }),
    )[0],
  ).toMatchObject({
    points: 0,
    yes: 0,
    no: 0,
  })
})

test('an empty roster and an unanswered poll have an order and no pair beyond it', () => {
  const empty = election({})
  expect(rankOptions(empty).map(({ option: id }) => id)).toEqual(['A', 'B', 'C'])
  expect(bestPair(empty, rankOptions(empty))).toEqual({ options: ['A', 'B'], families: 0 })
  const alone = election({ options: [option('A', 8)] })
  expect(bestPair(alone, rankOptions(alone))).toBeUndefined()
})

describe('for any votes', () => {
  const someBallots = fc.array(
    fc.record({
      A: fc.constantFrom<Answer>('yes', 'ifNeeded', 'no'),
      B: fc.constantFrom<Answer>('yes', 'ifNeeded', 'no'),
      C: fc.constantFrom<Answer>('yes', 'ifNeeded', 'no'),
    }),
    { maxLength: 30 },
  )
  const families = [
    ...people('E', 20, 'language:en'),
    ...people('P', 6, 'language:pt'),
    ...people('S', 4, 'language:so'),
  ]
  const cast = (given: Record<string, Answer>[]) =>
    given.map((answers, place) => ballot(families[place]?.id ?? '', answers))

  test('the order of the ballots makes no difference', () => {
    fc.assert(
      fc.property(someBallots, (given) => {
        const ballots = cast(given)
        const forth = rankOptions(election({ families, ballots }))
        expect(rankOptions(election({ families, ballots: ballots.toReversed() }))).toEqual(forth)
      }),
    )
  })

  test('the first is on the shortlist, and none on it is fairer', () => {
    fc.assert(
      fc.property(someBallots, (given) => {
        const [first, ...rest] = rankOptions(election({ families, ballots: cast(given) }))
        expect(first?.shortlisted).toBe(true)
        const share = (one: typeof first) => (one ? one.fairness.numerator / one.fairness.denominator : 0)
        for (const one of rest.filter(({ shortlisted }) => shortlisted))
          expect(share(one)).toBeLessThanOrEqual(share(first))
      }),
    )
  })
})
