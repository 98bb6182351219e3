import { describe, expect, test } from 'vitest'
import { newSecret } from '../../../shared/access/identifier.ts'
import { listedRow, searchedOf } from '../../../shared/family/directory.ts'
import {
  changeFamily,
  type Family,
  FamilyInput,
  familyName,
  mergeTwo,
  splitOff,
} from '../../../shared/family/family.ts'
import { codeSecret, linkOf } from '../../../shared/family/link.ts'
import { isSought } from '../../../shared/family/listing.ts'
import { phoneReader } from '../../../shared/family/phone.ts'

const caregiver = (id: string, givenName: string, surname: string) => ({
  id,
  givenName,
  familyName: surname,
  channels: [],
})
const family: Family = {
  id: 'f',
  name: 'Núñez',
  writtenLanguage: 'es',
  spokenLanguage: 'es',
  caregivers: [caregiver('c1', 'Rosa', 'Núñez'), caregiver('c2', 'Luis', 'Ortiz')],
  children: [{ grade: '03' }, { ageBand: 'infant' }],
  groups: ['language:es'],
  bothMustAttend: false,
  sourceIds: ['s1'],
  saidThemselves: [],
  links: ['h'],
  revision: 1,
}
const rosa = { givenName: 'Rosa', channels: [{ kind: 'sms', address: '(212) 555-0143' }] }

describe('a family by hand', () => {
  test.each([
    [{ caregivers: [] }],
    [{ caregivers: [{}] }],
    [{ caregivers: [{ givenName: ',' }] }],
    [{ caregivers: [{ givenName: '—', familyName: '.' }] }],
    [{ caregivers: [rosa], name: '·' }],
    [{ caregivers: [{ ...rosa, immigrationStatus: 'x' }] }],
    [{ caregivers: [{ ...rosa, channels: [{ kind: 'sms' }] }] }],
    [{ caregivers: [{ ...rosa, channels: [{ kind: 'email', address: 'rosa' }] }] }],
    [{ caregivers: [rosa], children: [{ birthDate: '2020-01-01' }] }],
    [{ caregivers: [rosa], children: [{ grade: '03', ageBand: 'infant' }] }],
    [{ caregivers: [rosa], groups: ['night'] }],
    [{ caregivers: [rosa], groups: ['immigration status:pending'] }],
    [{ caregivers: [rosa], socialSecurityNumber: '1' }],
  ])('%j is refused', (wrong) => {
    expect(FamilyInput.safeParse(wrong).success).toBe(false)
  })

  test('stores groups exactly as given', () => {
    const groups = ['shift:night', 'bus:Route 7: North']
    expect(FamilyInput.parse({ caregivers: [rosa], groups }).groups).toEqual(groups)
  })

  test('is named after its caregivers', () => {
    expect(familyName(family.caregivers)).toBe('Núñez · Ortiz')
    expect(familyName([{ givenName: 'Rosa', familyName: '' }])).toBe('Rosa')
    expect(familyName([{ givenName: 'Rosa', familyName: '.' }])).toBe('Rosa')
  })
})

test('fields changed by hand are marked, so that rosters do not overwrite them', () => {
  const changed = changeFamily(family, { spokenLanguage: 'qu', name: 'Núñez' }, () => 'new')
  expect(changed).toMatchObject({ spokenLanguage: 'qu', saidThemselves: ['spokenLanguage'], revision: 2 })
})

test('unchanged fields are not marked, in any order', () => {
  const known = {
    ...family,
    caregivers: [
      { ...caregiver('c1', 'Rosa', 'Núñez'), channels: [{ address: '+12125550143', kind: 'sms' as const }] },
    ],
    children: [{ grade: '03', sourceId: 's1' }],
  }
  const sent = [
    { ...caregiver('c1', 'Rosa', 'Núñez'), channels: [{ kind: 'sms' as const, address: '+12125550143' }] },
  ]
  const changed = changeFamily(known, { caregivers: sent, children: [{ grade: '03' }] }, () => 'new')
  expect(changed).toMatchObject({ saidThemselves: [], children: known.children })
})

test('a child who stays keeps the roster’s id', () => {
  const known = {
    ...family,
    children: [
      { grade: '03', sourceId: 's1' },
      { grade: '03', sourceId: 's2' },
    ],
  }
  const children = [{ grade: '03' }, { ageBand: 'infant' as const }]
  expect(changeFamily(known, { children }, () => 'new').children).toEqual([
    { grade: '03', sourceId: 's1' },
    { ageBand: 'infant' },
  ])
})

test('two families merged have everybody of both', () => {
  const merged = mergeTwo(family, {
    ...family,
    id: 'g',
    caregivers: [caregiver('c3', 'Ana', 'Paz')],
    groups: ['grade:03'],
  })
  expect(merged.caregivers.map(({ id }) => id)).toEqual(['c1', 'c2', 'c3'])
  expect(merged).toMatchObject({ id: 'f', groups: ['language:es', 'grade:03'], revision: 2 })
  expect(merged.children).toHaveLength(4)
})

test('a split leaves a caregiver on each side, or is refused', () => {
  const both = splitOff(family, { caregivers: ['c2'], children: [1] }, 'g')
  expect(both?.map(({ caregivers, children }) => [caregivers.length, children.length])).toEqual([
    [1, 1],
    [1, 1],
  ])
  expect(both?.[1]).toMatchObject({ id: 'g', name: 'Ortiz', links: [] })
  expect(splitOff(family, { caregivers: [], children: [] }, 'g')).toBeUndefined()
  expect(splitOff(family, { caregivers: ['c1', 'c2'], children: [] }, 'g')).toBeUndefined()
})

test.each([
  ['nunez', true],
  ['ROSA NÚÑEZ', true],
  ['ortiz rosa', true],
  ['Lopez', false],
])('a search for %s finds the family: %s', (text, found) => {
  expect(isSought(text)(searchedOf(family.id, listedRow(family)))).toBe(found)
})

test.each([
  ['Dũng', 'Phạm', 'pham dung'],
  ['Đức', 'Đặng', 'dang duc'],
  ['敏', '黄', '黄敏'],
  ['ليلى', 'حسن', 'ليلى'],
])('%s %s is found by %s, whatever the script', (givenName, surname, text) => {
  const row = listedRow({ ...family, name: '', caregivers: [caregiver('c', givenName, surname)] })
  expect(isSought(text)(searchedOf('f', row))).toBe(true)
})

test('a code from paper is normalized, however it was typed', () => {
  const { code, token } = linkOf(newSecret())
  expect(code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/)
  expect(codeSecret(` ${code.toLowerCase().replace('-', ' ')} `)).toBe(codeSecret(code))
  expect(codeSecret('OIL')).toBe(codeSecret('011'))
  expect(Buffer.from(token, 'base64url').length * 8).toBeGreaterThanOrEqual(128)
})

test.each([
  ['(212) 555-0143', 'US', '+12125550143'],
  ['+52 55 1234 5678', 'US', '+525512345678'],
  ['12', 'US', undefined],
  ['+234 552 55 1234 5678', 'US', undefined],
  ['call me', 'US', undefined],
])('%s in %s is %s', async (typed, country, number) => {
  expect((await phoneReader())(typed, country)).toBe(number)
})
