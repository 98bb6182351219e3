import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  isWrongAttempt,
  RATE_LIMITS,
  type RateLimitKind,
  rateLimitKey,
  refuseWithRetryAfter,
  windowAt,
} from '../../../shared/access/rate-limit.ts'
import { Refusal } from '../../../shared/access/refusal.ts'

const kinds = Object.keys(RATE_LIMITS) as RateLimitKind[]

describe('a network address', () => {
  test('is counted under another key in another window, kind, network or deployment', () => {
    const counted = { kind: 'code' as const, network: '192.0.2.7', window: 1 }
    const keys = [
      rateLimitKey('key', counted),
      rateLimitKey('other', counted),
      rateLimitKey('key', { ...counted, window: 2 }),
      rateLimitKey('key', { ...counted, kind: 'link' }),
      rateLimitKey('key', { ...counted, network: '192.0.2.8' }),
    ]
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.join()).not.toContain('192')
  })

  test('is limited at everything; only what has 128 bits and more is looked up above the limit', () => {
    expect(kinds.filter((kind) => !RATE_LIMITS[kind].canBeGuessed)).toEqual(['link', 'token'])
  })

  test('waits until the window ends at most, and at least a second', () => {
    const wait = (seconds: number) => {
      try {
        return refuseWithRetryAfter(windowAt(seconds).end, seconds, 'code')
      } catch (fault) {
        return Number(fault instanceof Refusal && fault.details.retryAfter)
      }
    }
    fc.assert(
      fc.property(fc.double({ min: 1, max: 4e9, noNaN: true }), (seconds) => {
        const waited = wait(seconds)
        expect(waited).toBeGreaterThanOrEqual(1)
        expect(waited).toBeLessThanOrEqual(600)
        expect(windowAt(seconds + waited).window).toBeGreaterThanOrEqual(
          windowAt(seconds).window + (waited > 1 ? 1 : 0),
        )
      }),
    )
  })

  test('is not counted for invalid input', () => {
    expect(isWrongAttempt('code', new Refusal('invalid-input'))).toBe(false)
    expect(isWrongAttempt('code', new Refusal('code-wrong'))).toBe(true)
  })
})
