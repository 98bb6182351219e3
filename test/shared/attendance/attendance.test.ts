import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import {
  Arrival,
  beenThisYear,
  unitedAttendance,
  unitedVisits,
  type Visits,
  WalkIn,
  withoutVisit,
  withVisit,
} from '../../../shared/attendance/attendance.ts'

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
    expect(unitedAttendance(came, { ...came, adults: 2, at: at(1) })).toEqual({
      ...came,
      adults: 3,
      children: 4,
      at: at(1),
    })
    expect(unitedAttendance(came, undefined)).toEqual(came)
  })
})

describe('who has been to a workshop this school year', () => {
  const now = (iso: string) => DateTime.fromISO(iso, { zone: 'utc' })
  const visit = (family: string, instant: string): Visits => ({
    family,
    sessions: [{ id: 's', at: instant }],
    revision: 1,
  })

  test('is counted from the first of July, as the school’s clock has it', () => {
    const zone = 'America/Los_Angeles'
    const all = [visit('before', '2026-07-01T06:59:59.000Z'), visit('since', '2026-07-01T07:00:00.000Z')]
    expect([...beenThisYear(all, now('2027-03-01T12:00:00Z'), zone)]).toEqual(['since'])
    expect([...beenThisYear(all, now('2027-07-01T06:59:00Z'), zone)]).toEqual(['since'])
    expect([...beenThisYear(all, now('2027-07-01T07:00:00Z'), zone)]).toEqual([])
  })

  test('is nobody whose only visit was a mistake', () => {
    expect(beenThisYear([none], now('2027-03-01T12:00:00Z'), 'utc').size).toBe(0)
  })
})

test('arrivals have a size; who walks in has a name and a language', () => {
  expect(Arrival.parse({})).toEqual({ adults: 1, children: 0 })
  expect(Arrival.safeParse({ adults: 61 }).success).toBe(false)
  expect(WalkIn.safeParse({ name: ' ', language: 'so' }).success).toBe(false)
  expect(WalkIn.safeParse({ name: 'Hodan', language: 'Somali' }).success).toBe(false)
  expect(WalkIn.parse({ name: 'Hodan', language: 'so', children: 2 })).toMatchObject({
    adults: 1,
    children: 2,
  })
})
