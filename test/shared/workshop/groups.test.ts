import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare, constituencies } from '../../../shared/workshop/groups.ts'

const roster = (sizes: Record<string, number>) =>
  Object.entries(sizes).flatMap(([group, size]) =>
    Array.from({ length: size }, (_, place) => ({ id: `${group}#${place}`, groups: [group] })),
  )

const summary = (sizes: Record<string, number>, kinds: 'all' | string[] = 'all') =>
  constituencies(roster(sizes), kinds).map(({ groups, families, shown }) => [
    groups.join('+'),
    families.size,
    shown,
  ])

test('a group of five is shown by itself', () => {
  expect(summary({ 'language:en': 30, 'language:so': 5 })).toEqual([
    ['language:so', 5, true],
    ['language:en', 30, true],
  ])
})

test('a group under five is joined to the next smallest of its kind until five are reached', () => {
  expect(summary({ 'language:so': 2, 'language:vi': 2, 'language:ar': 3, 'language:en': 9 })).toEqual([
    ['language:ar+language:so+language:vi', 7, true],
    ['language:en', 9, true],
  ])
})

test('a small group with none left to join counts as it is and is not shown', () => {
  expect(summary({ 'shift:night': 3 })).toEqual([['shift:night', 3, false]])
})

test('only the kinds that the school counts are looked at', () => {
  expect(summary({ 'language:en': 6, 'grade:03': 6 }, ['grade'])).toEqual([['grade:03', 6, true]])
})

test('no family is dropped, and no shown group has fewer than five', () => {
  const sizes = fc.dictionary(
    fc.constantFrom('language:a', 'language:b', 'language:c', 'grade:1', 'grade:2'),
    fc.integer({ min: 1, max: 12 }),
  )
  fc.assert(
    fc.property(sizes, (given) => {
      const found = constituencies(roster(given), 'all')
      const reached = new Set(found.flatMap(({ families }) => [...families]))
      expect(reached.size).toBe(Object.values(given).reduce((sum, size) => sum + size, 0))
      for (const { families, shown } of found) expect(families.size >= 5).toBe(shown)
    }),
  )
})

test('kinds and the names of joined groups are sorted by name', () => {
  expect(
    summary({ 'shift:night': 6, 'grade:03': 6, 'language:vi': 1, 'language:ar': 2, 'language:so': 4 }),
  ).toEqual([
    ['grade:03', 6, true],
    ['language:ar+language:so+language:vi', 7, true],
    ['shift:night', 6, true],
  ])
  expect(summary({ 'language:vi': 1, 'language:ar': 4 })).toEqual([['language:ar+language:vi', 5, true]])
})

test.each([
  ['a', 'b', -1],
  ['b', 'a', 1],
  ['a', 'a', 0],
  ['Z', 'a', -1],
  [undefined, 'A', -1],
  ['A', undefined, 1],
])('%s and %s are compared by code units: %i', (one, other, order) => {
  expect(compare(one, other)).toBe(order)
})
