import { describe, expect, test } from 'vitest'
import type { GroupReach, OptionCount, Ranked } from '../../../shared/workshop/ranking.ts'
import { verdictOf } from '../../../shared/workshop/verdict.ts'

const count = (id: string, yes: number, ifNeeded = 0, ready = true): OptionCount => ({
  id,
  points: 2 * yes + ifNeeded,
  yes,
  ifNeeded,
  no: 0,
  ready,
})
const ranked = (option: string, leavesOut: GroupReach[] = []): Ranked => ({
  option,
  points: 0,
  fairness: { numerator: 0, denominator: 1 },
  shortlisted: true,
  reason: 'fairest',
  leavesOut,
  byGroup: [],
})
const somali = { groups: ['language:so'], reached: 1, families: 10 }

describe('the sentence about the recommended time', () => {
  test('names what reaches one family more, but only 1 of 10 of a group', () => {
    const options = [count('tuesday', 25), count('wednesday', 22, 2)]
    expect(verdictOf(options, [ranked('wednesday'), ranked('tuesday', [somali])])).toEqual({
      best: { option: 'wednesday', families: 24 },
      rival: { option: 'tuesday', families: 25, more: 1, least: somali },
    })
  })

  test('names nothing else where it reaches the most', () => {
    const options = [count('a', 10), count('b', 10)]
    expect(verdictOf(options, [ranked('a', [somali]), ranked('b')])).toEqual({
      best: { option: 'a', families: 10, least: somali },
    })
  })

  test('names of several that reach more the one that reaches the most, and none that is not ready', () => {
    const options = [count('a', 10), count('b', 11), count('c', 12), count('d', 30, 0, false)]
    const ranking = ['a', 'b', 'c', 'd'].map((id) => ranked(id))
    expect(verdictOf(options, ranking)?.rival).toEqual({ option: 'c', families: 12, more: 2 })
  })

  test('is missing where no time is ready', () => {
    expect(verdictOf([count('a', 3, 0, false)], [ranked('a')])).toBeUndefined()
    expect(verdictOf([], [])).toBeUndefined()
  })
})

test('a time that the poll does not know is passed by', () => {
  expect(verdictOf([count('tuesday', 3)], [ranked('gone'), ranked('tuesday')])).toEqual({
    best: { option: 'tuesday', families: 3 },
  })
})
