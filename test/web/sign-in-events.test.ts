import { expect, test } from 'vitest'
import { partOf, signInEventOf } from '../../web/sign-in-events.ts'

test('a sign-in event is identified by path and method', () => {
  expect(signInEventOf('GET', '/f/secret')).toBe('family-link')
  expect(signInEventOf('POST', '/sign-in/link/secret')).toBe('mail-link')
  expect(signInEventOf('POST', '/sign-in')).toBe('code-asked')
  expect(signInEventOf('POST', '/sign-in/code')).toBe('mail-code')
  expect(signInEventOf('GET', '/sign-in')).toBeUndefined()
  expect(signInEventOf('GET', '/me')).toBeUndefined()
})

test('the part of the site is logged, and no address', () => {
  expect(['/me', '/me/vote/w', '/school', '/school/families/f', '/', '/schoolyard'].map(partOf)).toEqual([
    'family',
    'family',
    'team',
    'team',
    'public',
    'public',
  ])
})
