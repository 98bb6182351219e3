import type { Touch } from './touch.ts'

/** How an act of one family (or message, or page) burdens the partitions of one pattern. Units are an act's mean. */
export type Load = {
  /** The key with what differs taken out: `SCHOOL#·#BALLOTS#·`; a shard's number is `*`. */
  pattern: string
  index?: string
  reads: number
  writes: number
  /** What of that fell on the partition that got most. */
  hottestReads: number
  hottestWrites: number
  /** The largest item that was read or written, in bytes. */
  bytes: number
}

/** An act that people or workers do many times: what it asks of the table, and how many requests come by the gateway. */
export type Access = { name: string; requests: number; loads: Load[] }

/**
 * The key of a partition without what differs from one to the next. Words in capitals stay; numbers of shards
 * become `*`, all else `·`.
 */
export function patternOf(partition: string): string {
  const place = (part: string) => (/^[A-Z][A-Z-]+$/.test(part) ? part : /^\d{1,3}$/.test(part) ? '*' : '·')
  return partition.split('#').map(place).join('#')
}

/** The loads of an act that was done so many times, from what its calls touched. */
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

// Of marks a school's whole partition lies in one shard, which is the hottest as it was measured.
const SPREAD = /^(?!PACK#).*#(\d{1,3})$/

// A hash spreads over its shards evenly in the long run; a sample of some dozen does not.
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

/** How many families (measured at two numbers of them) an act was measured at. */
export type Sized = { families: number; accesses: readonly Access[] }

/**
 * The accesses as they would be at another number of families, on the line through two measurements: what stays the
 * same stays, what grows with families grows. Nothing is taken to shrink.
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
