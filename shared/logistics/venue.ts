import { ceilingOf, sumByName, withTenthMore } from './quantity.ts'

const FAMILIES_A_STATION = 25

/** Chairs of the main room (adults and a tenth more, presenters, interpreters) and sign-in stations. */
export type RoomNeeds = { chairs: number; stations: number }

/** What the room needs: a sign-in station for every 25 families. */
export function roomFor(expected: {
  families: number
  adults: number
  presenters: number
  interpreters: number
}): RoomNeeds {
  const chairs = withTenthMore(expected.adults) + expected.presenters + expected.interpreters
  return { chairs, stations: ceilingOf(expected.families, FAMILIES_A_STATION) }
}

/** Handouts to print by language: the readers and a tenth more. */
export function handoutsFor(readers: Iterable<readonly [string, number]>): Record<string, number> {
  const counts = Object.entries(sumByName(readers))
  return Object.fromEntries(counts.map(([language, count]) => [language, withTenthMore(count)]))
}

/** People who need a ride, and the vehicles for them. */
export type Rides = { riders: number; vehicles: number }

/** The vehicles for the riders, with so many seats each. */
export function ridesFor(riders: number, seats: number): Rides {
  return { riders, vehicles: ceilingOf(riders, seats) }
}
