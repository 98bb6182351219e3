import { compare } from './groups.ts'
import type { GroupReach, OptionCount, Ranked } from './ranking.ts'

/** The families that an option reaches with yes or if needed, and the shown group that it reaches least. */
export type OptionReach = { option: string; families: number; least?: GroupReach }

/**
 * The recommended option and whom it reaches; `rival` is an option that reaches `more` families at the cost of a group.
 */
export type Verdict = { best: OptionReach; rival?: OptionReach & { more: number } }

/** The verdict of a ranking, with shown groups only. Undefined where no option is ready. */
export function verdictOf(options: readonly OptionCount[], ranking: readonly Ranked[]): Verdict | undefined {
  const reached = ranking.flatMap((ranked) => {
    const count = options.find(({ id }) => id === ranked.option)
    return count?.ready ? [reachedBy(count, ranked)] : []
  })
  const [best, ...others] = reached
  if (!best) return undefined
  const [rival] = others
    .filter(({ families }) => families > best.families)
    .sort((one, other) => other.families - one.families || compare(one.option, other.option))
  return { best, ...(rival && { rival: { ...rival, more: rival.families - best.families } }) }
}

function reachedBy({ id, yes, ifNeeded }: OptionCount, { leavesOut: [least] }: Ranked): OptionReach {
  return { option: id, families: yes + ifNeeded, ...(least && { least }) }
}
