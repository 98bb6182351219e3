import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OptionCount } from '../../../shared/workshop/option-count.ts'
import type { LeftOut, Ranked } from '../../../shared/workshop/ranking.ts'
import { isEarly, recommendationOf, verdictOf } from '../../../shared/workshop/verdict.ts'

const count = (id: string, yes: number, ifNeeded = 0, ready = true): OptionCount => ({
  id,
  points: 2 * yes + ifNeeded,
  yes,
  ifNeeded,
  no: 0,
  ready,
})
const ranked = (option: string, rest: Partial<Ranked> = {}): Ranked => ({
  option,
  points: 0,
  fairness: { numerator: 0, denominator: 1 },
  shortlisted: true,
  reason: 'fairest',
  shutsOut: [],
  leavesOut: [],
  byGroup: [],
  ...rest,
})
const somali: LeftOut = { groups: ['language:so'], heard: 6, families: 8 }
const withoutSomali = { shutsOut: ['language:so'], leavesOut: [somali] }

describe('the sentence about the recommended time', () => {
  test('names the time with more points beside it, and the group that this one shuts out', () => {
    const options = [count('tuesday', 26), count('wednesday', 19)]
    expect(verdictOf(options, [ranked('wednesday'), ranked('tuesday', withoutSomali)])).toEqual({
      best: {
        option: 'wednesday',
        families: 19,
        points: 38,
        leavesNoneOut: true,
        isFairest: false,
        hasMost: false,
      },
      rival: {
        option: 'tuesday',
        families: 26,
        points: 52,
        leavesNoneOut: false,
        shutsOut: somali,
        hasMore: true,
        isLessFair: false,
      },
    })
  })

  test('names nothing else where it has the most points and shuts out nobody', () => {
    expect(verdictOf([count('a', 10), count('b', 10)], [ranked('a'), ranked('b')])).toEqual({
      best: { option: 'a', families: 10, points: 20, leavesNoneOut: true, isFairest: false, hasMost: true },
    })
  })

  test('names the next time beside it where it shuts out a group itself', () => {
    const verdict = verdictOf([count('a', 10), count('b', 4)], [ranked('a', withoutSomali), ranked('b')])
    expect(verdict?.best.shutsOut).toEqual(somali)
    expect(verdict?.rival?.option).toBe('b')
  })

  test('names of several with more points the one with the most, and none that is not ready', () => {
    const options = [count('a', 10), count('b', 11), count('c', 12), count('d', 30, 0, false)]
    const ranking = [ranked('a'), ranked('b'), ranked('c'), ranked('d', { reason: 'not-ready' })]
    expect(verdictOf(options, ranking)?.rival?.option).toBe('c')
  })

  test('calls it the fairest only where its fairness is above 0 and above every other', () => {
    const options = [count('a', 10), count('b', 10)]
    const half = { fairness: { numerator: 1, denominator: 2 } }
    const isFairest = (one: Partial<Ranked>, other: Partial<Ranked>) =>
      verdictOf(options, [ranked('a', one), ranked('b', other)])?.best.isFairest
    expect(isFairest(half, {})).toBe(true)
    expect(isFairest(half, half)).toBe(false)
    expect(isFairest({}, {})).toBe(false)
  })

  test('says that it leaves no group out only where somebody of every group that was heard can come', () => {
    const heard = { leavesOut: [{ groups: ['shift:night'], heard: 2, families: 9 }] }
    expect(verdictOf([count('a', 10)], [ranked('a', heard)])?.best.leavesNoneOut).toBe(false)
    expect(verdictOf([count('a', 10)], [ranked('a')])?.best.leavesNoneOut).toBe(true)
  })

  test('calls the time beside it less fair only where its fairness is less', () => {
    const options = [count('a', 10), count('b', 11)]
    const half = { fairness: { numerator: 1, denominator: 2 } }
    const rival = (one: Partial<Ranked>) => verdictOf(options, [ranked('a', one), ranked('b')])?.rival
    expect(rival(half)).toMatchObject({ hasMore: true, isLessFair: true })
    expect(rival({})).toMatchObject({ hasMore: true, isLessFair: false })
  })

  test('is not said while it is too early', () => {
    const results = { options: [count('a', 3)], ranking: [ranked('a')] }
    expect(recommendationOf({ ...results, early: true })).toBeUndefined()
    expect(recommendationOf({ ...results, early: false })).toEqual(
      verdictOf(results.options, results.ranking),
    )
  })

  test('is missing where no time is ready, and where nobody can come to any', () => {
    const unready = ranked('a', { reason: 'not-ready' })
    expect(verdictOf([count('a', 3, 0, false)], [unready])).toBeUndefined()
    expect(verdictOf([count('a', 0), count('b', 0)], [ranked('a'), ranked('b')])).toBeUndefined()
    expect(verdictOf([], [])).toBeUndefined()
  })

  test('passes by a time that the poll does not know', () => {
    const verdict = verdictOf([count('tuesday', 3)], [ranked('gone'), ranked('tuesday')])
    expect(verdict?.best.option).toBe('tuesday')
  })
})

describe('it is too early to recommend a time', () => {
  const early = (answered: number, families: number, isOpen = true) =>
    isEarly({ isOpen, answered, families, earlyPercent: 25 })

  test.each([
    [3, 60, true],
    [14, 60, true],
    [15, 60, false],
    [4, 8, true],
    [5, 8, false],
    [2, 3, true],
    [3, 3, false],
    [0, 0, false],
  ])('with %i of %i families: %s', (answered, families, expected) => {
    expect(early(answered, families)).toBe(expected)
  })

  test('never once the vote is over', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), (answered, families) => !early(answered, families, false)),
    )
  })
})
