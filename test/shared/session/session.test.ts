import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import {
  chosenOptions,
  Decision,
  isOutdated,
  isRecommended,
  isSameChoice,
  MoveByClock,
  referenceOf,
  SessionMove,
  scheduledAs,
  sessionsOf,
  weekly,
} from '../../../shared/session/session.ts'
import type { Workshop } from '../../../shared/workshop/workshop.ts'

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
  test('of one time twice names the second', () => {
    const errors = [{ pointer: '/options/1', detail: 'duplicate-option' }]
    expect(() => chosenOptions(options, ['a', 'a'], now)).toThrow(
      expect.objectContaining({ details: { errors } }),
    )
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
    // The second of the two half past one of that night: it was chosen, and is asked for no more.
    const twice = time('2027-11-07T06:30:00.000Z', '2027-11-07T07:30:00.000Z')
    expect(weekly(twice, 1)).toEqual([twice])
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

describe('a decision', () => {
  const accepts = (input: object) => Decision.safeParse({ options: ['a'], ...input }).success
  test('may say why, in a sentence', () => {
    expect(Decision.parse({ options: ['a'], reason: ' The gym is free. ' }).reason).toBe('The gym is free.')
    expect(accepts({ reason: 'x'.repeat(280) })).toBe(true)
    for (const reason of ['', '  ', 'x'.repeat(281)]) expect(accepts({ reason })).toBe(false)
  })
  test('names its times', () => {
    expect(accepts({ options: ['an-option'] })).toBe(true)
    for (const id of ['', 'x'.repeat(61)]) expect(accepts({ options: [id] })).toBe(false)
  })
  test('may be for one week alone', () => {
    expect(accepts({ weeks: 1 })).toBe(true)
  })
})

describe('another start of a session', () => {
  const accepts = (input: object) => SessionMove.safeParse(input).success
  test('is an instant or a time by the clock, and one of the two', () => {
    expect(accepts({ start: '2027-03-09T18:00:00-05:00' })).toBe(true)
    expect(accepts({ startLocal: '2027-03-09T18:00' })).toBe(true)
    expect(MoveByClock.parse({ startLocal: '2027-03-09T18:00' })).toEqual({ startLocal: '2027-03-09T18:00' })
    expect(accepts({ startLocal: '2027-03-09T20:30', reason: 'After the concert.' })).toBe(true)
    for (const wrong of [
      {},
      { start: '2027-03-09T18:00:00-05:00', reason: ' ' },
      { start: '2027-03-09' },
      { startLocal: 'soon' },
      { start: now, startLocal: now },
    ])
      expect(accepts(wrong)).toBe(false)
  })
})

test.each([
  ['an unknown time', ['a', 'x'], 'unknown-option'],
  ['a time that has begun', ['a', 'gone'], 'time-in-past'],
])('who chooses %s is told which it was', (_, choice, detail) => {
  try {
    chosenOptions(options, choice, now)
    expect.unreachable()
  } catch (fault) {
    expect(fault).toMatchObject({ code: detail, details: { errors: [{ pointer: '/options/1', detail }] } })
  }
})

test('a choice that shares only one of two times is another one', () => {
  expect(isSameChoice(['a', 'b'], ['a', 'c'])).toBe(false)
  expect(isSameChoice(['a'], ['a', 'b'])).toBe(false)
})

describe('a choice is recommended', () => {
  const ranking = [{ option: 'a' }, { option: 'b' }, { option: 'c' }]
  const poll = { ranking, bestPair: { options: ['a', 'c'] } }
  test.each([
    [['a'], poll, true],
    [['b'], poll, false],
    [['c', 'a'], poll, true],
    [['a', 'b'], poll, false],
    [['a', 'b'], { ranking, bestPair: null }, false],
    [['a'], { ranking: [], bestPair: null }, false],
  ])('%j of %j: %s', (choice, from, expected) => {
    expect(isRecommended({ options: choice }, from)).toBe(expected)
  })
})

describe('the sessions of a decision', () => {
  const poll = {
    version: 1,
    options: [
      {
        id: 'a',
        start: '2027-03-09T23:00:00.000Z',
        end: '2027-03-10T00:00:00.000Z',
        timeZone: 'America/New_York',
        revision: 1,
      },
    ],
    closesAt: '2027-03-05T00:00:00.000Z',
    answersVisible: false,
    shortlistPercent: 85,
    removed: [],
  }
  const workshop = (rest: object) => ({ id: 'w', status: 'voting', poll, ...rest }) as unknown as Workshop
  const make = (rest: object = {}, weeks?: number) => {
    let count = 0
    const newId = () => `s${++count}`
    return sessionsOf(workshop(rest), { options: ['a'], ...(weeks && { weeks }) }, { now, newId })
  }

  test('are one a week, each with an id of its own and the time by the clock', () => {
    expect(make({}, 2)).toEqual([
      {
        id: 's1',
        workshop: 'w',
        option: 'a',
        start: '2027-03-09T23:00:00.000Z',
        end: '2027-03-10T00:00:00.000Z',
        timeZone: 'America/New_York',
        status: 'scheduled',
        sequence: 0,
        revision: 1,
      },
      {
        id: 's2',
        workshop: 'w',
        option: 'a',
        start: '2027-03-16T22:00:00.000Z',
        end: '2027-03-16T23:00:00.000Z',
        timeZone: 'America/New_York',
        status: 'scheduled',
        sequence: 0,
        revision: 1,
      },
    ])
    expect(make()).toHaveLength(1)
  })

  test('are none where families were not asked, or the workshop is cancelled', () => {
    expect(() => make({ poll: undefined })).toThrow('poll-not-open')
    expect(() => make({ status: 'cancelled' })).toThrow()
  })

  test('are told by their times, and known by their workshop with what was cancelled', () => {
    const [session] = make()
    if (!session) throw new Error('one was made')
    const { id, start, end, option } = session
    expect(scheduledAs([session])).toEqual({ status: 'scheduled', sessions: [{ id, start, end }] })
    expect(referenceOf(session)).toEqual({ id, start, end, option })
    expect(referenceOf({ ...session, status: 'cancelled' })).toEqual({
      id,
      start,
      end,
      option,
      cancelled: true,
    })
  })
})
