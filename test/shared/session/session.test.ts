import { describe, expect, test } from 'vitest'
import { chosenOptions, Decision, isSameChoice } from '../../../shared/session/session.ts'

const now = '2027-03-01T15:00:00.000Z'
const options = [
  { id: 'a', start: '2027-03-09T23:00:00.000Z' },
  { id: 'b', start: '2027-03-10T23:00:00.000Z' },
  { id: 'gone', start: now },
]

describe("the organizer's choice", () => {
  test('is one time or two', () => {
    expect(Decision.safeParse({ options: [] }).success).toBe(false)
    expect(Decision.safeParse({ options: ['a', 'b'] }).success).toBe(true)
    expect(Decision.safeParse({ options: ['a', 'b', 'c'] }).success).toBe(false)
  })
  test('keeps its order', () => {
    expect(chosenOptions(options, ['b', 'a'], now).map(({ id }) => id)).toEqual(['b', 'a'])
  })
  test.each([
    ['of a time that is not in the poll', ['x'], 'unknown-option'],
    ['of one time twice', ['a', 'a'], 'duplicate-option'],
    ['of a time that has begun', ['gone'], 'time-in-past'],
  ])('%s is refused', (_, choice, code) => {
    expect(() => chosenOptions(options, choice, now)).toThrow(code)
  })
  test('is the same in another order, and another with other times', () => {
    expect(isSameChoice(['a', 'b'], ['b', 'a'])).toBe(true)
    expect(isSameChoice(['a'], ['b'])).toBe(false)
    expect(isSameChoice(['a', 'b'], ['a'])).toBe(false)
  })
})
