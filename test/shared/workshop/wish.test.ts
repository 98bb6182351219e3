import { expect, test } from 'vitest'
import { kindOfWish, Wish, wishesWith, withoutAges } from '../../../shared/workshop/wish.ts'

const childcare: Wish = { kind: 'childcare', children: [{ ageBand: 'toddler' }, { months: 40 }] }
const interpreter: Wish = { kind: 'interpreter', language: 'so' }

test.each([
  ['ride', true],
  [childcare, true],
  [interpreter, true],
  [{ kind: 'childcare', children: [] }, false],
  [{ kind: 'childcare', children: [{ birthDate: '2024-01-01' }] }, false],
  [{ kind: 'ride' }, false],
])('%j as a wish is accepted: %s', (wish, expected) => {
  expect(Wish.safeParse(wish).success).toBe(expected)
})

test('there is one wish of each kind, by kind, with its details where some were given', () => {
  const wishes = wishesWith(['ride', 'childcare', 'ride', childcare, interpreter])
  expect(wishes).toEqual([childcare, interpreter, 'ride'])
  expect(wishes.map(kindOfWish)).toEqual(['childcare', 'interpreter', 'ride'])
})

test('a form that knows the kinds alone keeps the details, and can leave out the wish', () => {
  expect(wishesWith(['childcare', 'food'], [childcare, interpreter])).toEqual([childcare, 'food'])
  expect(wishesWith([], [childcare])).toEqual([])
})

test('without ages childcare is a kind like others', () => {
  expect(withoutAges([childcare, interpreter, 'food'])).toEqual(['childcare', interpreter, 'food'])
})
