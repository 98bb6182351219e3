import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foodFor, mealsOf, withBrought } from '../../../shared/logistics/food.ts'
import { ceilingOf } from '../../../shared/logistics/quantity.ts'

const count = fc.integer({ min: 0, max: 2000 })

test('rounding up is exact', () => {
  fc.assert(
    fc.property(count, fc.integer({ min: 1, max: 100 }), (numerator, denominator) => {
      const up = ceilingOf(numerator, denominator)
      expect(up * denominator).toBeGreaterThanOrEqual(numerator)
      expect((up - 1) * denominator).toBeLessThan(numerator)
    }),
  )
})

test('every stated diet gets its meals, and the target is always reached', () => {
  fc.assert(
    fc.property(count, count, count, (people, crew, halal) => {
      const food = foodFor({
        people,
        crew,
        diets: [['halal', halal]],
        showPercent: 90,
        cushionPercent: 10,
      })
      expect(food.special.halal ?? 0).toBeGreaterThanOrEqual(halal)
      expect(mealsOf(food)).toBeGreaterThanOrEqual(food.target)
    }),
  )
})

test('food that families bring leaves fewer general meals, never below 0; the target and special meals stay', () => {
  fc.assert(
    fc.property(count, count, count, count, (people, halal, portions, more) => {
      const ordered = {
        people,
        crew: 0,
        diets: [['halal', halal]] as const,
        showPercent: 90,
        cushionPercent: 10,
      }
      const food = foodFor(ordered)
      const left = withBrought(food, portions)
      expect(left).toEqual({ ...food, general: Math.max(0, food.general - portions) })
      expect(withBrought(left, more)).toEqual(withBrought(food, portions + more))
    }),
  )
})

test('a diet that nobody stated is left out', () => {
  expect(foodFor({ people: 4, crew: 0, diets: [['vegan', 0]], showPercent: 90, cushionPercent: 10 })).toEqual(
    {
      crew: 0,
      target: 4,
      special: {},
      general: 4,
    },
  )
})
