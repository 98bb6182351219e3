import { expect, test } from 'vitest'
import { addressesOf, withConsents } from '../../../shared/family/consent.ts'
import { type Family, mergeTwo } from '../../../shared/family/family.ts'

const roster = { source: 'roster', at: '2027-03-01T15:00:00.000Z' } as const
const said = { source: 'family', at: '2027-03-05T15:00:00.000Z' } as const

function familyWith(...addresses: string[]): Family {
  const channels = addresses.map((address) => ({ kind: 'email' as const, address }))
  return {
    ...{
      id: 'f',
      name: 'F',
      writtenLanguage: 'en',
      spokenLanguage: 'en',
      children: [],
      groups: [],
      links: [],
    },
    caregivers: [{ id: 'c', givenName: 'C', familyName: '', channels: [...channels, { kind: 'paper' }] }],
    ...{ bothMustAttend: false, sourceIds: [], saidThemselves: [], revision: 1 },
  }
}

test('a known address keeps its source, a new one gets the given source, a removed one is dropped', () => {
  const before = withConsents(familyWith('a@example.org', 'B@example.org'), undefined, roster)
  expect(before.consents).toEqual({ 'email:a@example.org': roster, 'email:b@example.org': roster })
  const after = withConsents(familyWith('b@example.org', 'c@example.org'), before, said)
  expect(after.consents).toEqual({ 'email:b@example.org': roster, 'email:c@example.org': said })
  expect(withConsents(familyWith(), after, said)).not.toHaveProperty('consents')
})

test('an address from before sources were recorded gets none', () => {
  const old = familyWith('a@example.org')
  expect(withConsents(old, old, said).consents).toBeUndefined()
})

test('a merged family keeps the sources of both', () => {
  const one = withConsents(familyWith('a@example.org'), undefined, roster)
  const other = withConsents(familyWith('b@example.org'), undefined, said)
  expect(mergeTwo(one, other).consents).toEqual({
    'email:a@example.org': roster,
    'email:b@example.org': said,
  })
  expect(addressesOf(mergeTwo(one, other))).toEqual(['email:a@example.org', 'email:b@example.org'])
})
