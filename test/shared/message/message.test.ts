import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { claimed, ended, mayBeSent, postponed, waiting } from '../../../shared/message/message.ts'

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

  test('that is being sent is nobody else’s for two minutes', () => {
    const claim = claimed(fresh, now)
    expect(claim).toMatchObject({ attempts: 1, revision: 2 })
    expect(mayBeSent(claim, now.plus({ minutes: 2 }).minus(1))).toBe(false)
    expect(mayBeSent(claim, now.plus({ minutes: 2 }))).toBe(true)
  })

  test('that was sent is no work any more, and tells no secret', () => {
    const sent = ended(claimed(fresh, now), 'sent')
    expect(sent).toMatchObject({ state: 'sent', fields: {} })
    expect(sent).not.toHaveProperty('due')
    expect(mayBeSent(sent, now)).toBe(false)
  })

  test.each([
    [1, 15, 30],
    [2, 30, 60],
    [3, 60, 120],
    [20, 1800, 3600],
  ])('after failure %i is tried again in %i to %i seconds', (attempts, least, most) => {
    const pause = (jitter: number) => {
      const { due = '' } = postponed({ ...claimed(fresh, now), attempts }, now, jitter)
      return (Date.parse(due) - now.toMillis()) / 1000
    }
    expect([pause(0), pause(1)]).toEqual([least, most])
  })
})
