import { MARKER_SHARDS } from '../../shared/table/pending-marker.ts'
import type { Access, Load } from './access.ts'
import type { Rate } from './wave.ts'

/** How often an act is done per second: in total, in the largest school, and in one of mean size. */
export type Doing = { access: Access; mean: Access; rate: Rate }

/** The busiest partition of a pattern, in units per second; `by` is the share of each act. */
export type Hot = {
  pattern: string
  index?: string
  reads: number
  writes: number
  by: ReadonlyMap<string, number>
}

/** The load of a moment on the deployment, per second. */
export type Burden = { partitions: Hot[]; reads: number; writes: number; requests: number }

/** The limits of a partition, per second, and of an item. */
export const PARTITION_WRITES = 1000
export const PARTITION_READS = 3000
export const ITEM_BYTES = 100_000

/**
 * A partition belongs to a school, to one thing alone (a link, an address), or to the whole deployment; a shard of
 * pending markers holds those of some schools, see shared/table/pending-marker.ts.
 */
export function levelOf({ pattern }: Pick<Load, 'pattern'>): 'school' | 'thing' | 'marks' | 'deployment' {
  if (pattern.startsWith('SCHOOL#')) return 'school'
  if (pattern.startsWith('PACK#')) return 'marks'
  return pattern.includes('·') ? 'thing' : 'deployment'
}

/** The share of all load on one shard of pending markers, given the share of the largest school. */
export function shareOfMarks(largest: number): number {
  return largest + (1 - largest) / MARKER_SHARDS.length
}

/** The load of concurrent acts on the hottest partition of each pattern, and on the whole table. */
export function burdenOf(doings: readonly Doing[]): Burden {
  const hot = new Map<string, Hot>()
  const all = { reads: 0, writes: 0, requests: 0 }
  for (const { access, mean, rate } of doings) {
    all.requests += rate.all * access.requests
    for (const { reads, writes } of mean.loads) {
      all.reads += rate.all * reads
      all.writes += rate.all * writes
    }
    for (const load of access.loads) addTo(hot, load, access.name, timesOn(load, rate))
  }
  return { partitions: [...hot.values()], ...all }
}

// How often per second the act reaches the hottest partition of a pattern; a partition of a single thing is reached
// once.
function timesOn(load: Load, { all, school }: Rate): number {
  switch (levelOf(load)) {
    case 'school':
      return school
    case 'marks':
      return all === 0 ? 0 : all * shareOfMarks(school / all)
    case 'deployment':
      return all
    case 'thing':
      return Math.min(1, all)
  }
}

function addTo(hot: Map<string, Hot>, load: Load, act: string, times: number): void {
  const { pattern, index } = load
  const name = nameOf(load)
  const own = levelOf(load) === 'thing'
  const before = hot.get(name) ?? { pattern, ...(index && { index }), reads: 0, writes: 0, by: new Map() }
  const reads = times * (own ? load.reads : load.hottestReads)
  const writes = times * (own ? load.writes : load.hottestWrites)
  if (reads + writes === 0) return
  hot.set(name, {
    ...before,
    reads: before.reads + reads,
    writes: before.writes + writes,
    by: new Map(before.by).set(act, (before.by.get(act) ?? 0) + reads + writes),
  })
}

const nameOf = ({ pattern, index = '' }: Pick<Load, 'pattern' | 'index'>) => `${index} ${pattern}`

/** The highest load of each partition and of the whole over several moments. */
export function peakOf(burdens: Iterable<Burden>): Burden {
  const hot = new Map<string, Hot>()
  const peak = { reads: 0, writes: 0, requests: 0 }
  for (const { partitions, reads, writes, requests } of burdens) {
    peak.reads = Math.max(peak.reads, reads)
    peak.writes = Math.max(peak.writes, writes)
    peak.requests = Math.max(peak.requests, requests)
    for (const one of partitions) {
      const before = hot.get(nameOf(one)) ?? one
      hot.set(nameOf(one), {
        ...(heatOf(one) > heatOf(before) ? one : before),
        reads: Math.max(before.reads, one.reads),
        writes: Math.max(before.writes, one.writes),
      })
    }
  }
  return { partitions: [...hot.values()].sort(byHeat), ...peak }
}

const heatOf = ({ reads, writes }: Hot) => Math.max(reads / PARTITION_READS, writes / PARTITION_WRITES)
const byHeat = (one: Hot, other: Hot) => heatOf(other) - heatOf(one)

/** The acts that cause at least a tenth of a partition's load, the largest first. */
export function mainActs({ by }: Hot): string[] {
  const all = [...by.values()].reduce((sum, units) => sum + units, 0)
  const main = [...by].filter(([, units]) => units >= all / 10).sort(([, one], [, other]) => other - one)
  return main.map(([act]) => act)
}

/** The partitions over the limit. */
export function tooHot({ partitions }: Burden): Hot[] {
  return partitions.filter((one) => heatOf(one) > 1)
}

/** The items over the size limit, by their keys. */
export function tooLarge(accesses: readonly Access[]): { pattern: string; bytes: number }[] {
  const largest = new Map<string, number>()
  for (const { pattern, bytes } of accesses.flatMap(({ loads }) => loads))
    largest.set(pattern, Math.max(largest.get(pattern) ?? 0, bytes))
  return [...largest]
    .map(([pattern, bytes]) => ({ pattern, bytes }))
    .filter(({ bytes }) => bytes > ITEM_BYTES)
}
