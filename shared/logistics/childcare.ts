import type { Settings } from '../school/school.ts'
import { ceilingOf, total } from './quantity.ts'

type Profile = Settings['childcare']
type Band = { fromMonths: number; toMonths: number }

/** Never one adult alone with children. */
const LEAST_STAFF = 2

/** The number of children of an age band in a room, and the ratio for that age. */
export type AgeCount = { fromMonths: number; toMonths: number; perAdult: number; children: number }

/** A room with its children. `perAdult` is the ratio of the youngest; `ages` counts them by age band. */
export type ChildcareRoom = {
  room: string
  children: number
  staff: number
  perAdult: number
  ages: AgeCount[]
}

/** The adults that childcare needs, by room; empty rooms are left out. */
export type Childcare = { staff: number; rooms: ChildcareRoom[] }

/**
 * The childcare for children of these ages in months: in each room with children,
 * the greater of 2 and children ÷ ratio of the youngest (Caring for Our Children, standard 1.1.1.2;
 * ratios and rooms are the school's). Children over the oldest ratio are not counted;
 * nothing is taken off for families who might not come.
 */
export function childcareFor(ages: readonly number[], profile: Profile): Childcare {
  const oldest = Math.max(...profile.ratios.map((ratio) => ratio.toMonths))
  const counted = ages.filter((months) => months <= oldest)
  const rooms = profile.rooms
    .map((room) => ({ name: room.name, ages: counted.filter((age) => bandOf(age, profile.rooms) === room) }))
    .filter((room) => room.ages.length > 0)
    .map((room) => staffedRoom(room.name, room.ages, profile))
  return { staff: total(rooms.map((room) => room.staff)), rooms }
}

function staffedRoom(room: string, ages: readonly number[], profile: Profile): ChildcareRoom {
  const { perAdult } = bandOf(Math.min(...ages), profile.ratios)
  const staff = Math.max(LEAST_STAFF, ceilingOf(ages.length, perAdult))
  const counts = profile.ratios.map((ratio) => ({
    ...ratio,
    children: ages.filter((age) => bandOf(age, profile.ratios) === ratio).length,
  }))
  return { room, children: ages.length, staff, perAdult, ages: counts.filter((count) => count.children > 0) }
}

/** The band an age falls in; an age that a school's bands leave out goes with the next younger band. */
function bandOf<B extends Band>(months: number, bands: readonly B[]): B {
  const ascending = [...bands].sort((one, other) => one.fromMonths - other.fromMonths)
  const band = ascending.findLast((one) => one.fromMonths <= months) ?? ascending[0]
  if (!band) throw new RangeError('a childcare profile has at least one band')
  return band
}
