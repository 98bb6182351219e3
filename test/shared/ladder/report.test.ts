import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
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
    inviters: [
      { inviter: 'Abdi', invited: 1, accepted: 0 },
      { inviter: 'Dana', invited: 2, accepted: 1 },
    ],
  })
})
