import type { Answer } from '../../shared/workshop/answer.ts'

/** A family's answers by option. */
export type AnswersByOption = Record<string, Answer>

/** The counts of each answer by option, in the order of the poll. */
export type OptionSums = { id: string; yes: number; ifNeeded: number; no: number }[]

/** The tally of answers, counted one by one. */
export function tallyOf(options: readonly string[], answers: Iterable<AnswersByOption>): OptionSums {
  const counts = options.map((id) => ({ id, yes: 0, ifNeeded: 0, no: 0 }))
  for (const given of answers) {
    for (const count of counts) {
      const answer = given[count.id]
      if (answer) count[answer]++
    }
  }
  return counts
}

/** A vote to be cast; `version` is that of the ballot that it replaces. */
export type VoteToCast = { family: string; answers: AnswersByOption; version: number }

/** The votes to cast, and those that were acknowledged. */
export type Electorate = {
  /** The next vote, of a family that has none in flight; undefined after the last one. */
  next(): VoteToCast | undefined
  acknowledge(vote: VoteToCast): void
  /** The last acknowledged answers of each family. */
  acknowledged(): ReadonlyMap<string, AnswersByOption>
}

const ANSWERS = ['yes', 'ifNeeded', 'no'] as const

/**
 * Every family votes once, in order; then random families change their vote, each time to other answers, up to `changes`
 * in all. The same `seed` gives the same votes. Refuses fewer changes than families.
 */
export function electorateOf(
  families: readonly string[],
  { options, changes, seed }: { options: readonly string[]; changes: number; seed: number },
): Electorate {
  if (changes < families.length) throw new Error('every family votes once: more changes are needed')
  const chance = chanceOf(seed)
  const votes = new Map<string, VoteToCast>()
  const underWay = new Set<string>()
  let given = 0
  const pick = (): string => {
    const place = given < families.length ? given : Math.floor(chance() * families.length)
    const family = families[place] ?? ''
    return underWay.has(family) ? pick() : family
  }
  return {
    next() {
      if (given >= changes) return undefined
      const family = pick()
      given++
      underWay.add(family)
      const before = votes.get(family)
      return {
        family,
        answers: otherAnswers(options, before?.answers, chance),
        version: before ? before.version + 1 : 0,
      }
    },
    acknowledge(vote) {
      votes.set(vote.family, vote)
      underWay.delete(vote.family)
    },
    acknowledged: () => new Map([...votes].map(([family, { answers }]) => [family, answers])),
  }
}

// Other answers than before: the same ones would be no change.
function otherAnswers(
  options: readonly string[],
  before: AnswersByOption | undefined,
  chance: () => number,
): AnswersByOption {
  const answers = Object.fromEntries(
    options.map((option) => [option, ANSWERS[Math.floor(chance() * ANSWERS.length)] ?? 'no']),
  )
  const deepEqual = before !== undefined && options.every((option) => answers[option] === before[option])
  return deepEqual ? otherAnswers(options, before, chance) : answers
}

/** Pseudorandom numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
