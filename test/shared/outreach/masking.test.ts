import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskSmall } from '../../../shared/outreach/masking.ts'

describe('Small numbers', () => {
  test('from one to nine are masked, ten and none are not', () => {
    expect(maskSmall({ a: 10, b: 25 })).toEqual({ shown: { a: 10, b: 25 }, masked: [] })
    expect(maskSmall({ a: 9, b: 3, c: 40 })).toEqual({ shown: { c: 40 }, masked: ['b', 'a'], combined: 12 })
    expect(maskSmall({ a: 0, b: 12 })).toEqual({ shown: { b: 12 }, masked: [] })
  })

  test('that would be masked alone take the next smallest with them', () => {
    expect(maskSmall({ a: 4, b: 30, c: 12 })).toEqual({ shown: { b: 30 }, masked: ['a', 'c'], combined: 16 })
  })

  test('that come to fewer than ten together take the next smallest too', () => {
    expect(maskSmall({ a: 2, b: 3, c: 50, d: 20 })).toEqual({
      shown: { c: 50 },
      masked: ['a', 'b', 'd'],
      combined: 25,
    })
  })

  test('that come to ten together take nobody else with them', () => {
    expect(maskSmall({ a: 4, b: 6, c: 50 })).toEqual({ shown: { c: 50 }, masked: ['a', 'b'], combined: 10 })
  })

  test('of the same size are taken in the order of their names', () => {
    expect(maskSmall({ d: 12, c: 12, b: 3 }).masked).toEqual(['b', 'c'])
    expect(maskSmall({ c: 12, d: 12, b: 3 }).masked).toEqual(['b', 'c'])
  })

  test('of which there is nothing else are all masked', () => {
    expect(maskSmall({ a: 4 })).toEqual({ shown: {}, masked: ['a'] })
    expect(maskSmall({})).toEqual({ shown: {}, masked: [] })
  })

  test('cannot be computed from the total and the shown numbers', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 1, maxLength: 3 }), fc.nat(60), { maxKeys: 8 }),
        (counts) => {
          const { shown, masked, combined } = maskSmall(counts)
          const sum = (values: number[]) => values.reduce((one, other) => one + other, 0)
          const untold = sum(masked.map((name) => counts[name] ?? 0))
          expect(sum(Object.values(shown)) + untold).toBe(sum(Object.values(counts)))
          expect(combined).toBe(untold >= 10 ? untold : undefined)
          for (const count of Object.values(shown)) expect(count).toBeGreaterThanOrEqual(10)
          // One alone would be the total without the others; so small a sum would be one of a few.
          if (masked.length > 0 && Object.keys(shown).length > 0) {
            expect(masked.length).toBeGreaterThan(1)
            expect(combined).toBeGreaterThanOrEqual(10)
          }
        },
      ),
    )
  })
})
