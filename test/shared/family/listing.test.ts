import { describe, expect, test } from 'vitest'
import type * as z from 'zod'
import { digitsOf, listedRow, searchedOf } from '../../../shared/family/directory.ts'
import { type Family, FamilyInput } from '../../../shared/family/family.ts'
import { isSought, ListQuery, listingOf } from '../../../shared/family/listing.ts'

type Given = z.input<typeof FamilyInput> & { id: string; name: string }

const family = ({ id, ...given }: Given) => {
  const input = FamilyInput.parse({ spokenLanguage: 'es', ...given })
  const whole = { ...input, id, writtenLanguage: 'es', sourceIds: [], links: [] } as unknown as Family
  return searchedOf(id, listedRow(whole))
}

const NUNEZ = family({
  id: 'a',
  name: 'Núñez',
  caregivers: [
    { givenName: 'Rosa', familyName: 'Núñez', channels: [{ kind: 'phone', address: '+16515550118' }] },
    { givenName: 'Miguel', familyName: 'Peña', channels: [{ kind: 'email', address: 'M.Pena@example.org' }] },
  ],
  groups: ['shift:night'],
})
const WANG = family({
  id: 'b',
  name: '王',
  spokenLanguage: 'zh',
  caregivers: [{ givenName: '秀英', familyName: '王', channels: [{ kind: 'paper' }] }],
})
const DANG = family({ id: 'c', name: 'Đặng', spokenLanguage: 'vi', caregivers: [{ givenName: 'Thảo' }] })

describe('a search finds', () => {
  test.each([
    ['nunez', 'a'],
    ['PENA miguel', 'a'],
    ['m.pena@', 'a'],
    ['(651) 555-0118', 'a'],
    ['651 555', 'a'],
    ['0651 555 0118', 'a'],
    ['٦٥١ ٥٥٥', 'a'],
    ['rosa 0118', 'a'],
    ['王秀英', 'b'],
    ['dang', 'c'],
    ['thao', 'c'],
    ['rosa warsame', ''],
    ['999', ''],
  ])('by %s', (search, id) => {
    const found = [NUNEZ, WANG, DANG].filter(isSought(search)).map((one) => one.id)
    expect(found).toEqual(id ? [id] : [])
  })

  test('everybody where nothing is searched for', () => {
    expect([NUNEZ, WANG, DANG].filter(isSought('  '))).toHaveLength(3)
  })
})

test('digits of any script are those of ASCII', () => {
  expect(digitsOf('+1 (651) ٥٥٥-０１१८')).toBe('16515550118')
})

test('a family is reached by what its first caregiver with a way prefers', () => {
  expect([NUNEZ, WANG, DANG].map(({ by, isUnwritten }) => [by, isUnwritten])).toEqual([
    ['phone', false],
    ['paper', true],
    ['none', true],
  ])
})

const heard = { ...DANG, heard: { kind: 'talked' as const, at: '2026-11-19T10:00:00.000Z' } }
const page = (given: Partial<ListQuery>, from = 0, size = 50) =>
  listingOf([WANG, heard, NUNEZ], ListQuery.parse(given), { from, size })

test('filters narrow together, and their counts are those within the search, language and group', () => {
  const ids = (given: Partial<ListQuery>) => page(given).families.map(({ id }) => id)
  expect(ids({ heard: 'no' })).toEqual(['a', 'b'])
  expect(ids({ heard: 'yes' })).toEqual(['c'])
  expect(ids({ heard: 'never-reached' })).toEqual(['b'])
  expect(ids({ by: 'phone', group: 'shift:night', language: 'es' })).toEqual(['a'])
  expect(ids({ by: 'phone', language: 'vi' })).toEqual([])
  expect(page({ by: 'paper' }).counts).toEqual({
    all: 3,
    yes: 1,
    no: 2,
    'never-reached': 1,
    phone: 1,
    paper: 1,
  })
  expect(page({ search: 'dang' }).counts).toMatchObject({ all: 1, yes: 1, no: 0 })
})

test('the order is by name, by language, or by who was heard from last with nobody yet at the end', () => {
  const ids = (sort: ListQuery['sort']) => page({ sort }).families.map(({ id }) => id)
  expect(ids('name')).toEqual(['c', 'a', 'b'])
  expect(ids('language')).toEqual(['a', 'c', 'b'])
  expect(ids('heard')).toEqual(['c', 'a', 'b'])
})

test('a page has its size, and a place beyond the last shows the first page', () => {
  expect(page({}, 2, 2)).toMatchObject({ from: 2, found: 3 })
  expect(page({}, 2, 2).families).toHaveLength(1)
  expect(page({}, 9, 2)).toMatchObject({ from: 0 })
})
