import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Coverage, coverageOf, publishedAfter } from '../../../shared/outreach/coverage.ts'

/** Families of groups, of which the first so many came: `{ 'language:so': [20, 4] }`. */
function roster(groups: Record<string, [families: number, came: number]>) {
  const families = Object.entries(groups).flatMap(([group, [count]]) =>
    Array.from({ length: count }, (_, place) => ({ id: `${group}-${place}`, groups: [group] })),
  )
  const came = new Set(
    Object.entries(groups).flatMap(([group, [, count]]) =>
      Array.from({ length: count }, (_, place) => `${group}-${place}`),
    ),
  )
  return { families, came }
}

const cover = (groups: Parameters<typeof roster>[0], percent = 80) => {
  const { families, came } = roster(groups)
  return coverageOf(families, came, { parityPercent: percent })
}

describe('coverage', () => {
  test('is the share of who came over the share of the school, and asks whom to visit under 0.8', () => {
    const { families, came, kinds } = cover({ 'language:en': [60, 40], 'language:so': [40, 10] })
    expect([families, came]).toEqual([100, 50])
    const [language] = kinds
    expect(language?.shown.map(({ group, parity, asks }) => [group, parity, asks])).toEqual([
      ['language:en', { numerator: 4000, denominator: 3000 }, false],
      ['language:so', { numerator: 1000, denominator: 2000 }, true],
    ])
  })

  test('asks below the number, and not at it', () => {
    const at = cover({ 'a:x': [50, 20], 'a:y': [50, 30] }).kinds[0]?.shown.find(
      ({ group }) => group === 'a:x',
    )
    expect(at?.asks).toBe(false) // 0.4 ÷ 0.5 is 0.8 exactly
  })

  test.each<[string, Parameters<typeof roster>[0], string[]]>([
    [
      'a small group together with the next smallest',
      { 'a:x': [8, 0], 'a:y': [30, 12], 'a:z': [60, 40] },
      ['a:x', 'a:y'],
    ],
    [
      'a group of which fewer than ten came',
      { 'a:x': [40, 3], 'a:y': [30, 12], 'a:z': [60, 40] },
      ['a:x', 'a:y'],
    ],
    [
      'a third group where two have fewer than ten together',
      { 'a:x': [4, 0], 'a:y': [5, 0], 'a:z': [60, 40], 'a:w': [70, 40] },
      ['a:x', 'a:y', 'a:z'],
    ],
    ['no group where all are large', { 'a:x': [40, 20], 'a:y': [30, 12] }, []],
    ['all groups where none is left to join', { 'a:x': [4, 1], 'a:y': [30, 12] }, ['a:x', 'a:y']],
  ])('masks %s', (_, groups, masked) => {
    expect(cover(groups).kinds[0]?.masked).toEqual(masked)
  })

  test('never shows a number of 1 to 9, nor lets one be computed from the total', () => {
    const counts = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.nat(40)), {
      minLength: 1,
      maxLength: 7,
    })
    fc.assert(
      fc.property(counts, (given) => {
        const groups = Object.fromEntries(
          given.map(([families, came], place) => [
            `a:${place}`,
            [families, Math.min(families, came)] as [number, number],
          ]),
        )
        const { families, came, kinds } = cover(groups)
        const [kind] = kinds
        const shown = kind?.shown ?? []
        for (const one of shown) expect([one.families, one.came].filter((n) => n > 0 && n < 10)).toEqual([])
        expect(kind?.masked.length).not.toBe(1 - Number(shown.length === 0))
        if (shown.length > 0 && (kind?.masked.length ?? 0) > 0) {
          const rest = families - shown.reduce((sum, one) => sum + one.families, 0)
          const restCame = came - shown.reduce((sum, one) => sum + one.came, 0)
          expect(rest).toBeGreaterThanOrEqual(10)
          expect(restCame === 0 || restCame >= 10).toBe(true)
        }
      }),
    )
  })

  test('says what those that are not told come to together, from ten up', () => {
    const together = (groups: Parameters<typeof roster>[0]) => cover(groups).kinds[0]?.combined
    expect(together({ 'a:x': [8, 0], 'a:y': [30, 12], 'a:z': [60, 40] })).toEqual({ families: 38, came: 12 })
    expect(together({ 'a:x': [4, 0], 'a:y': [6, 0], 'a:z': [60, 40] })).toEqual({ families: 10, came: 0 })
    expect(together({ 'a:x': [4, 0], 'a:y': [5, 0] })).toBeUndefined()
    expect(together({ 'a:x': [40, 20], 'a:y': [30, 12] })).toBeUndefined()
    expect(together({ 'a:x': [40, 3] })).toBeUndefined()
  })

  test('tells a group of ten of whom ten or none came', () => {
    const { kinds } = cover({ 'a:x': [10, 10], 'a:y': [10, 0], 'a:z': [60, 40] })
    expect(kinds[0]?.shown.map(({ group }) => group)).toEqual(['a:z', 'a:y', 'a:x'])
    expect(kinds[0]?.masked).toEqual([])
  })

  test('has a row a kind, by name, and the largest group first', () => {
    const { kinds } = cover({ 'b:x': [20, 10], 'a:y': [20, 10], 'a:x': [20, 10], 'a:z': [30, 10] })
    expect(kinds.map(({ kind, shown }) => [kind, shown.map(({ group }) => group)])).toEqual([
      ['a', ['a:z', 'a:y', 'a:x', 'a:']],
      ['b', ['b:', 'b:x']],
    ])
    const back = cover({ 'a:z': [30, 10], 'a:x': [20, 10], 'a:y': [20, 10], 'b:x': [20, 10] })
    expect(back.kinds).toEqual(kinds)
  })

  test('names the groups that are not told by name, whatever their size', () => {
    expect(cover({ 'a:b': [5, 0], 'a:a': [8, 0], 'a:z': [60, 40] }).kinds[0]?.masked).toEqual(['a:a', 'a:b'])
  })

  test('counts families that named no group of a kind as a cell like the others', () => {
    const silent = (count: number) =>
      Array.from({ length: count }, (_, place) => ({ id: `s${place}`, groups: [] as string[] }))
    const { families, came } = roster({ 'a:x': [30, 12], 'a:y': [40, 20] })
    const [few] = coverageOf([...families, ...silent(4)], came, { parityPercent: 80 }).kinds
    expect(few?.masked).toEqual(['a:', 'a:x'])
    expect(few?.combined).toEqual({ families: 34, came: 12 })
    const [many] = coverageOf([...families, ...silent(12)], came, { parityPercent: 80 }).kinds
    expect(many?.shown.map(({ group }) => group)).toEqual(['a:y', 'a:x', 'a:'])
    expect(many?.shown.at(-1)).toMatchObject({ families: 12, came: 0, asks: false })
    const [none] = coverageOf(families, came, { parityPercent: 80 }).kinds
    expect(none?.masked).toEqual([])
  })

  test('lets nobody find those that named no group by subtraction, within a report or between two', () => {
    const given = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.nat(30)), {
      minLength: 2,
      maxLength: 6,
    })
    const report = (counts: readonly [number, number][]) => {
      const [[silent = 0] = [0, 0], ...rest] = counts
      const named = Object.fromEntries(
        rest.map(([families, came], place) => [`a:${place}`, [families, Math.min(families, came)]] as const),
      ) as Record<string, [number, number]>
      const { families, came } = roster(named)
      const quiet = Array.from({ length: silent }, (_, place) => ({
        id: `s${place}`,
        groups: [] as string[],
      }))
      return coverageOf([...families, ...quiet], came, { parityPercent: 80 })
    }
    const rest = ({ families, kinds: [kind] }: Coverage) =>
      families - (kind?.shown ?? []).reduce((sum, one) => sum + one.families, 0)
    fc.assert(
      fc.property(given, given, (one, other) => {
        const before = report(one)
        for (const coverage of [before, report(other)]) {
          const [kind] = coverage.kinds
          if (kind && kind.shown.length > 0) expect(rest(coverage) === 0 || rest(coverage) >= 10).toBe(true)
        }
        const later = publishedAfter(before, report(other), 80)
        const was = new Map(before.kinds[0]?.shown.map((cell) => [cell.group, cell.families]))
        for (const cell of later.kinds[0]?.shown ?? []) {
          const moved = Math.abs(cell.families - (was.get(cell.group) ?? cell.families))
          expect(moved === 0 || moved >= 10).toBe(true)
        }
      }),
    )
  })

  test('has no parity and asks nothing where nobody came', () => {
    expect(cover({ 'a:x': [20, 0], 'a:y': [30, 0] }).kinds[0]?.shown).toEqual([
      { group: 'a:y', families: 30, came: 0, asks: false },
      { group: 'a:x', families: 20, came: 0, asks: false },
    ])
  })

  test('names no family', () => {
    const text = JSON.stringify(cover({ 'language:en': [60, 40], 'language:so': [40, 10] }))
    expect(text).not.toMatch(/language:(en|so)-\d/)
  })
})

