import { describe, expect, test } from 'vitest'
import { haveSameName, recognized, withoutRepeated } from '../../../shared/roster/same-person.ts'

const person = (sourceId: string, name: string, address: string) => {
  const [givenName = '', familyName = ''] = name.split(' ')
  return {
    id: `c-${sourceId}`,
    sourceId,
    givenName,
    familyName,
    channels: [{ kind: 'email' as const, address }],
  }
}

test.each([
  ['José Núñez', 'JOSE\u0301 NU\u0301N\u0303EZ'],
  ['Eva Strauß', 'EVA STRAUSS'],
  ['Ａnn Lee', 'ann lee'],
  ['İpek Ilgın', 'ipek ılgın'],
  ['Ann Lee', 'Ann  Lee '],
])('%s and %s are one name', (one, other) => {
  const named = (text: string) => ({ givenName: text, familyName: '' })
  expect(haveSameName(named(one), named(other))).toBe(true)
})

test('two people of one name with different addresses stay two', () => {
  const both = [person('p1', 'Ann Lee', 'a@example.org'), person('p2', 'Ann Lee', 'b@example.org')]
  expect(withoutRepeated(both)).toHaveLength(2)
})

describe('caregivers whom a file only counts', () => {
  const known = [person('F:1', 'Ann Lee', 'a@example.org'), person('F:2', 'Bo Lee', 'b@example.org')]
  const ids = (...offered: ReturnType<typeof person>[]) =>
    recognized(offered, known, 'F').map(({ sourceId }) => sourceId)

  test('keep their ids in whatever order they come', () => {
    expect(ids(person('F:1', 'BO Lee', 'B@example.org'), person('F:2', 'Ann Lee', 'a@example.org'))).toEqual([
      'F:2',
      'F:1',
    ])
  })

  test('are known by their address where the name changed, and by their name where the address did', () => {
    expect(
      ids(person('F:1', 'Ann Paz', 'a@example.org'), person('F:2', 'Bo Lee', 'new@example.org')),
    ).toEqual(['F:1', 'F:2'])
  })

  test('are other people where they share an address, but no part of their name', () => {
    expect(ids(person('F:1', 'Cy Paz', 'a@example.org'))).toEqual(['F:3'])
  })

  test('get a number that nobody has where they are new', () => {
    expect(ids(person('F:1', 'Cy Lee', 'c@example.org'))).toEqual(['F:3'])
  })
})
