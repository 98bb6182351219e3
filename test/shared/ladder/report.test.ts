import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import type { Invitation } from '../../../shared/ladder/ladder.ts'
import { ladderReport, termBegin } from '../../../shared/ladder/report.ts'
import type { Workshop } from '../../../shared/workshop/workshop.ts'
import { READING } from '../../support/puente.ts'

const ZONE = 'America/New_York'
const now = DateTime.fromISO('2027-03-01T15:00:00Z', { zone: 'utc' })
const session = (start: string) => ({ id: start, start, end: start, option: 'o' })
const workshop = (id: string, starts: string[], more: Partial<Workshop> = {}): Workshop => ({
  ...READING,
  id,
  status: 'held',
  sessions: starts.map(session),
  revision: 1,
  ...more,
})
const speaking = (language: string, count: number) =>
  Array.from({ length: count }, (_, place) => ({ id: `${language}${place}`, spokenLanguage: language }))

test('the school year has two terms, from July and from January', () => {
  const begin = (iso: string) => termBegin(DateTime.fromISO(iso, { zone: ZONE }), ZONE).toISODate()
  expect(begin('2026-12-31T23:59:59')).toBe('2026-07-01')
  expect(begin('2027-01-01T00:00:00')).toBe('2027-01-01')
  expect(begin('2027-07-01T00:00:00')).toBe('2027-07-01')
})

test('the report of a term counts what was led by parents and taught to staff, and new leaders', () => {
  const workshops = [
    workshop('a', ['2027-02-01T15:00:00.000Z'], { hostFamily: 'so0' }),
    workshop('b', ['2027-02-02T15:00:00.000Z'], { hostFamily: 'es0', audience: ['staff'] }),
    workshop('c', ['2027-02-03T15:00:00.000Z'], { hostGone: true }),
    workshop('d', ['2027-02-04T15:00:00.000Z'], { audience: ['staff'] }),
    workshop('before', ['2026-10-01T15:00:00.000Z'], { hostFamily: 'es0' }),
    workshop('to come', ['2027-04-01T15:00:00.000Z'], { hostFamily: 'en0' }),
    workshop('cancelled', ['2027-02-05T15:00:00.000Z'], { hostFamily: 'en1', status: 'cancelled' }),
  ]
  const families = [...speaking('so', 3), ...speaking('es', 12), ...speaking('ar', 10), ...speaking('vi', 9)]
  const answered = (inviter: string, answer?: Invitation['answer'], at = '2027-01-10T15:00:00.000Z') =>
    ({ inviter, at, ...(answer && { answer }) }) as Invitation
  const invitations = [
    answered('Dana', 'yes'),
    answered('Dana', 'notNow'),
    answered('Abdi'),
    answered('Abdi', 'yes', '2026-09-01T15:00:00.000Z'),
  ]
  const report = ladderReport(workshops, families, invitations, { begin: termBegin(now, ZONE), now })
  expect(report).toEqual({
    from: '2027-01-01T05:00:00.000Z',
    workshops: 4,
    parentLed: 3,
    toStaff: 1,
    newLeaders: 1,
    leaderLanguages: ['es', 'so'],
    languagesWithout: ['ar'],
    languages: [
      { language: 'es', leaders: 1, families: 12 },
      { language: 'ar', leaders: 0, families: 10 },
      { language: 'vi', leaders: 0, families: 9 },
      { language: 'so', leaders: 1, families: 3 },
    ],
    inviters: [
      { inviter: 'Abdi', invited: 1, accepted: 0 },
      { inviter: 'Dana', invited: 2, accepted: 1 },
    ],
  })
})

test('a series that was cancelled after its first session counts, and its host led', () => {
  const starts = ['2027-02-05T15:00:00.000Z', '2027-02-12T15:00:00.000Z']
  const newLeadersWhenCancelledAt = (cancelledAt: string) => {
    const series = workshop('series', starts, { hostFamily: 'so0', status: 'cancelled', cancelledAt })
    const { workshops, newLeaders } = ladderReport([series], speaking('so', 3), [], {
      begin: termBegin(now, ZONE),
      now,
    })
    return [workshops, newLeaders]
  }
  expect(newLeadersWhenCancelledAt('2027-02-06T15:00:00.000Z')).toEqual([1, 1])
  expect(newLeadersWhenCancelledAt('2027-02-01T15:00:00.000Z')).toEqual([0, 0])
})

describe('the edges of a term', () => {
  const begin = termBegin(now, ZONE)
  const from = '2027-01-01T05:00:00.000Z'
  const families = speaking('so', 3)
  const report = (workshops: Workshop[], invitations: Invitation[] = [], all = families) =>
    ladderReport(workshops, all, invitations, { begin, now })

  test('are its first moment and this one', () => {
    const at = (start: string) => workshop(start, [start], { hostFamily: 'so0' })
    expect(report([at(from), at('2027-03-01T15:00:00.000Z')]).workshops).toBe(2)
    expect(report([at('2027-01-01T04:59:59.999Z'), at('2027-03-01T15:00:00.001Z')]).workshops).toBe(0)
  })

  test('count an invitation of the first moment, and none from before', () => {
    const invited = (at: string) => ({ inviter: 'Dana', at }) as Invitation
    expect(report([], [invited(from), invited('2027-01-01T04:59:59.999Z')]).inviters).toEqual([
      { inviter: 'Dana', invited: 1, accepted: 0 },
    ])
  })

  test('make nobody a known leader who led first at the first moment', () => {
    expect(report([workshop('a', [from], { hostFamily: 'so0' })]).newLeaders).toBe(1)
  })

  test('leave who led a series from the term before known, and who never led new', () => {
    const series = workshop('a', ['2026-12-01T15:00:00.000Z', '2027-02-01T15:00:00.000Z'], {
      hostFamily: 'so0',
    })
    const first = workshop('b', ['2027-02-01T15:00:00.000Z'], { hostFamily: 'so1' })
    const nobody = workshop('c', ['2026-12-01T15:00:00.000Z'])
    expect(report([series, first, nobody])).toMatchObject({ workshops: 2, parentLed: 2, newLeaders: 1 })
  })

  test('count no session that was cancelled, and no workshop without one', () => {
    const gone = { ...session('2027-02-01T15:00:00.000Z'), cancelled: true as const }
    const { sessions: _, ...without } = workshop('b', [])
    expect(report([workshop('a', [], { sessions: [gone] }), without]).workshops).toBe(0)
  })

  test('name the languages without a leader in the order of their names', () => {
    const many = [...speaking('vi', 10), ...speaking('ar', 10), ...speaking('so', 9)]
    expect(report([], [], many).languagesWithout).toEqual(['ar', 'vi'])
  })
})
