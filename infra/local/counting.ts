import type { Base } from '../../functions/wire.ts'
import type { Change } from '../../shared/table/observed-writes.ts'
import type { Key } from '../../shared/table/table.ts'
import { countedWith, isNews, keepUp, uncounted } from '../../shared/tally/tally.operations.ts'
import { type Background, repeat } from './background.ts'

const COUNT_EVERY_MS = 1_000
const LOOK_EVERY_MS = 10_000
// To count a large poll takes long, however few votes are new: most of the time is for the answers.
const MOST_REST_MS = 4_000

/** Counts what follows from what this process writes, in place of the function that hears the table's stream. */
export type LocalCounting = Background & {
  hear(changes: readonly Change[]): void
  start(base: Base): void
}

/** Counts beside the answers, all that was written since the round before at once; and what an earlier process left. */
export function localCounting(): LocalCounting {
  let heard = new Map<string, Key>()
  let rounds: Background[] = []
  const wait = (key: Key) => void heard.set(`${key.pk} ${key.sk}`, key)
  const hear: LocalCounting['hear'] = (changes) => {
    for (const { key, isMarked } of changes)
      if (countedWith(key) && isNews({ mark: isMarked || undefined }, key)) wait(key)
  }
  const start: LocalCounting['start'] = (base) => {
    const count = async () => {
      const keys = [...heard.values()]
      heard = new Map()
      if (keys.length > 0) await keepUp(base, keys)
    }
    const look = async () => {
      for (const key of await uncounted(base)) wait(key)
    }
    rounds = [repeat(COUNT_EVERY_MS, count, MOST_REST_MS), repeat(LOOK_EVERY_MS, look)]
  }
  const stop = async () => {
    await Promise.all(rounds.map((round) => round.stop()))
  }
  return { hear, start, stop }
}
