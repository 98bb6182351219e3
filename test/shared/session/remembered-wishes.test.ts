import { expect, test } from 'vitest'
import { rememberedWishes } from '../../../shared/session/remembered-wishes.ts'
import type { Remembered } from '../../../shared/session/reply.ts'
import type { Wish } from '../../../shared/workshop/wish.ts'

const interpreter: Wish = { kind: 'interpreter', language: 'so' }
const remembered: Remembered = {
  adults: 2,
  children: [{ ageBand: 'toddler' }],
  interpretation: [{ language: 'es', adults: 1 }],
  diets: {},
  allergens: [],
  ride: 2,
  repliedAt: '2026-10-02T10:00:00.000Z',
}
const asReplied: Wish[] = [
  { kind: 'childcare', children: [{ ageBand: 'toddler' }] },
  { kind: 'interpreter', language: 'es' },
  'ride',
]
const ballot = (receivedAt: string, couldComeIf: Wish[]) => ({ receivedAt, couldComeIf })

test('a family of which nothing is known starts without wishes', () => {
  expect(rememberedWishes({ ballots: [] })).toEqual([])
})

test('the wishes are those of the last ballot, even where it had none', () => {
  const first = ballot('2026-09-01T10:00:00.000Z', ['food'])
  const second = ballot('2026-10-01T10:00:00.000Z', [interpreter])
  expect(rememberedWishes({ ballots: [first, second] })).toEqual([interpreter])
  const none = ballot('2026-11-01T10:00:00.000Z', [])
  expect(rememberedWishes({ ballots: [none, first, second], remembered })).toEqual([])
})

test('a reply after the last ballot says who comes along, and what they need', () => {
  const before = ballot('2026-10-01T10:00:00.000Z', ['food'])
  expect(rememberedWishes({ ballots: [before], remembered })).toEqual(asReplied)
  expect(rememberedWishes({ ballots: [], remembered })).toEqual(asReplied)
})

test('a reply of a version that kept no time counts where there is no ballot', () => {
  const { repliedAt: _, ...timeless } = remembered
  expect(rememberedWishes({ ballots: [], remembered: timeless })).toEqual(asReplied)
  const later = ballot('2026-10-01T10:00:00.000Z', ['food'])
  expect(rememberedWishes({ ballots: [later], remembered: timeless })).toEqual(['food'])
})

test('of many children as many are remembered as a wish may name', () => {
  const children = Array.from({ length: 25 }, () => ({ ageBand: 'early' as const }))
  const [childcare] = rememberedWishes({ ballots: [], remembered: { ...remembered, children } })
  expect(childcare).toMatchObject({ children: { length: 20 } })
})
