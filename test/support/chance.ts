/** Numbers from 0 to below 1, one a call. */
export type Chance = () => number

/** The seed of a run: `FAULTS_SEED`, to repeat an earlier one, or a random one. Tests print it. */
export const SEED = Number(process.env.FAULTS_SEED || Date.now() % 2 ** 31)

/** How often something is tried: a little with every test, much with `npm run faults`. */
export function sized(little: number, much: number): number {
  return process.env.FAULTS === 'full' ? much : little
}

/** A seeded random generator: the same seed gives the same numbers (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The same things in random order (Fisher-Yates). */
export function shuffled<T>(things: readonly T[], chance: Chance): T[] {
  const order = [...things]
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(chance() * (last + 1))
    const [one, two] = [order[last], order[other]]
    order[other] = one as T
    order[last] = two as T
  }
  return order
}
