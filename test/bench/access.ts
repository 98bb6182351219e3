import type { Touch } from './touch.ts'

/** The load of one act (of a family, a message, a page) on the partitions of one key pattern, in mean units per act. */
export type Load = {
  /** The key without its variable parts: `SCHOOL#·#BALLOTS#·`; a shard's number is `*`. */
  pattern: string
  index?: string
  reads: number
  writes: number
  /** The share of the busiest partition. */
  hottestReads: number
  hottestWrites: number
  /** The largest item that was read or written, in bytes. */
  bytes: number
}

/** A repeated act of people or workers: its load on the table, and its requests through the gateway. */
export type Access = { name: string; requests: number; loads: Load[] }

/** The pattern of a partition key. Words in capitals stay; shard numbers become `*`, everything else `·`. */
export function patternOf(partition: string): string {
  const place = (part: string) => (/^[A-Z][A-Z-]+$/.test(part) ? part : /^\d{1,3}$/.test(part) ? '*' : '·')
  return partition.split('#').map(place).join('#')
}

/** The mean loads of an act that was done `times` times, from the partitions that its calls touched. */
export function loadsOf(touches: readonly Touch[], times: number): Load[] {
  const patterns = groupedBy(touches, ({ partition, index }) => `${index ?? ''} ${patternOf(partition)}`)
  return [...patterns.values()].map((same) => {
    const [first] = same
    const most = (unit: 'reads' | 'writes') => hottestOf(same, unit)
    return {
      pattern: patternOf(first?.partition ?? ''),
      ...(first?.index && { index: first.index }),
      reads: total(same, 'reads') / times,
      writes: total(same, 'writes') / times,
      hottestReads: most('reads') / times,
      hottestWrites: most('writes') / times,
      bytes: Math.max(...same.map(({ bytes }) => bytes)),
    }
  })
}

// All pending markers of a school's partition are in one shard, so the measured one is the hottest.
const SPREAD = /^(?!PACK#).*#(\d{1,3})$/

// A hash spreads evenly over its shards in the long run, but not in a sample of a few dozen.
function hottestOf(touches: readonly Touch[], unit: 'reads' | 'writes'): number {
  const shards = touches.map(({ partition }) => Number(SPREAD.exec(partition)?.[1]) + 1)
  const count = Math.max(...shards)
  if (count > 0) return total(touches, unit) / count
  const partitions = [...groupedBy(touches, ({ partition }) => partition).values()]
  return Math.max(...partitions.map((touched) => total(touched, unit)))
}

function groupedBy(touches: readonly Touch[], keyOf: (touch: Touch) => string): Map<string, Touch[]> {
  const groups = new Map<string, Touch[]>()
  for (const touch of touches) {
    const key = keyOf(touch)
    groups.set(key, [...(groups.get(key) ?? []), touch])
  }
  return groups
}

function total(touches: readonly Touch[], unit: 'reads' | 'writes'): number {
  return touches.reduce((sum, touch) => sum + touch[unit], 0)
}

/** The numbers of families at which an act was measured: two. */
export type Sized = { families: number; accesses: readonly Access[] }

/**
 * Extrapolates the accesses to another number of families on the line through two measurements. No load is assumed to
 * shrink.
 */
export function accessesAt(few: Sized, many: Sized, families: number): Access[] {
  const steps = (families - many.families) / (many.families - few.families)
  const before = new Map(few.accesses.map((access) => [access.name, access]))
  return many.accesses.map((access) => {
    const known = new Map(before.get(access.name)?.loads.map((load) => [nameOf(load), load]))
    return {
      ...access,
      loads: access.loads.map((load) => grown(known.get(nameOf(load)) ?? load, load, steps)),
    }
  })
}

const nameOf = ({ pattern, index = '' }: Load) => `${index} ${pattern}`

function grown(few: Load, many: Load, steps: number): Load {
  const at = (unit: 'reads' | 'writes' | 'hottestReads' | 'hottestWrites' | 'bytes') =>
    Math.max(many[unit], many[unit] + (many[unit] - few[unit]) * steps)
  return {
    ...many,
    reads: at('reads'),
    writes: at('writes'),
    hottestReads: at('hottestReads'),
    hottestWrites: at('hottestWrites'),
    bytes: at('bytes'),
  }
}
