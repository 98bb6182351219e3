import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { chosenOptions, Decision, isOutdated, isSameChoice, weekly } from '../../../shared/session/session.ts'

const now = '2027-03-01T15:00:00.000Z'
const options = [
  { id: 'a', start: '2027-03-09T23:00:00.000Z' },
  { id: 'b', start: '2027-03-10T23:00:00.000Z' },
  { id: 'gone', start: now },
]

describe("the organizer's choice", () => {
  test('is one time or two', () => {
    expect(Decision.safeParse({ options: [] }).success).toBe(false)
    expect(Decision.safeParse({ options: ['a', 'b'] }).success).toBe(true)
    expect(Decision.safeParse({ options: ['a', 'b', 'c'] }).success).toBe(false)
  })
  test('keeps its order', () => {
    expect(chosenOptions(options, ['b', 'a'], now).map(({ id }) => id)).toEqual(['b', 'a'])
  })
  test.each([
    ['of a time that is not in the poll', ['x'], 'unknown-option'],
    ['of one time twice', ['a', 'a'], 'duplicate-option'],
    ['of a time that has begun', ['gone'], 'time-in-past'],
  ])('%s is refused', (_, choice, code) => {
    expect(() => chosenOptions(options, choice, now)).toThrow(code)
  })
  test('is the same in another order, and another with other times', () => {
    expect(isSameChoice(['a', 'b'], ['b', 'a'])).toBe(true)
    expect(isSameChoice(['a'], ['b'])).toBe(false)
    expect(isSameChoice(['a', 'b'], ['a'])).toBe(false)
  })
})

describe('a weekly series', () => {
  const time = (start: string, end: string, timeZone = 'America/New_York') => ({ start, end, timeZone })

  test('keeps its time by the clock when the clock goes forward', () => {
    const series = weekly(time('2027-03-09T23:00:00.000Z', '2027-03-10T00:30:00.000Z'), 3)
    expect(series.map(({ start, end }) => [start, end])).toEqual([
      ['2027-03-09T23:00:00.000Z', '2027-03-10T00:30:00.000Z'],
      ['2027-03-16T22:00:00.000Z', '2027-03-16T23:30:00.000Z'],
      ['2027-03-23T22:00:00.000Z', '2027-03-23T23:30:00.000Z'],
    ])
  })

  test('into an hour that does not exist is refused with those beside it', () => {
    const before = time('2027-03-07T07:30:00.000Z', '2027-03-07T08:30:00.000Z')
    expect(() => weekly(before, 2)).toThrow('nonexistent-local-time')
    expect(weekly(before, 1)).toEqual([before])
  })

  test('is of twelve weeks at most', () => {
    expect(Decision.safeParse({ options: ['a'], weeks: 12 }).success).toBe(true)
    for (const weeks of [0, 13, 1.5])
      expect(Decision.safeParse({ options: ['a'], weeks }).success).toBe(false)
  })

  test('always shows the same clock, and lasts as long', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('America/New_York', 'America/Santiago', 'Europe/Berlin', 'Australia/Lord_Howe'),
        fc.integer({ min: 0, max: 364 }),
        fc.integer({ min: 6, max: 21 }),
        fc.integer({ min: 1, max: 12 }),
        (zone, day, hour, weeks) => {
          const first = DateTime.fromObject({ year: 2027, month: 1, day: 1, hour }, { zone }).plus({
            days: day,
          })
          const instant = (of: DateTime) => of.toUTC().toISO() ?? ''
          const series = weekly(time(instant(first), instant(first.plus({ minutes: 90 })), zone), weeks)
          for (const [week, one] of series.entries()) {
            const local = DateTime.fromISO(one.start, { zone })
            expect([local.hour, local.minute, local.weekday]).toEqual([
              first.hour,
              first.minute,
              first.weekday,
            ])
            expect(local.toISODate()).toBe(first.plus({ weeks: week }).toISODate())
            expect(Date.parse(one.end) - Date.parse(one.start)).toBe(90 * 60_000)
          }
        },
      ),
    )
  })
})

test('an answer is outdated once the session was moved after it', () => {
  const reply = { repliedAt: '2027-03-01T15:00:00.000Z' }
  expect(isOutdated({}, reply)).toBe(false)
  expect(isOutdated({ movedAt: '2027-03-01T15:00:00.000Z' }, reply)).toBe(false)
  expect(isOutdated({ movedAt: '2027-03-01T15:00:00.001Z' }, reply)).toBe(true)
})
