import type { Settings } from '../school/school.ts'
import { type CountedReply, isStaff, monthsOf } from '../session/reply.ts'
import { type Childcare, childcareFor } from './childcare.ts'
import { type Food, foodFor, withBrought } from './food.ts'
import { type Interpretation, interpretationFor } from './interpretation.ts'
import { sumByName, total } from './quantity.ts'
import { handoutsFor, type Rides, type RoomNeeds, ridesFor, roomFor } from './venue.ts'

/** The fields of a workshop that the needs depend on. What is not offered needs nothing. */
export type Offer = {
  durationMinutes: number
  presentationLanguage: string
  presenters: number
  volunteers: number
  offers: { childcare: boolean; food: boolean; interpretation: boolean; rides: boolean }
}

/** Who is expected: families that replied yes and have seats, with children of every age. */
export type Expected = { families: number; adults: number; children: number }

/** What a session needs, computed from the replies. */
export type Needs = {
  expected: Expected
  childcare: Childcare
  interpretation: Interpretation
  food: Food
  room: RoomNeeds
  handouts: Record<string, number>
  rides: Rides
}

/**
 * Computes what a session needs from its replies; families that wait or do not come do not count. Families bring so many
 * portions of food, which leave fewer general meals to order.
 */
export function needsOf(
  replies: Iterable<CountedReply>,
  workshop: Offer,
  settings: Settings,
  brought = 0,
): Needs {
  const coming = Array.from(replies).filter((reply) => reply.attending && !reply.waiting)
  const { offers } = workshop
  const expected = expectedOf(coming)
  const children = offers.childcare ? coming.flatMap((reply) => reply.children.map(monthsOf)) : []
  const childcare = childcareFor(children, settings.childcare)
  const asked = offers.interpretation ? coming.flatMap((reply) => reply.interpretation) : []
  const interpretation = interpretationFor(asked, workshop)
  const helpers = childcare.staff + interpretation.interpreters
  const crew = helpers + workshop.presenters + workshop.volunteers
  const riders = offers.rides ? total(coming.map((reply) => reply.ride)) : 0
  const eaters = {
    people: expected.adults + expected.children,
    crew,
    diets: coming.flatMap((reply) => Object.entries(reply.diets)),
    ...settings.food,
  }
  return {
    expected,
    childcare,
    interpretation,
    food: offers.food ? withBrought(foodFor(eaters), brought) : { crew, target: 0, special: {}, general: 0 },
    room: roomFor({
      ...expected,
      presenters: workshop.presenters,
      interpreters: interpretation.interpreters,
    }),
    handouts: handoutsFor(coming.flatMap((reply) => Object.entries(reply.readers))),
    rides: ridesFor(riders, settings.vehicleSeats),
  }
}

function expectedOf(coming: readonly CountedReply[]): Expected {
  return {
    families: coming.filter((reply) => !isStaff(reply)).length,
    adults: total(coming.map((reply) => reply.adults)),
    children: total(coming.map((reply) => reply.children.length)),
  }
}

/** The number of coming replies by allergen, ignoring case, spelled as in the first of them. */
export function allergensOf(replies: Iterable<CountedReply>): Record<string, number> {
  const spelling = new Map<string, string>()
  const told: [string, number][] = []
  for (const reply of replies) {
    if (!reply.attending || reply.waiting) continue
    for (const allergen of reply.allergens) {
      const folded = allergen.toLowerCase()
      if (!spelling.has(folded)) spelling.set(folded, allergen)
      told.push([spelling.get(folded) ?? allergen, 1])
    }
  }
  return sumByName(told)
}
