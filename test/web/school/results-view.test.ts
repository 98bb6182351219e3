import { expect, test } from 'vitest'
import type { GroupCount } from '../../../shared/workshop/option-count.ts'
import {
  choiceValue,
  chosenTimes,
  leaningOf,
  leastServed,
  poorlyServed,
  rowsOfGroups,
} from '../../../web/school/results-view.ts'

const group = (name: string, yes: number, ifNeeded: number, no: number, families = 20): GroupCount => ({
  ...{ groups: [name], families, heard: yes + ifNeeded + no, yes, ifNeeded, no },
})

test.each([
  ['good', 5, 2, 1],
  ['good', 3, 3, 0],
  ['half', 2, 3, 1],
  ['poor', 3, 0, 3],
  ['poor', 1, 1, 4],
  ['silent', 0, 0, 0],
] as const)('a group leans to %s with %i yes, %i if needed and %i no', (leaning, yes, ifNeeded, no) => {
  expect(leaningOf({ yes, ifNeeded, no })).toBe(leaning)
})

test('the groups of which half or more cannot come are told, those with the fewest who can first', () => {
  const groups = [
    group('language:en', 8, 1, 2),
    group('language:es', 2, 1, 3),
    group('language:so', 0, 0, 4),
    group('shift:night', 0, 0, 6),
    group('bus:4', 0, 0, 0),
  ]
  const names = (found: readonly GroupCount[]) => found.map(({ groups: [name] }) => name)
  expect(names(poorlyServed(groups))).toEqual(['shift:night', 'language:so', 'language:es'])
})

test('a time suits that group least of which the smallest share can come; with everybody able, none', () => {
  const least = leastServed([group('language:en', 8, 0, 2), group('language:es', 4, 0, 2)])
  expect(least?.groups).toEqual(['language:es'])
  expect(leastServed([group('language:en', 8, 2, 0), group('bus:4', 0, 0, 0)])).toBeUndefined()
})

test('the rows of groups begin with languages, and of each kind with the largest', () => {
  const groups = [
    group('bus:4', 1, 0, 0, 9),
    group('language:so', 1, 0, 0, 8),
    group('shift:night', 1, 0, 0, 30),
    group('language:en', 1, 0, 0, 40),
  ]
  expect(rowsOfGroups(groups).map(({ groups: [name] }) => name)).toEqual([
    'language:en',
    'language:so',
    'bus:4',
    'shift:night',
  ])
})

test.each([[['a']], [['a', 'b']], [['one & two', 'a=b, c;d']], [['زمن', '+']]])(
  'the value of a button holds the times %j, whatever signs their ids have',
  (options) => {
    expect(chosenTimes(choiceValue(options))).toEqual(options)
  },
)

test('a value that is no choice holds no time', () => {
  expect(chosenTimes('')).toEqual([])
  expect(chosenTimes('%E0%A4%A')).toEqual([])
})
