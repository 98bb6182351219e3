import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import {
  claimed,
  failed,
  mayBeSent,
  postponed,
  sent,
  stale,
  waiting,
} from '../../../shared/message/message.ts'

const now = DateTime.fromISO('2027-03-01T15:00:00.000Z', { zone: 'utc' })
const message = {
  id: 'm',
  kind: 'sign-in',
  channel: 'email',
  to: 'ada@example.org',
  language: 'en',
  fields: { code: '123456' },
  at: '2027-03-01T15:00:00.000Z',
} as const
const fresh = waiting(message, now.plus({ minutes: 10 }).toSeconds(), now)

describe('a message', () => {
  test('may be sent while it waits, until it is over', () => {
    expect(mayBeSent(fresh, now)).toBe(true)
    expect(mayBeSent(fresh, now.plus({ minutes: 10 }).minus(1))).toBe(true)
    expect(mayBeSent(fresh, now.plus({ minutes: 10 }))).toBe(false)
  })

  test('that is being sent is leased to one worker for two minutes', () => {
    const claim = claimed(fresh, now)
    expect(claim).toMatchObject({ attempts: 1, revision: 2 })
    expect(mayBeSent(claim, now.plus({ minutes: 2 }).minus(1))).toBe(false)
    expect(mayBeSent(claim, now.plus({ minutes: 2 }))).toBe(true)
  })

  test('that was sent is no work any more, and tells no secret', () => {
    const gone = sent({ ...claimed(fresh, now), failure: 'ETIMEDOUT' }, now)
    expect(gone).toMatchObject({ state: 'sent', fields: {}, sentAt: '2027-03-01T15:00:00.000Z' })
    for (const name of ['due', 'leaseUntil', 'failure']) expect(gone).not.toHaveProperty(name)
    expect(mayBeSent(gone, now)).toBe(false)
  })

  test('that failed for good, or is over, is no work and tells no secret either', () => {
    for (const gone of [failed(claimed(fresh, now), '550'), stale(fresh)]) {
      expect(gone.fields).toEqual({})
      expect(gone).not.toHaveProperty('due')
      expect(mayBeSent(gone, now)).toBe(false)
    }
    expect(failed(fresh, '550')).toMatchObject({ state: 'failed', failure: '550' })
    expect(stale(fresh)).toMatchObject({ state: 'stale' })
  })

  test('that waits for another try is free for it, and keeps what it says', () => {
    const again = postponed(claimed(fresh, now), now, { failure: 'ETIMEDOUT', jitter: 0 })
    expect(again).toMatchObject({ state: 'waiting', failure: 'ETIMEDOUT', fields: { code: '123456' } })
    expect(mayBeSent(again, now)).toBe(true)
  })

  test.each([
    [1, 15, 30],
    [2, 30, 60],
    [3, 60, 120],
    [20, 1800, 3600],
  ])('after failure %i is tried again in %i to %i seconds', (attempts, least, most) => {
    const pause = (jitter: number) => {
      const claim = { ...claimed(fresh, now), attempts }
      const { due = '' } = postponed(claim, now, { failure: 'ETIMEDOUT', jitter })
      return (Date.parse(due) - now.toMillis()) / 1000
    }
    expect([pause(0), pause(1)]).toEqual([least, most])
  })
})
