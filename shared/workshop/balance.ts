import { CAPACITIES, PURPOSES, type Workshop } from './workshop.ts'

/** What a term's workshops were for, and which of the four Cs they built. */
export type Balance = {
  workshops: number
  purposes: Record<(typeof PURPOSES)[number], number>
  builds: Record<(typeof CAPACITIES)[number], number>
  /** More than half of them were social. */
  mostlySocial: boolean
}

const SOCIAL_PERCENT = 50

/** The balance of workshops; `socialPercent` is the most that may be social without a warning. */
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
