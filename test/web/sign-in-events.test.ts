import { expect, test } from 'vitest'
import { partOf, wayOf } from '../../web/sign-in-events.ts'

test('a way in is known by its path and how it is asked', () => {
  expect(wayOf('GET', '/f/secret')).toBe('family-link')
  expect(wayOf('GET', '/sign-in/link/secret')).toBe('mail-link')
  expect(wayOf('POST', '/sign-in')).toBe('code-asked')
  expect(wayOf('POST', '/sign-in/code')).toBe('mail-code')
  expect(wayOf('GET', '/sign-in')).toBeUndefined()
  expect(wayOf('GET', '/me')).toBeUndefined()
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
