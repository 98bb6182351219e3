import { expect, test } from 'vitest'
import { isEmail } from '../../../shared/family/email.ts'
import { Channel } from '../../../shared/family/family.ts'

test.each([
  'none@none.com',
  'No@No.org',
  'na@none.k12.ca.us',
  'noemail@school.org',
  'no-email@gmail.com',
  'nomail@x.com',
])('the placeholder %s is no channel', (address) => {
  expect(isEmail(address)).toBe(false)
  expect(Channel.safeParse({ kind: 'email', address }).success).toBe(false)
})

test.each(['rosa@example.org', 'no@example.org', 'na@example.org', 'nona@none.com', 'noemi@example.org'])(
  'the address %s of somebody is one',
  (address) => {
    expect(isEmail(address)).toBe(true)
  },
)
