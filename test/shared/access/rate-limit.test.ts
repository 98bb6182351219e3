import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  callerOf,
  FLOOD,
  GUESSES,
  type Guess,
  isTooMany,
  isWrongGuess,
  refuseUntil,
  windowAt,
} from '../../../shared/access/rate-limit.ts'
import { Refusal } from '../../../shared/access/refusal.ts'

const kinds = Object.keys(GUESSES) as Guess[]

describe('a caller who guesses', () => {
  test('has another name in other ten minutes, for another kind, network or key', () => {
    const caller = { kind: 'code' as const, network: '192.0.2.7', window: 1 }
    const names = [
      callerOf('key', caller),
      callerOf('other', caller),
      callerOf('key', { ...caller, window: 2 }),
      callerOf('key', { ...caller, kind: 'link' }),
      callerOf('key', { ...caller, network: '192.0.2.8' }),
    ]
    expect(new Set(names).size).toBe(names.length)
    expect(names.join()).not.toContain('192')
  })

  test.each(kinds)('has so many wrong ones of a %s, and fewer in a flood', (kind) => {
    const { most, inFlood } = GUESSES[kind]
    expect([
      isTooMany(kind, { own: most, all: FLOOD }),
      isTooMany(kind, { own: most + 1, all: FLOOD }),
    ]).toEqual([false, true])
    expect(isTooMany(kind, { own: inFlood + 1, all: FLOOD + 1 })).toBe(true)
    expect(isTooMany(kind, { own: inFlood, all: FLOOD + 1 })).toBe(false)
  })

  test('waits till the ten minutes are over, at most, and at least a second', () => {
    const wait = (seconds: number) => {
      try {
        return refuseUntil(windowAt(seconds).end, seconds)
      } catch (fault) {
        return Number(fault instanceof Refusal && fault.details.retryAfter)
      }
    }
    fc.assert(
      fc.property(fc.double({ min: 1, max: 4e9, noNaN: true }), (seconds) => {
        const told = wait(seconds)
        expect(told).toBeGreaterThanOrEqual(1)
        expect(told).toBeLessThanOrEqual(600)
        expect(windowAt(seconds + told).window).toBeGreaterThanOrEqual(
          windowAt(seconds).window + (told > 1 ? 1 : 0),
        )
      }),
    )
  })

  test('is not counted for what was only typed wrong', () => {
    expect(isWrongGuess('code', new Refusal('invalid-input'))).toBe(false)
    expect(isWrongGuess('code', new Refusal('code-wrong'))).toBe(true)
  })
})
