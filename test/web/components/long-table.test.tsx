import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LongTable, seated } from '../../../web/components/long-table.tsx'

test('families that answered have a seat and the others a free one, under a title', () => {
  const drawn = String(<LongTable title="2 of 5 families have answered." seats={5} taken={2} />)
  expect(drawn).toContain('role="img" aria-label="2 of 5 families have answered."')
  expect(drawn.match(/class="seat taken"/g)).toHaveLength(2)
  expect(drawn.match(/class="seat"/g)).toHaveLength(3)
})

test('many families share a seat', () => {
  expect(seated(1000, 500)).toEqual({ shown: 112, filled: 56 })
  expect(seated(120, 119)).toEqual({ shown: 120, filled: 119 })
})

test('nobody is rounded away: one who answered has a seat, one who did not leaves one free', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 20_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (seats, part) => {
        const taken = Math.round(seats * part)
        const { shown, filled } = seated(seats, taken)
        expect(shown).toBeLessThanOrEqual(120)
        expect(filled > 0).toBe(taken > 0)
        expect(filled < shown).toBe(taken < seats)
      },
    ),
  )
})

test('there is no table where there is nobody', () => {
  expect(String(LongTable({ title: '', seats: 0, taken: 0 }))).toBe('null')
})
