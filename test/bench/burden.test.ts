import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Access, accessesAt, type Load, loadsOf, patternOf } from './access.ts'
import { burdenOf, mainActs, peakOf, tooHot, tooLarge } from './burden.ts'
import { drainOf, limitsOn } from './drain.ts'

const load = (given: Partial<Load> & { pattern: string }): Load => {
  const { reads = 0, writes = 0 } = given
  return { reads, writes, hottestReads: reads, hottestWrites: writes, bytes: 100, ...given }
}
const vote: Access = {
  name: 'a family votes',
  requests: 2,
  loads: [load({ pattern: 'SCHOOL#·#BALLOTS#·', writes: 1 }), load({ pattern: 'SECRET#·', reads: 1 })],
}
const told: Access = {
  name: 'a message is made',
  requests: 0,
  loads: [
    load({ pattern: 'SCHOOL#·#OUTBOX#*', writes: 2, hottestWrites: 0.125 }),
    load({ pattern: 'DUE#*', index: 'due', writes: 1, hottestWrites: 0.25 }),
  ],
}
const doing = (access: Access, all: number, school: number) => ({
  access,
  mean: access,
  rate: { all, school },
})

test('a key pattern keeps the words of a key and drops its variable parts', () => {
  expect(patternOf('SCHOOL#3h52jqdyy0tq#BALLOTS#3h52jqdyy0tq-cdbvrp7qe98v')).toBe('SCHOOL#·#BALLOTS#·')
  expect(patternOf('SCHOOL#3h52jqdyy0tq#OUTBOX#7')).toBe('SCHOOL#·#OUTBOX#*')
  expect(patternOf('DUE-NOTICE#3')).toBe('DUE-NOTICE#*')
  expect(patternOf('SECRET#Jx0_-dE')).toBe('SECRET#·')
  expect(patternOf('SCHOOLS')).toBe('SCHOOLS')
})

test('the load of an act is a mean, with the share of the busiest partition', () => {
  const touch = (partition: string, writes: number) => ({ partition, reads: 0, writes, bytes: 50 * writes })
  const [ballots] = loadsOf([touch('SCHOOL#a#BALLOTS#w', 1), touch('SCHOOL#a#BALLOTS#w', 3)], 2)
  expect(ballots).toMatchObject({ writes: 2, hottestWrites: 2, bytes: 150 })
  // A sample may miss some of the four parts.
  const [due] = loadsOf([touch('DUE#0', 1), touch('DUE#3', 1), touch('DUE#3', 1)], 3)
  expect(due).toMatchObject({ writes: 1, hottestWrites: 0.25 })
  // All pending markers of one partition are in one shard.
  const [marks] = loadsOf([touch('PACK#3', 1), touch('PACK#3', 1), touch('PACK#7', 1)], 3)
  expect(marks).toMatchObject({ writes: 1, hottestWrites: 2 / 3 })
})

test('a shard of pending markers holds all of the largest school’s, and its share of the others’', () => {
  const marking: Access = {
    name: 'a family votes',
    requests: 2,
    loads: [load({ pattern: 'PACK#*', index: 'due', writes: 1 })],
  }
  const writesAt = (all: number, school: number) =>
    burdenOf([doing(marking, all, school)]).partitions[0]?.writes
  expect(writesAt(320, 0)).toBe(10)
  expect(writesAt(420, 100)).toBeCloseTo(110)
  expect(writesAt(100, 100)).toBe(100)
  expect(limitsOn(marking, 1).at(-2)).toMatchObject({ perSecond: 1000 })
  expect(limitsOn(marking, 0).at(-2)).toMatchObject({ perSecond: 32_000 })
})

test('loads that grow with families are extrapolated on a line, and none shrinks', () => {
  const page = (reads: number): Access => ({
    name: 'results',
    requests: 1,
    loads: [
      load({ pattern: 'SCHOOL#·#FAMILIES', reads }),
      load({ pattern: 'SCHOOL#·', reads: 10 - reads / 20 }),
    ],
  })
  const few = { families: 100, accesses: [page(12)] }
  const many = { families: 400, accesses: [page(48)] }
  const [large] = accessesAt(few, many, 100_000)
  expect(large?.loads.map(({ reads }) => reads)).toEqual([48 + 0.12 * 99_600, 10 - 48 / 20])
})

test('a school’s partition bears the acts of its families, a shared one those of all, a link’s a single act', () => {
  const { partitions, requests, writes } = burdenOf([doing(vote, 500, 300), doing(told, 4000, 1000)])
  const writesOf = (pattern: string) => partitions.find((one) => one.pattern === pattern)?.writes
  expect(writesOf('SCHOOL#·#BALLOTS#·')).toBe(300)
  expect(writesOf('SCHOOL#·#OUTBOX#*')).toBe(125)
  expect(writesOf('DUE#*')).toBe(1000)
  expect(partitions.find(({ pattern }) => pattern === 'SECRET#·')?.reads).toBe(1)
  expect([requests, writes]).toEqual([1000, 500 + 3 * 4000])
})

test('1,000 write units a second are within the limit, and one more is reported', () => {
  const at = (all: number) => tooHot(burdenOf([doing(told, all, 0)])).map(({ pattern }) => pattern)
  expect(at(4000)).toEqual([])
  expect(at(4004)).toEqual(['DUE#*'])
})

test('the hottest moment of each partition counts, whenever it is', () => {
  const peak = peakOf([burdenOf([doing(vote, 10, 10)]), burdenOf([doing(vote, 90, 30), doing(told, 8, 8)])])
  expect(peak.partitions[0]).toMatchObject({ pattern: 'SCHOOL#·#BALLOTS#·', writes: 30 })
  expect(peak.partitions.map(mainActs)).toContainEqual(['a family votes'])
  expect(peak.requests).toBe(180)
})

test('more of everything never makes a partition cooler', () => {
  const count = fc.integer({ min: 0, max: 100_000 })
  fc.assert(
    fc.property(count, count, count, (votes, messages, more) => {
      const hottest = (extra: number) =>
        Math.max(
          0,
          ...burdenOf([
            doing(vote, votes + extra, votes + extra),
            doing(told, messages + extra, messages),
          ]).partitions.map(({ writes }) => writes),
        )
      expect(hottest(more)).toBeGreaterThanOrEqual(hottest(0))
    }),
  )
})

test('an item over 100 KB is reported by its key pattern', () => {
  const heavy = { ...vote, loads: [load({ pattern: 'SCHOOL#·#JOBS', bytes: 100_001 })] }
  expect(tooLarge([vote, heavy])).toEqual([{ pattern: 'SCHOOL#·#JOBS', bytes: 100_001 }])
})

test('100,000 votes are limited by the gateway; within one school by 1,000 writes a second', () => {
  expect(drainOf(100_000, limitsOn(vote, 0.02))).toMatchObject({ seconds: 400, bound: { perSecond: 250 } })
  const byProgram = { ...vote, requests: 0.1 }
  expect(drainOf(100_000, limitsOn(byProgram, 1)).bound).toEqual({
    name: 'partition SCHOOL#·#BALLOTS#·',
    perSecond: 1000,
  })
  expect(() => drainOf(1, [])).toThrow('nothing limits it')
})
