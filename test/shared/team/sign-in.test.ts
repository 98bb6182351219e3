import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { Refusal } from '../../../shared/access/refusal.ts'
import { sameText } from '../../../shared/access/secret.ts'
import {
  challengeEnd,
  codeMatches,
  invitationEnd,
  isAtSendLimit,
  mustBeOpen,
  newChallenge,
} from '../../../shared/team/sign-in.ts'

const now = DateTime.fromISO('2027-03-01T15:00:00Z', { zone: 'utc' })

test('a code has six digits and matches only its own address', () => {
  const { code, challenge } = newChallenge('dana@example.org', now)
  expect(code).toMatch(/^\d{6}$/)
  expect(codeMatches(challenge, 'dana@example.org', code)).toBe(true)
  expect(codeMatches(challenge, 'dana@example.org', `${code.slice(0, 3)} ${code.slice(3)}`)).toBe(true)
  expect(codeMatches(challenge, 'other@example.org', code)).toBe(false)
  expect(JSON.stringify(challenge)).not.toContain(code)
})

test.each([
  [0, 10 * 60_000 - 1, undefined],
  [0, 10 * 60_000, 'code-expired'],
  [4, 0, undefined],
  [5, 0, 'too-many-tries'],
])('after %i tries and %i ms a code is refused with %s', (tries, elapsed, code) => {
  const { challenge } = newChallenge('dana@example.org', now)
  const check = () => mustBeOpen({ ...challenge, tries }, now.plus(elapsed))
  if (code) expect(check).toThrow(new Refusal(code as Refusal['code']))
  else expect(check()).toMatchObject({ tries })
})

test('without a challenge every code is refused', () => {
  expect(() => mustBeOpen(undefined, now)).toThrow(new Refusal('code-expired'))
})

test('an invitation lasts seven days', () => {
  expect(invitationEnd(now).diff(now).as('days')).toBe(7)
})

test('only equal strings compare as equal', () => {
  expect(sameText('a', 'a')).toBe(true)
  expect(sameText('a', 'b')).toBe(false)
  expect(sameText('a', 'aa')).toBe(false)
})

test('after twenty wrong codes an address is blocked, also with a new code', () => {
  const { challenge } = newChallenge('dana@example.org', now)
  const next = newChallenge('dana@example.org', now, { ...challenge, tries: 5, wrong: 20 }).challenge
  expect(next).toMatchObject({ tries: 0, wrong: 20 })
  expect(() => mustBeOpen(next, now)).toThrow(new Refusal('too-many-tries'))
  expect(mustBeOpen({ ...next, wrong: 19 }, now)).toMatchObject({ wrong: 19 })
})

test('an address is sent at most five codes in ten minutes, to the millisecond', () => {
  let challenge = newChallenge('dana@example.org', now).challenge
  for (let sent = 2; sent <= 5; sent++) {
    expect(isAtSendLimit(challenge, now)).toBe(false)
    challenge = newChallenge('dana@example.org', now.plus({ minutes: sent }), challenge).challenge
  }
  expect(isAtSendLimit(challenge, now.plus({ minutes: 10 }).minus(1))).toBe(true)
  expect(isAtSendLimit(challenge, now.plus({ minutes: 10 }))).toBe(false)
  expect(newChallenge('dana@example.org', now.plus({ minutes: 10 }), challenge).challenge.sent).toBe(1)
})

test('wrong codes are remembered for thirty days, a code itself for ten minutes', () => {
  expect(challengeEnd({ wrong: 0 }, now) - now.toSeconds()).toBe(600)
  expect(challengeEnd({ wrong: 1 }, now) - now.toSeconds()).toBe(30 * 86_400)
})
