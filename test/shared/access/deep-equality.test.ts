import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deepEqual } from '../../../shared/access/deep-equality.ts'

describe('Two values', () => {
  test.each([
    [
      { a: 1, b: [2, { c: 'x' }] },
      { b: [2, { c: 'x' }], a: 1 },
    ],
    [{ a: 1, b: undefined }, { a: 1 }],
    [{}, { b: undefined }],
    [[], []],
    [null, null],
  ])('%j and %j say the same', (one, other) => {
    expect(deepEqual(one, other)).toBe(true)
    expect(deepEqual(other, one)).toBe(true)
  })

  test.each([
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 2]],
    [{ 0: 1 }, [1]],
    [[], {}],
    [{ a: null }, {}],
    [{ a: undefined, b: 1 }, { a: 1 }],
    [null, {}],
    ['1', 1],
    [0, false],
    [undefined, null],
  ])('%j and %j do not', (one, other) => {
    expect(deepEqual(one, other)).toBe(false)
    expect(deepEqual(other, one)).toBe(false)
  })

  test('of JSON are equal if Node says so', () => {
    const few = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown)
    fc.assert(
      fc.property(few, few, (one, other) => {
        expect(deepEqual(one, other)).toBe(isDeepStrictEqual(one, other))
        expect(deepEqual(one, structuredClone(one))).toBe(true)
      }),
    )
  })
})
