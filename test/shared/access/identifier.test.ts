import { expect, test } from 'vitest'
import {
  hashOf,
  idFor,
  idsFor,
  newId,
  newIdWithin,
  newSecret,
  schoolOf,
  secretFor,
} from '../../../shared/access/identifier.ts'

test('an id is twelve characters that can be read aloud', () => {
  expect(newId()).toMatch(/^[0-9a-hjkmnp-tv-z]{12}$/)
})

test('an id within a school contains the school, another id none', () => {
  expect(schoolOf(newIdWithin('abc'))).toBe('abc')
  expect(schoolOf(newId())).toBe('')
})

test('a request that is sent twice has the same ids and secrets, and each of its parts has others', () => {
  const [one, other] = [{ key: 'one' }, { key: 'other' }]
  const all = (request: { key?: string }) => {
    const next = idsFor(request)
    return [idFor(request), next(), next(), idFor(request, 'a'), secretFor(request), secretFor(request, 'a')]
  }
  expect(all(one)).toEqual(all(one))
  expect(new Set([...all(one), ...all(other), ...all({}), ...all({})]).size).toBe(24)
  expect(Buffer.from(secretFor(one), 'base64url').length * 8).toBe(192)
})

test('ids and secrets do not repeat', () => {
  const many = Array.from({ length: 2000 }, () => [newId(), newSecret()]).flat()
  expect(new Set(many).size).toBe(many.length)
})

test('a secret has at least 128 bits and is safe in a URL', () => {
  const secret = newSecret()
  expect(Buffer.from(secret, 'base64url').length * 8).toBeGreaterThanOrEqual(128)
  expect(encodeURIComponent(secret)).toBe(secret)
  expect(hashOf(secret)).not.toContain(secret)
})