describe('a later report of the same year', () => {
  const counts = (coverage: Coverage | undefined) =>
    Object.fromEntries(
      coverage?.kinds[0]?.shown.map(({ group, families, came }) => [group, [families, came]]) ?? [],
    )

  test('leaves a number that moved a little as it was told', () => {
    const before = cover({ 'a:x': [40, 20], 'a:y': [50, 30] })
    const now = cover({ 'a:x': [41, 23], 'a:y': [50, 40] })
    expect(counts(publishedAfter(before, now, 80))).toEqual({ 'a:x': [40, 20], 'a:y': [50, 40] })
    expect(publishedAfter(undefined, now, 80)).toBe(now)
  })

  test('has the totals of today, and shows what was not told before as it is', () => {
    const before = cover({ 'a:x': [40, 20], 'a:y': [50, 30] })
    const now = cover({ 'a:x': [40, 20], 'a:y': [50, 30], 'a:z': [20, 10], 'b:x': [30, 10] })
    const told = publishedAfter(before, now, 80)
    expect([told.families, told.came]).toEqual([140, 70])
    const shown = { 'a:x': [40, 20], 'a:y': [50, 30], 'a:z': [20, 10], 'a:': [30, 10] }
    expect(counts(told)).toEqual(shown)
    expect(told.kinds.map(({ kind }) => kind)).toEqual(['a', 'b'])
    expect(told.kinds[1]).toEqual(now.kinds[1])
  })

  test('holds the sum of who is not told while it moved a little, whichever groups they are', () => {
    const before = cover({ 'a:x': [8, 0], 'a:y': [30, 12], 'a:z': [60, 40] })
    const moved = cover({ 'a:x': [8, 0], 'a:y': [33, 14], 'a:z': [60, 40] })
    const together = (coverage: Coverage) => publishedAfter(before, coverage, 80).kinds[0]?.combined
    expect(together(moved)).toEqual({ families: 38, came: 12 })
    const others = cover({ 'a:x': [8, 0], 'a:w': [33, 14], 'a:y': [40, 20], 'a:z': [60, 40] })
    expect(together(others)).toEqual({ families: 38, came: 12 })
    const more = cover({ 'a:x': [8, 0], 'a:w': [50, 24], 'a:y': [70, 40], 'a:z': [80, 40] })
    expect(together(more)).toEqual({ families: 58, came: 24 })
    const none = cover({ 'a:x': [30, 20], 'a:z': [60, 40] })
    expect(publishedAfter(before, none, 80).kinds[0]).not.toHaveProperty('combined')
  })

  test('differs from the one before by nothing, or by ten and more', () => {
    const group = () => fc.tuple(fc.integer({ min: 10, max: 60 }), fc.integer({ min: 10, max: 60 }))
    const report = fc.record({ 'a:x': group(), 'a:y': group(), 'a:z': group() })
    const clean = (given: Record<string, [number, number]>) =>
      cover(Object.fromEntries(Object.entries(given).map(([name, [f, c]]) => [name, [f, Math.min(f, c)]])))
    fc.assert(
      fc.property(report, report, (one, other) => {
        const before = clean(one as never)
        const told = publishedAfter(before, clean(other as never), 80)
        const was = counts(before)
        for (const [name, [families = 0, came = 0]] of Object.entries(counts(told))) {
          const moves = [families - (was[name]?.[0] ?? families), came - (was[name]?.[1] ?? came)]
          for (const move of moves.map(Math.abs)) expect(move === 0 || move >= 10).toBe(true)
        }
      }),
    )
  })
})

