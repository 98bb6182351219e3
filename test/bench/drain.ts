import type { Access } from './access.ts'
import { levelOf, PARTITION_READS, PARTITION_WRITES, shareOfMarks } from './burden.ts'

/** A bottleneck: how many acts per second it lets through. */
export type DrainLimit = { name: string; perSecond: number }

/** How many seconds a crowd takes that arrives all at once, and its bottleneck. */
export type Drain = { seconds: number; bound: DrainLimit }

/** How long a number of acts takes at the narrowest bottleneck. Refuses an empty list. */
export function drainOf(count: number, limits: readonly DrainLimit[]): Drain {
  const [bound] = [...limits].sort((one, other) => one.perSecond - other.perSecond)
  if (!bound) throw new Error('nothing limits it')
  return { seconds: count / bound.perSecond, bound }
}

// `THROTTLE` of infra/aws/site.ts; a new account's functions; how long one takes, as in bill.ts; a table's first quota.
const GATEWAY_REQUESTS = 500
const FUNCTIONS = 1000
const FUNCTION_SECONDS = 0.06
const TABLE_UNITS = 40_000

/**
 * The bottlenecks of an act: the gateway, functions, the table, and its hottest partition; the largest school has
 * `largestShare` of all acts.
 */
export function limitsOn(access: Access, largestShare: number): DrainLimit[] {
  const { requests, loads } = access
  const sum = (unit: 'reads' | 'writes') => loads.reduce((all, load) => all + load[unit], 0)
  return [
    { name: 'the gateway’s 500 requests a second', perSecond: GATEWAY_REQUESTS / requests },
    { name: 'functions at once', perSecond: FUNCTIONS / FUNCTION_SECONDS / requests },
    { name: 'write units of the table', perSecond: TABLE_UNITS / sum('writes') },
    { name: 'read units of the table', perSecond: TABLE_UNITS / sum('reads') },
    ...loads
      .filter((load) => levelOf(load) !== 'thing')
      .flatMap((load) => {
        const level = levelOf(load)
        const share = level === 'school' ? largestShare : level === 'marks' ? shareOfMarks(largestShare) : 1
        const name = `partition ${load.pattern}${load.index ? ` of the index ${load.index}` : ''}`
        return [
          { name, perSecond: PARTITION_WRITES / (load.hottestWrites * share) },
          { name, perSecond: PARTITION_READS / (load.hottestReads * share) },
        ]
      }),
  ]
}
