import { expect, test } from 'vitest'
import { contactName, isClosed } from '../../../shared/family/contact.ts'

const at = '2027-03-01T15:00:00.000Z'

test('e-mail addresses are case-insensitive, phone numbers are compared as they are', () => {
  expect(contactName({ channel: 'email', to: ' Rosa@Example.org' })).toBe('email:rosa@example.org')
  expect(contactName({ channel: 'sms', to: '+16175550123' })).toBe('sms:+16175550123')
})

test('an address that opted out or bounced is closed', () => {
  const states = ['stopped', 'failed', 'fewer', 'open'] as const
  expect(states.map((state) => isClosed({ state, reason: '', at }))).toEqual([true, true, false, false])
  expect(isClosed(undefined)).toBe(false)
})
