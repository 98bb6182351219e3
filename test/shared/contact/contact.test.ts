import { expect, test } from 'vitest'
import { changesPlans, contactName, isClosed, mayText } from '../../../shared/contact/contact.ts'

const at = '2027-03-01T15:00:00.000Z'

test('e-mail addresses are the same whatever their case, numbers as they are', () => {
  expect(contactName({ channel: 'email', to: ' Rosa@Example.org' })).toBe('email:rosa@example.org')
  expect(contactName({ channel: 'sms', to: '+16175550123' })).toBe('sms:+16175550123')
})

test('nothing goes to an address that was stopped or refused', () => {
  const states = ['stopped', 'failed', 'fewer', 'open'] as const
  expect(states.map((state) => isClosed({ state, reason: '', at }))).toEqual([true, true, false, false])
  expect(isClosed(undefined)).toBe(false)
})

test('the third text about a session is kept for what changes plans, and there is no fourth', () => {
  const may = (kind: Parameters<typeof mayText>[0], texts: number) =>
    mayText(kind, { texts, known: undefined })
  expect([0, 1, 2, 3].map((texts) => may('reminder', texts))).toEqual([true, true, false, false])
  expect([0, 1, 2, 3].map((texts) => may('cancelled', texts))).toEqual([true, true, true, false])
  expect([may('moved', 2), may('broadcast', 2)]).toEqual([true, false])
})

test('who wants fewer is told by text what they need', () => {
  const known = { state: 'fewer', reason: 'word', at } as const
  const kinds = [
    'voteInvitation',
    'voteReminder',
    'timeChosen',
    'replyReminder',
    'reminder',
    'dayBefore',
  ] as const
  expect(kinds.filter((kind) => mayText(kind, { texts: 0, known }))).toEqual([
    'voteInvitation',
    'timeChosen',
    'dayBefore',
  ])
  expect(changesPlans('moved') && mayText('moved', { texts: 0, known })).toBe(true)
})
