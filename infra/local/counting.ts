import type { Base } from '../../functions/wire.ts'
import type { Change } from '../../shared/table/observed-writes.ts'
import type { AnyKey } from '../../shared/table/table.ts'
import { countedPartition, isNews, pendingKeys, updateCounts } from '../../shared/tally/tally.operations.ts'
import { type Background, repeat } from './background.ts'

const COUNT_EVERY_MS = 1_000
const LOOK_EVERY_MS = 10_000
// A large poll takes long to count, however few votes are new: most of the time belongs to requests.
const MOST_REST_MS = 4_000

/** Counts what this process writes, in place of the function behind the table's stream. */
export type LocalCounting = Background & {
  hear(changes: readonly Change[]): void
  start(base: Base): void
}

/** Counts in the background: in one batch what was written since the last round, and what an earlier process left. */
export function localCounting(): LocalCounting {
  let heard = new Map<string, AnyKey>()
  let rounds: Background[] = []
  const wait = (key: AnyKey) => void heard.set(`${key.pk} ${key.sk}`, key)
  const hear: LocalCounting['hear'] = (changes) => {
    for (const { key, isMarked } of changes)
      if (countedPartition(key) && isNews({ mark: isMarked || undefined }, key)) wait(key)
  }
  const start: LocalCounting['start'] = (base) => {
    const count = async () => {
      const keys = [...heard.values()]
      heard = new Map()
      if (keys.length > 0) await updateCounts(base, keys)
    }
    const look = async () => {
      for (const key of await pendingKeys(base)) wait(key)
    }
    rounds = [repeat(COUNT_EVERY_MS, count, MOST_REST_MS), repeat(LOOK_EVERY_MS, look)]
  }
  const stop = async () => {
    await Promise.all(rounds.map((round) => round.stop()))
  }
  return { hear, start, stop }
}
