import { expect, test } from 'vitest'
import { partOf, signInEventOf } from '../../web/sign-in-events.ts'

test('a way in is known by its path and how it is asked', () => {
  expect(signInEventOf('GET', '/f/secret')).toBe('family-link')
  expect(signInEventOf('POST', '/sign-in/link/secret')).toBe('mail-link')
  expect(signInEventOf('POST', '/sign-in')).toBe('code-asked')
  expect(signInEventOf('POST', '/sign-in/code')).toBe('mail-code')
  expect(signInEventOf('GET', '/sign-in')).toBeUndefined()
  expect(signInEventOf('GET', '/me')).toBeUndefined()
})

test('a part is named, and no address', () => {
  expect(['/me', '/me/vote/w', '/school', '/school/families/f', '/', '/schoolyard'].map(partOf)).toEqual([
    'family',
    'family',
    'team',
    'team',
    'public',
    'public',
  ])
})
