import { expect, test } from 'vitest'
import { EmailAddress, NewMember } from '../../../shared/team/member.ts'

test('an address is normalized to lower case and trimmed', () => {
  expect(EmailAddress.parse('  Dana@Example.ORG ')).toBe('dana@example.org')
})

test.each(['', 'dana', 'dana@', 'a b@example.org', `${'a'.repeat(250)}@example.org`])(
  '%j is no address',
  (address) => {
    expect(EmailAddress.safeParse(address).success).toBe(false)
  },
)

test('the default role is organizer; unknown roles are refused', () => {
  expect(NewMember.parse({ name: 'Dana', email: 'dana@example.org' }).role).toBe('organizer')
  expect(NewMember.safeParse({ name: 'Dana', email: 'dana@example.org', role: 'owner' }).success).toBe(false)
})
