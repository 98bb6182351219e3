import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HEARD_KINDS, type HeardRow, lastHeard, withHearing, withLast } from '../../../shared/family/heard.ts'

const hearing = (kind: (typeof HEARD_KINDS)[number], at: string) => ({ family: 'f', kind, at })

test('the last of all kinds is told, to the quarter of an hour', () => {
  const row = [hearing('replied', '2026-11-28T09:07:00Z'), hearing('voted', '2026-11-24T10:00:00Z')].reduce(
    withHearing,
    [] as HeardRow,
  )
  expect(lastHeard(row)).toEqual({ kind: 'replied', at: '2026-11-28T09:00:00.000Z' })
  expect(lastHeard([])).toBeUndefined()
})

test('after a conversation is forgotten the one before it counts, or what else was heard', () => {
  const row = [hearing('talked', '2026-11-28T09:00:00Z'), hearing('voted', '2026-11-24T10:00:00Z')].reduce(
    withHearing,
    [] as HeardRow,
  )
  expect(lastHeard(withLast(row, 'talked', '2026-11-20T09:00:00Z'))?.kind).toBe('voted')
  expect(lastHeard(withLast(row, 'talked', undefined))?.kind).toBe('voted')
  expect(withLast(withLast(row, 'talked', undefined), 'voted', undefined)).toEqual([])
})

test('hearings give the same row in any order and told twice', () => {
  const one = fc.record({
    family: fc.constant('f'),
    kind: fc.constantFrom(...HEARD_KINDS),
    at: fc
      .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString()),
  })
  fc.assert(
    fc.property(fc.array(one), (all) => {
      const row = all.reduce(withHearing, [])
      expect([...all].reverse().concat(all).reduce(withHearing, [])).toEqual(row)
    }),
  )
})