describe('two reports of a year, a day apart', () => {
  type Groups = Parameters<typeof roster>[0]
  const published = (...days: Groups[]) =>
    days.reduce<Coverage | undefined>((before, groups) => {
      const { families, came } = roster(groups)
      return publishedAfter(before, coverageOf(families, came, { parityPercent: 80, before }), 80)
    }, undefined)?.kinds[0]
  const rowsOf = (...days: Groups[]) => {
    const kind = published(...days)
    const shown = kind?.shown.map(({ group, families, came }) => [group, families, came])
    return { shown: shown?.sort(), masked: kind?.masked, combined: kind?.combined }
  }
  const large: Groups = { 'a:y': [30, 20], 'a:z': [60, 40] }

  test('do not tell that one of ten families left, by hiding the group beside neighbours that are known', () => {
    expect(rowsOf({ ...large, 'a:x': [10, 0] }, { ...large, 'a:x': [9, 0] })).toEqual({
      shown: [
        ['a:x', 10, 0],
        ['a:y', 30, 20],
        ['a:z', 60, 40],
      ],
      masked: [],
    })
  })

  test('do not tell how many came of a group of which ten had come', () => {
    expect(rowsOf({ ...large, 'a:x': [30, 10] }, { ...large, 'a:x': [28, 8] }).shown).toContainEqual([
      'a:x',
      30,
      10,
    ])
  })

  test('do not tell what is left of a group from which nearly all went', () => {
    expect(rowsOf({ ...large, 'a:x': [30, 12] }, { ...large, 'a:x': [3, 1] }).shown).toContainEqual([
      'a:x',
      30,
      12,
    ])
  })

  test('do not tell how many name a group for the first time', () => {
    const hidden: Groups = { 'a:v': [4, 0], 'a:w': [8, 0] }
    expect(rowsOf({ ...large, ...hidden }, { ...large, ...hidden, 'a:n': [2, 0] })).toMatchObject({
      masked: ['a:n', 'a:v', 'a:w'],
      combined: { families: 12, came: 0 },
    })
  })

  test('do not tell what a group was that alone has grown large enough', () => {
    const hidden: Groups = { 'a:u': [6, 0], 'a:v': [4, 0], 'a:w': [9, 0] }
    expect(rowsOf({ ...large, ...hidden }, { ...large, ...hidden, 'a:w': [10, 0] })).toMatchObject({
      shown: [
        ['a:y', 30, 20],
        ['a:z', 60, 40],
      ],
      masked: ['a:u', 'a:v', 'a:w'],
      combined: { families: 19, came: 0 },
    })
  })

  test('show groups again that grew together', () => {
    const hidden: Groups = { 'a:v': [6, 0], 'a:w': [9, 0] }
    expect(rowsOf({ ...large, ...hidden }, { ...large, 'a:v': [11, 0], 'a:w': [12, 0] })).toMatchObject({
      masked: [],
    })
  })

  test('hide the first few that came, whom nobody was told of before', () => {
    const none: Groups = { 'a:x': [30, 0], 'a:y': [30, 0], 'a:z': [60, 0] }
    expect(rowsOf(none, { 'a:x': [30, 5], 'a:y': [30, 7], 'a:z': [60, 20] })).toMatchObject({
      shown: [['a:z', 60, 20]],
      masked: ['a:x', 'a:y'],
      combined: { families: 60, came: 12 },
    })
  })

  test('never say that more came than there are', () => {
    const grown = published({ ...large, 'a:x': [12, 0] }, { ...large, 'a:x': [21, 21] })
    expect(grown?.shown.find(({ group }) => group === 'a:x')).toMatchObject({ families: 12, came: 0 })
  })

  test('tell no moving family’s group by its total, though that is of today', () => {
    const one = rowsOf({ ...large, 'a:v': [4, 0], 'a:w': [8, 0] }, { ...large, 'a:v': [5, 0], 'a:w': [8, 0] })
    const other = rowsOf(
      { ...large, 'a:v': [4, 0], 'a:w': [8, 0] },
      { ...large, 'a:y': [31, 20], 'a:v': [4, 0], 'a:w': [8, 0] },
    )
    expect(one).toEqual(other)
  })
})
