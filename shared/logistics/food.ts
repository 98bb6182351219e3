import { ceilingOf, tally, total } from './quantity.ts'

/** Meals to order. `crew` are the people who work there; `special` are meals a diet. */
export type Food = { crew: number; target: number; special: Record<string, number>; general: number }

/** Who eats: people who replied yes (adults and children), the crew, and the diets that were told. */
export type Eaters = {
  people: number
  crew: number
  diets: Iterable<readonly [string, number]>
  showPercent: number
  cushionPercent: number
}

/**
 * The meals: the share of people that will come and the whole crew, with a cushion; of each diet
 * its number and a tenth, at least one, to spare; the rest general. Special meals may exceed the target:
 * nobody's diet is cut to reach it. Diets are only what was told, never inferred.
 */
export function foodFor({ people, crew, diets, showPercent, cushionPercent }: Eaters): Food {
  const target = ceilingOf((showPercent * people + 100 * crew) * (100 + cushionPercent), 10_000)
  const special = Object.fromEntries(
    Object.entries(tally(diets)).map(([diet, count]) => [diet, count + Math.max(1, ceilingOf(count, 10))]),
  )
  return { crew, target, special, general: Math.max(0, target - total(Object.values(special))) }
}

/** How many meals that is in all: the target, or more where diets alone exceed it. */
export function mealsOf(food: Food): number {
  return food.general + total(Object.values(food.special))
}
