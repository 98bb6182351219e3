import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import {
  Arrival,
  mergedAttendance,
  showRateOf,
  turnoutOf,
  WalkIn,
} from '../../../shared/attendance/attendance.ts'
import {
  familiesSeenThisYear,
  unitedVisits,
  type Visits,
  withoutVisit,
  withVisit,
} from '../../../shared/family/visits.ts'

const none: Visits = { family: 'f', sessions: [], revision: 0 }
const at = (month: number) => `2027-${String(month).padStart(2, '0')}-10T23:00:00.000Z`

describe('visits', () => {
  test('hold each session once, the last forty, and lose one that was a mistake', () => {
    const twice = withVisit(withVisit(none, 's1', at(3)), 's1', at(4))
    expect(twice).toEqual({ family: 'f', sessions: [{ id: 's1', at: at(4) }], revision: 2 })
    expect(withoutVisit(twice, 's1').sessions).toEqual([])
    const many = Array.from({ length: 50 }).reduce<Visits>(
      (all, _, place) => withVisit(all, `s${place}`, at(3)),
      none,
    )
    expect(many.sessions).toHaveLength(40)
    expect(many.sessions.at(-1)?.id).toBe('s49')
  })

  test('of two families that are one are those of both', () => {
    const kept = withVisit(none, 's1', at(1))
    const joined = withVisit(withVisit({ ...none, family: 'g' }, 's1', at(1)), 's2', at(2))
    expect(unitedVisits(kept, joined)).toMatchObject({ family: 'f', sessions: [{ id: 's1' }, { id: 's2' }] })
    const came = { family: 'f', adults: 1, children: 2, at: at(2) }
    expect(mergedAttendance(came, { ...came, adults: 2, at: at(1) })).toEqual({
      ...came,
      adults: 3,
      children: 4,
      at: at(1),
    })
    expect(mergedAttendance(came, undefined)).toEqual(came)
  })
})

describe('the families that came to a workshop this school year', () => {
  const now = (iso: string) => DateTime.fromISO(iso, { zone: 'utc' })
  const visit = (family: string, instant: string): Visits => ({
    family,
    sessions: [{ id: 's', at: instant }],
    revision: 1,
  })

  test('are counted from the first of July, by the school’s clock', () => {
    const zone = 'America/Los_Angeles'
    const all = [visit('before', '2026-07-01T06:59:59.000Z'), visit('since', '2026-07-01T07:00:00.000Z')]
    expect([...familiesSeenThisYear(all, now('2027-03-01T12:00:00Z'), zone)]).toEqual(['since'])
    expect([...familiesSeenThisYear(all, now('2027-07-01T06:59:00Z'), zone)]).toEqual(['since'])
    expect([...familiesSeenThisYear(all, now('2027-07-01T07:00:00Z'), zone)]).toEqual([])
  })

  test('do not include one whose only visit was undone', () => {
    expect(familiesSeenThisYear([none], now('2027-03-01T12:00:00Z'), 'utc').size).toBe(0)
  })
})

test('arrivals have a size; a walk-in has a name and a language', () => {
  expect(Arrival.parse({})).toEqual({ adults: 1, children: 0 })
  expect(Arrival.safeParse({ adults: 61 }).success).toBe(false)
  expect(WalkIn.safeParse({ name: ' ', language: 'so' }).success).toBe(false)
  expect(WalkIn.safeParse({ name: 'Hodan', language: 'Somali' }).success).toBe(false)
  expect(WalkIn.parse({ name: 'Hodan', language: 'so', children: 2 })).toMatchObject({
    adults: 1,
    children: 2,
  })
})

describe('The show rate', () => {
  const zone = 'America/New_York'
  const now = DateTime.fromISO('2027-03-20T12:00:00Z')
  const turnout = (session: string, expected: number, came: number, start = '2027-03-01T23:00:00.000Z') => ({
    session,
    start,
    expected,
    came,
    families: 0,
  })

  test('is not known before three sessions with somebody expected', () => {
    const two = [turnout('a', 50, 40), turnout('b', 50, 40)]
    expect(showRateOf(two, now, zone)).toBeUndefined()
    expect(showRateOf([...two, turnout('c', 0, 0)], now, zone)).toBeUndefined()
    expect(showRateOf([...two, turnout('c', 50, 46)], now, zone)).toEqual({ percent: 84, sessions: 3 })
  })

  test('is rounded up, and stays between 10 and 100', () => {
    const all = (came: number) => ['a', 'b', 'c'].map((session) => turnout(session, 100, came))
    expect(showRateOf([turnout('a', 3, 2), turnout('b', 3, 2), turnout('c', 3, 2)], now, zone)?.percent).toBe(
      67,
    )
    expect(showRateOf(all(130), now, zone)?.percent).toBe(100)
    expect(showRateOf(all(0), now, zone)?.percent).toBe(10)
  })

  test('forgets what was before the last school year', () => {
    const known = [turnout('a', 50, 40), turnout('b', 50, 40)]
    const [before, within] = ['2025-07-01T03:59:59.999Z', '2025-07-01T04:00:00.000Z']
    expect(showRateOf([...known, turnout('c', 50, 40, before)], now, zone)).toBeUndefined()
    expect(showRateOf([...known, turnout('c', 50, 40, within)], now, zone)?.sessions).toBe(3)
  })

  test('is of those who said yes: who waited, said no or was not expected counts nowhere', () => {
    const reply = (family: string, attending = true, waiting = false) => ({
      ...{ family, attending, waiting },
      adults: 2,
      children: [{}],
    })
    const came = (family: string) => ({ family, adults: 1, children: 1, at: '' })
    const replies = [reply('a'), reply('b'), reply('c', false), reply('d', true, true)]
    const session = { id: 's', start: '2027-03-01T23:00:00.000Z' }
    expect(turnoutOf(session, replies, [came('a'), came('d'), came('new')])).toMatchObject({
      expected: 6,
      came: 2,
      families: 3,
    })
  })
})
