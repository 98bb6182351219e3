import { expect, test } from 'vitest'
import { wishesOf } from '../../../shared/session/remembered-wishes.ts'
import type { Remembered } from '../../../shared/session/reply.ts'

const remembered: Remembered = {
  adults: 2,
  children: [{ ageBand: 'toddler' }],
  interpretation: [{ language: 'es', adults: 1 }],
  diets: {},
  allergens: [],
  ride: 2,
}

test('a reply says who comes along, and what they need', () => {
  expect(wishesOf(remembered)).toEqual([
    { kind: 'childcare', children: [{ ageBand: 'toddler' }] },
    { kind: 'interpreter', language: 'es' },
    'ride',
  ])
  expect(wishesOf({ ...remembered, children: [], interpretation: [], ride: 0 })).toEqual([])
})

test('of many children as many are remembered as a wish may name', () => {
  const children = Array.from({ length: 25 }, () => ({ ageBand: 'early' as const }))
  expect(wishesOf({ ...remembered, children })[0]).toMatchObject({ children: { length: 20 } })
})
