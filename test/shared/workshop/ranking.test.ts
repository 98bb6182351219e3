import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answer } from '../../../shared/workshop/answer.ts'
import type { Ballot } from '../../../shared/workshop/ballot.ts'
import { bestPair } from '../../../shared/workshop/best-pair.ts'
import { countOptions } from '../../../shared/workshop/option-count.ts'
import type { PollOption } from '../../../shared/workshop/poll.ts'
import { compareFractions, type Election, rankOptions } from '../../../shared/workshop/ranking.ts'

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
  joiningPercent: 60,
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
    expect(ranking.map(({ shutsOut }) => shutsOut)).toEqual([[], [], []])
  })

  test('counts what each group said, silence apart', () => {
    expect(rankOptions(worked)[1]?.byGroup).toEqual([
      { groups: ['language:pt'], families: 10, heard: 10, yes: 10, ifNeeded: 0, no: 0 },
      { groups: ['language:en'], families: 30, heard: 24, yes: 10, ifNeeded: 8, no: 0 },
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
  expect(bestPair(whole, ranking)).toEqual({ options: ['A', 'C'], families: 36, byGroup: [] })
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

  test('where none has been to any, goes to more families that could come', () => {
    const ballots = votes({ A: { F: [['yes', 2]] }, B: { F: [['ifNeeded', 4]] } })
    expect(rankOptions(election({ families, ballots }))[0]).toMatchObject({
      option: 'B',
      reason: 'newcomers',
    })
  })

  test('goes then to more yes', () => {
    const ballots = votes({ A: { F: [['ifNeeded', 4]] }, B: { F: [['yes', 2]] } })
    const been = new Set(families.map(({ id }) => id))
    expect(rankOptions(election({ families, ballots, been }))[0]).toMatchObject({
      option: 'B',
      reason: 'more-yes',
    })
  })

  test('goes then to the earlier start, then to the option id', () => {
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
  expect(bestPair(empty, rankOptions(empty))).toEqual({ options: ['A', 'B'], families: 0, byGroup: [] })
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

  test('a time that shuts out a group is on the shortlist only beside others that do', () => {
    fc.assert(
      fc.property(someBallots, (given) => {
        const short = rankOptions(election({ families, ballots: cast(given) })).filter(
          (one) => one.shortlisted,
        )
        const open = short.filter(({ shutsOut }) => shutsOut.length === 0)
        expect([0, short.length]).toContain(open.length)
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

test('only ballots of families that are on the roster count', () => {
  const ballots = votes({ A: { F: [['yes', 2]], Gone: [['yes', 3]] } })
  expect(countOptions(election({ families: people('F', 5), ballots }))[0]).toMatchObject({
    points: 4,
    yes: 2,
  })
})

test('yes, if needed and no are counted apart', () => {
  const given: [Answer, number][] = [
    ['yes', 3],
    ['ifNeeded', 2],
    ['no', 1],
  ]
  const counted = election({ families: people('F', 9), ballots: votes({ A: { F: given } }) })
  expect(countOptions(counted)[0]).toEqual({ id: 'A', points: 8, yes: 3, ifNeeded: 2, no: 1, ready: true })
})

describe('fairness', () => {
  test('is the share of all families together where there are no groups', () => {
    const ballots = votes({ A: { F: [['yes', 3]] } })
    expect(rankOptions(election({ families: people('F', 4), ballots }))[0]?.fairness).toEqual({
      numerator: 6,
      denominator: 8,
    })
  })

  test('is that of the smaller group where two are served alike', () => {
    const families = [...people('E', 20, 'language:en'), ...people('P', 10, 'language:pt')]
    const ballots = votes({ A: { E: [['yes', 10]], P: [['yes', 5]] } })
    expect(rankOptions(election({ families, ballots }))[0]?.fairness).toEqual({
      numerator: 10,
      denominator: 20,
    })
  })

  test.each([
    [{ numerator: 1, denominator: 2 }, { numerator: 1, denominator: 3 }, 1],
    [{ numerator: 1, denominator: 3 }, { numerator: 2, denominator: 6 }, 0],
    [{ numerator: 0, denominator: 0 }, { numerator: 1, denominator: 2 }, -1],
    [{ numerator: 1, denominator: 2 }, { numerator: 0, denominator: 0 }, 1],
    [{ numerator: 0, denominator: 0 }, { numerator: 0, denominator: 5 }, -1],
    [{ numerator: 0, denominator: 0 }, { numerator: 0, denominator: 0 }, 0],
  ])('%j beside %j compares as %i, and the share of an empty group is none', (one, other, sign) => {
    expect(Math.sign(compareFractions(one, other))).toBe(sign)
  })
})

describe('the groups that a time leaves out', () => {
  const families = [
    ...people('E', 10, 'language:en'),
    ...people('P', 10, 'language:pt'),
    ...people('S', 20, 'language:so'),
  ]
  const leftOutBy = (plan: Record<string, [Answer, number][]>) => {
    const [first] = rankOptions(election({ families, ballots: votes({ A: plan }) }))
    return first?.leavesOut
  }

  test('is every group that answered and of which nobody can come, the most heard first', () => {
    expect(leftOutBy({ E: [['no', 2]], P: [['no', 6]], S: [['yes', 1]] })).toEqual([
      { groups: ['language:pt'], heard: 6, families: 10 },
      { groups: ['language:en'], heard: 2, families: 10 },
    ])
  })

  test('is no group of which one family can come, and none that said nothing', () => {
    const P: [Answer, number][] = [
      ['ifNeeded', 1],
      ['no', 9],
    ]
    expect(leftOutBy({ E: [['yes', 3]], P })).toEqual([])
  })

  test('never include a group that is too small to be shown', () => {
    const few = [...people('E', 10, 'language:en'), ...people('N', 3, 'shift:night')]
    const ballots = votes({ A: { E: [['yes', 9]], N: [['no', 3]] } })
    const [first] = rankOptions(election({ families: few, ballots }))
    expect(first?.byGroup.map(({ groups }) => groups)).toEqual([['language:en']])
    expect(first?.leavesOut).toEqual([])
    expect(first?.fairness).toEqual({ numerator: 0, denominator: 6 })
  })
})

describe('a group that a time shuts out', () => {
  const families = [...people('E', 30, 'language:en'), ...people('S', 8, 'language:so')]
  /** Six of eight Somali-speaking families answered A, all with no; five of them said yes to B. */
  const shutOut = election({
    families,
    options: [option('A', 8), option('B', 9)],
    ballots: votes({
      A: { E: [['yes', 26]], S: [['no', 6]] },
      B: { E: [['yes', 14]], S: [['yes', 5]] },
    }),
  })

  test('has the other time win in the worked example, though A has more points', () => {
    const ranking = rankOptions(shutOut)
    expect(countOptions(shutOut).map(({ points }) => points)).toEqual([52, 38])
    expect(
      ranking.map(({ option: id, shortlisted, reason, shutsOut }) => [id, shortlisted, reason, shutsOut]),
    ).toEqual([
      ['B', true, 'fairest', []],
      ['A', false, 'shuts-out', ['language:so']],
    ])
  })

  const somali = (answers: [Answer, number][], elsewhere: Answer = 'yes', B = 14) =>
    rankOptions(
      election({
        families,
        options: [option('A', 8), option('B', 9)],
        ballots: votes({
          A: { E: [['yes', 26]], S: answers },
          B: { E: [['yes', B]], S: [[elsewhere, 5]] },
        }),
      }),
    ).map(({ option: id, shutsOut }) => [id, shutsOut])

  test.each<[string, [Answer, number][]]>([
    ['four families answered', [['no', 4]]],
    [
      'one of them can come if needed',
      [
        ['no', 5],
        ['ifNeeded', 1],
      ],
    ],
  ])('is none where %s', (_, answers) => {
    expect(somali(answers)).toEqual([
      ['A', []],
      ['B', []],
    ])
  })

  test('is one from five families on', () => {
    expect(somali([['no', 5]])[0]).toEqual(['B', []])
  })

  test('is none where no other time would suit it either', () => {
    expect(somali([['no', 6]], 'no')[0]).toEqual(['A', []])
  })

  test('does not keep a time with under 60 of 100 of the most points from losing', () => {
    // 2 × 10 + 10 = 30 points, of 52: under 31.2.
    expect(somali([['no', 6]], 'yes', 10)).toEqual([
      ['A', ['language:so']],
      ['B', []],
    ])
    // 32 points.
    expect(somali([['no', 6]], 'yes', 11)[0]).toEqual(['B', []])
  })

  test('counts no yes to a time that is not ready', () => {
    const options = [option('A', 8), option('B', 9, { unavailable: ['childcare'] })]
    expect(rankOptions({ ...shutOut, options })[0]).toMatchObject({ option: 'A', shutsOut: [] })
  })

  test('is named by all its groups where small ones were joined', () => {
    const joined = [
      ...people('E', 30, 'language:en'),
      ...people('S', 4, 'language:so'),
      ...people('V', 4, 'language:vi'),
    ]
    const ballots = votes({
      A: { E: [['yes', 26]], S: [['no', 3]], V: [['no', 3]] },
      B: { E: [['yes', 14]], S: [['yes', 3]], V: [['yes', 2]] },
    })
    const ranking = rankOptions({ ...shutOut, families: joined, ballots })
    expect(ranking[1]?.shutsOut).toEqual(['language:so', 'language:vi'])
  })

  test('lets a time that shuts out nobody on the list win without any other joining', () => {
    const ballots = votes({
      A: { E: [['yes', 26]], S: [['no', 6]] },
      B: { E: [['yes', 23]], S: [['yes', 1]] },
      C: { E: [['yes', 10]], S: [['yes', 6]] },
    })
    const ranking = rankOptions(election({ families, ballots }))
    expect(ranking.map(({ option: id, shortlisted }) => [id, shortlisted])).toEqual([
      ['B', true],
      ['A', false],
      ['C', false],
    ])
  })
})

describe('a group of which nobody has answered', () => {
  const families = [...people('E', 20, 'language:en'), ...people('S', 8, 'language:so')]

  test('says nothing: it is left out of the fairness of every time', () => {
    const ballots = votes({ A: { E: [['yes', 9]] }, B: { E: [['yes', 8]] } })
    const [first] = rankOptions(election({ families, ballots }))
    expect(first).toMatchObject({ option: 'A', fairness: { numerator: 18, denominator: 40 } })
    expect(first?.byGroup[0]).toEqual({
      ...{ groups: ['language:so'], families: 8, heard: 0, yes: 0, ifNeeded: 0, no: 0 },
    })
  })

  test('counts as soon as one of its families answered any of the times', () => {
    const ballots = votes({ A: { E: [['yes', 9]] }, B: { S: [['no', 1]] } })
    const [first] = rankOptions(election({ families, ballots }))
    expect(first?.fairness).toEqual({ numerator: 0, denominator: 16 })
  })

  test('leaves the share of all families together where no group was heard', () => {
    const ballots = votes({ A: { F: [['yes', 4]] } })
    const all = [...families, ...people('F', 4)]
    expect(rankOptions(election({ families: all, ballots }))[0]?.fairness).toEqual({
      numerator: 8,
      denominator: 64,
    })
  })
})

describe('the fairest', () => {
  test('is a time only if no other ready one is as fair, also below the shortlist', () => {
    const families = [...people('E', 30, 'language:en'), ...people('P', 10, 'language:pt')]
    const ballots = votes({
      A: { E: [['yes', 28]], P: [['yes', 2]] },
      B: { E: [['yes', 24]], P: [['yes', 3]] },
      C: { E: [['yes', 9]], P: [['yes', 9]] },
    })
    expect(rankOptions(election({ families, ballots })).map((one) => [one.option, one.reason])).toEqual([
      ['B', 'fairest-shortlisted'],
      ['A', 'less-fair'],
      ['C', 'below-shortlist'],
    ])
  })

  test('is nobody where every time leaves a group at nothing', () => {
    const families = [...people('E', 30, 'language:en'), ...people('P', 10, 'language:pt')]
    const ballots = votes({ A: { E: [['yes', 20]], P: [['no', 2]] }, B: { E: [['yes', 19]] } })
    expect(rankOptions(election({ families, ballots }))[0]?.reason).toBe('newcomers')
  })
})

describe('the order', () => {
  test('of times below the shortlist is that of their points, however fair they are', () => {
    const families = [...people('E', 30, 'language:en'), ...people('P', 10, 'language:pt')]
    const ballots = votes({
      A: { E: [['yes', 6]], P: [['yes', 6]] },
      B: { E: [['yes', 14]] },
      C: { E: [['yes', 30]], P: [['yes', 9]] },
    })
    expect(rankOptions(election({ families, ballots })).map((one) => [one.option, one.reason])).toEqual([
      ['C', 'most-points'],
      ['B', 'below-shortlist'],
      ['A', 'below-shortlist'],
    ])
  })

  test('gives a time on the shortlist behind the first the reason that it is less fair', () => {
    expect(rankOptions(worked).map(({ reason }) => reason)).toEqual(['fairest', 'less-fair', 'less-fair'])
  })

  test('says that the earlier time won where nothing else parts two times', () => {
    const families = people('F', 10)
    const options = [option('A', 9), option('B', 8)]
    expect(rankOptions(election({ options, families }))[0]).toMatchObject({ option: 'B', reason: 'earlier' })
    const alike = [option('B', 8), option('A', 8)]
    expect(rankOptions(election({ options: alike, families }))[0]).toMatchObject({
      option: 'A',
      reason: 'earlier',
    })
  })

  test('counts a family that said no as nobody who comes for the first time', () => {
    const ballots = votes({
      A: {
        F: [
          ['yes', 2],
          ['no', 8],
        ],
      },
      B: { F: [['ifNeeded', 4]] },
    })
    expect(rankOptions(election({ families: people('F', 10), ballots }))[0]).toMatchObject({
      option: 'B',
      reason: 'newcomers',
    })
  })
})

describe('the best pair', () => {
  const families = people('F', 12)
  const pairOf = (parts: Partial<Election>) => {
    const whole = election({ families, ...parts })
    return bestPair(whole, rankOptions(whole))
  }
  const says = (given: Record<string, Record<string, Answer>>) =>
    Object.entries(given).map(([family, answers]) => ballot(family, answers))

  test('leaves out a time that is not ready, whomever it reaches', () => {
    const options = [option('A', 8, { unavailable: ['interpreter'] }), option('B', 9), option('C', 10)]
    const ballots = votes({ A: { F: [['yes', 9]] }, B: { F: [['yes', 2]] } })
    expect(pairOf({ options, ballots })).toEqual({ options: ['B', 'C'], families: 2, byGroup: [] })
    expect(pairOf({ options: options.slice(0, 2), ballots })).toBeUndefined()
  })

  test('counts no family that said no to both, and each family once', () => {
    const ballots = says({ F0: { A: 'yes', B: 'ifNeeded' }, F1: { A: 'no', B: 'no' }, F2: { B: 'ifNeeded' } })
    expect(pairOf({ options: [option('A', 8), option('B', 9)], ballots })?.families).toBe(2)
  })

  test('is the one with more families that said yes where two reach as many', () => {
    const ballots = says({
      F0: { A: 'yes', B: 'yes' },
      F1: { B: 'ifNeeded', C: 'yes' },
      F2: { A: 'ifNeeded', C: 'no' },
    })
    // A and B reach all three, one with yes; A and C reach all three, two with yes; B and C reach two.
    expect(pairOf({ ballots })).toEqual({ options: ['A', 'C'], families: 3, byGroup: [] })
  })

  test('is not the one with more yes where another reaches more families', () => {
    const ballots = says({
      F0: { A: 'ifNeeded' },
      F1: { B: 'ifNeeded' },
      F2: { B: 'ifNeeded' },
      F3: { C: 'yes' },
      F4: { A: 'ifNeeded' },
      F5: { B: 'ifNeeded' },
    })
    expect(pairOf({ ballots })).toEqual({ options: ['A', 'B'], families: 5, byGroup: [] })
  })

  test('is the higher in the ranking of two that are alike in both', () => {
    const ballots = votes({ A: { F: [['yes', 4]] }, B: { F: [['yes', 4]] }, C: { F: [['yes', 4]] } })
    expect(pairOf({ ballots })).toEqual({ options: ['A', 'B'], families: 4, byGroup: [] })
  })

  test('is told by the earlier of the two first, in whichever order the poll names them', () => {
    const options = [option('A', 10), option('B', 8)]
    expect(pairOf({ options })).toEqual({ options: ['B', 'A'], families: 0, byGroup: [] })
  })

  test('counts each group by the better of its two answers, as one of its families can come to either', () => {
    const speakers = [...people('F', 6, 'language:so'), ...people('E', 5, 'language:en')]
    const ballots = says({
      F0: { A: 'no', B: 'yes' },
      F1: { A: 'ifNeeded', B: 'no' },
      F2: { A: 'no', B: 'no' },
      E0: { A: 'yes' },
      E1: { C: 'no' },
    })
    const pair = pairOf({ families: speakers, ballots })
    expect(pair).toMatchObject({ options: ['A', 'B'], families: 3 })
    expect(pair?.byGroup).toEqual([
      { groups: ['language:en'], families: 5, heard: 2, yes: 1, ifNeeded: 0, no: 0 },
      { groups: ['language:so'], families: 6, heard: 3, yes: 1, ifNeeded: 1, no: 1 },
    ])
  })
})
