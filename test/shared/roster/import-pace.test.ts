import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pauseAfter } from '../../../shared/roster/import-pace.ts'

test('800 new families, or 400 updated ones, take a second at 800 units', () => {
  const at = (milliseconds: number) => ({ milliseconds, unitsPerSecond: 800 })
  expect(pauseAfter({ created: 800, updated: 0 }, at(200))).toBe(800)
  expect(pauseAfter({ created: 0, updated: 400 }, at(200))).toBe(800)
  expect(pauseAfter({ created: 800, updated: 0 }, at(1500))).toBe(0)
})

test('a writer that pauses accordingly never exceeds the rate', () => {
  const counts = fc.record({ created: fc.nat(100_000), updated: fc.nat(100_000) })
  fc.assert(
    fc.property(
      counts,
      fc.nat(600_000),
      fc.integer({ min: 1, max: 5000 }),
      (written, milliseconds, unitsPerSecond) => {
        const seconds = (milliseconds + pauseAfter(written, { milliseconds, unitsPerSecond })) / 1000
        expect(written.created + 2 * written.updated).toBeLessThanOrEqual(unitsPerSecond * seconds + 1e-6)
      },
    ),
  )
})
