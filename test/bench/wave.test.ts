import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OPENING, type Scene, waveOf } from './wave.ts'

const district: Scene = {
  name: 'a district',
  families: 100_000,
  schools: 150,
  largestSchool: 2000,
  mailsPerSecond: 200,
}
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

test('200 e-mails a second take 100,000 families 500 seconds, and every message is made and sent once', () => {
  const seconds = [...waveOf(district)]
  expect(sum(seconds.map(({ made }) => made.all))).toBeCloseTo(100_000)
  expect(sum(seconds.map(({ sent }) => sent.all))).toBeCloseTo(100_000)
  expect(seconds.length).toBeGreaterThanOrEqual(500)
  expect(seconds.length).toBeLessThan(510)
})

test('at SES’s first rate a district is notified in two hours, and 1,000,000 families not at night', () => {
  const last = [...waveOf({ ...district, mailsPerSecond: 14 })].at(-1)
  expect((last?.at ?? 0) / 3600).toBeCloseTo(100_000 / 14 / 3600, 1)
  const long = [...waveOf({ ...district, families: 1_000_000, mailsPerSecond: 20 })]
  const hourOf = ({ at }: { at: number }) => (10 + at / 3600) % 24
  const byNight = long.filter((second) => hourOf(second) >= 21 || hourOf(second) < 8)
  expect(byNight.length).toBeGreaterThan(0)
  expect(Math.max(...byNight.map(({ sent }) => sent.all))).toBe(0)
})

test('a school of 100,000 is notified at 20,000 a minute, as the scheduler finds the rest', () => {
  const seconds = [...waveOf({ ...district, schools: 1, largestSchool: 100_000 })]
  expect(seconds.findLastIndex(({ made }) => made.all > 0)).toBe(4 * 60 + 19)
  expect(sum(seconds.slice(0, 60).map(({ made }) => made.school))).toBe(20_000)
})

test('a quarter opens soon and the rest over hours: a third within the first hour', () => {
  const families = 1000
  const seconds = [
    ...waveOf({
      ...district,
      families,
      schools: 1,
      largestSchool: families,
      mailsPerSecond: families / 3600,
    }),
  ]
  const opened = sum(seconds.map(({ opened: { all } }) => all))
  // Sent evenly over an hour, so that a message waits half an hour in the mean.
  expect(opened / families).toBeGreaterThan(0.2)
  expect(opened / families).toBeLessThan(0.32)
})

test('a faster carrier never takes longer, and never lowers the peak of openings', () => {
  const rates = fc.tuple(fc.integer({ min: 50, max: 1000 }), fc.integer({ min: 50, max: 1000 }))
  fc.assert(
    fc.property(rates, ([one, other]) => {
      const [slow, fast] = [Math.min(one, other), Math.max(one, other)].map((mailsPerSecond) => [
        ...waveOf({ ...district, mailsPerSecond }),
      ])
      const height = (seconds = slow) => Math.max(...(seconds ?? []).map(({ opened }) => opened.all))
      expect(fast?.length).toBeLessThanOrEqual(slow?.length ?? 0)
      // Seconds are whole: the last one may be half empty, which lowers the peak by as much as ebbs in it.
      expect(height(fast)).toBeGreaterThanOrEqual(height(slow) * Math.exp(-1 / OPENING.atOnceSeconds))
    }),
    { numRuns: 20 },
  )
})
