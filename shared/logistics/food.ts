import { ceilingOf, sumByName, total } from './quantity.ts'

/** Meals to order. `crew` is the number of helpers; `special` are the meals by diet. */
export type Food = { crew: number; target: number; special: Record<string, number>; general: number }

/** Who eats: people who replied yes (adults and children), the crew, and their stated diets. */
export type Eaters = {
  people: number
  crew: number
  diets: Iterable<readonly [string, number]>
  showPercent: number
  cushionPercent: number
}

/**
 * The meals: the show rate of the people and the whole crew, with a cushion; for each diet its number and a tenth more,
 * at least one; the rest general. Special meals may exceed the target, since no diet is cut to reach it. Diets are as
 * stated, never inferred.
 */
export function foodFor({ people, crew, diets, showPercent, cushionPercent }: Eaters): Food {
  const target = ceilingOf((showPercent * people + 100 * crew) * (100 + cushionPercent), 10_000)
  const special = Object.fromEntries(
    Object.entries(sumByName(diets)).map(([diet, count]) => [
      diet,
      count + Math.max(1, ceilingOf(count, 10)),
    ]),
  )
  return { crew, target, special, general: Math.max(0, target - total(Object.values(special))) }
}

/** The meals to order where families bring so many portions: fewer general ones, not below 0. */
export function withBrought(food: Food, portions: number): Food {
  return { ...food, general: Math.max(0, food.general - portions) }
}

/** The total of meals if families brought nothing. */
export function mealsWithoutBrought({ target, special }: Food): number {
  return Math.max(target, total(Object.values(special)))
}

/** The total of meals: the target, or more where the diets alone exceed it, or fewer where families bring food. */
export function mealsOf(food: Food): number {
  return food.general + total(Object.values(food.special))
}
