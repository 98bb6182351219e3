import { compare } from './groups.ts'
import type { OptionCount, Ranked, Reach } from './ranking.ts'

/** A time in words: how many families it reaches with yes or if needed, and the shown group that it reaches least. */
export type Reached = { option: string; families: number; least?: Reach }

/**
 * What a sentence says of the recommended time: whom it reaches, and which other time reaches more families at the
 * price of a group (`more` of them), if one does. Undefined where no time is ready.
 */
export type Verdict = { best: Reached; rival?: Reached & { more: number } }

/** The verdict of a ranking. Only groups large enough to be shown are named. */
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

function reachedBy({ id, yes, ifNeeded }: OptionCount, { leavesOut: [least] }: Ranked): Reached {
  return { option: id, families: yes + ifNeeded, ...(least && { least }) }
}
