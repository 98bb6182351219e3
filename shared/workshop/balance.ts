import { CAPACITIES, PURPOSES, type Workshop } from './workshop.ts'

/** The purposes of workshops, and the capacities (four Cs) that they build. */
export type Balance = {
  workshops: number
  purposes: Record<(typeof PURPOSES)[number], number>
  builds: Record<(typeof CAPACITIES)[number], number>
  /** Whether more than half of them are social. */
  mostlySocial: boolean
}

const SOCIAL_PERCENT = 50

/** The balance of workshops; above `socialPercent` they are mostly social. */
export function balanceOf(
  workshops: readonly Pick<Workshop, 'purpose' | 'builds'>[],
  socialPercent = SOCIAL_PERCENT,
): Balance {
  const purposes = PURPOSES.map(
    (purpose) => [purpose, workshops.filter((one) => one.purpose === purpose).length] as const,
  )
  const builds = CAPACITIES.map(
    (capacity) => [capacity, workshops.filter((one) => one.builds.includes(capacity)).length] as const,
  )
  const social = workshops.filter(({ purpose }) => purpose === 'social').length
  return {
    workshops: workshops.length,
    // Each list holds every key once.
    purposes: Object.fromEntries(purposes) as Balance['purposes'],
    builds: Object.fromEntries(builds) as Balance['builds'],
    mostlySocial: 100 * social > socialPercent * workshops.length,
  }
}
