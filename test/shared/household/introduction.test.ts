import { describe, expect, test } from 'vitest'
import { listedRow, searchedOf } from '../../../shared/family/directory.ts'
import type { Caregiver, Family } from '../../../shared/family/family.ts'
import {
  childrenIn,
  familyOf,
  introductionId,
  joinedCaregivers,
  likelyFamilies,
  NewIntroduction,
} from '../../../shared/household/introduction.ts'

const said = { name: 'Hodan Yuusuf', language: 'so', way: 'sms', address: '+12125550199' } as const
const hodan: Caregiver = { id: 'a', givenName: 'Hodan', familyName: 'Yuusuf', channels: [] }
const family = (...caregivers: Caregiver[]) =>
  ({ id: 'f', name: 'Yuusuf', spokenLanguage: 'so', groups: [], caregivers }) as unknown as Family // what is read
const searched = (one: Family) => searchedOf(one.id, listedRow(one))

describe('An introduction', () => {
  test('asks for a name, a language and a way', () => {
    const errors = NewIntroduction.safeParse({}).error?.issues.map(({ path }) => path.join('.'))
    expect(errors).toEqual(['name', 'language', 'way', 'address'])
  })

  test.each([
    ['name', { name: '…' }],
    ['language', { language: 'zzz' }],
    ['address', { way: 'email', address: 'nobody' }],
    ['classes', { classes: 'born 3/4/2019' }],
    ['classes', { classes: 'passport 12' }],
  ])('refuses a %s that is none, or holds what is never collected', (field, change) => {
    const errors = NewIntroduction.safeParse({ ...said, ...change }).error?.issues.map(({ path }) => path[0])
    expect(errors).toEqual([field])
  })

  test('has the same id each time that one form is sent, and another for a form that nobody made', () => {
    const once = 'a'.repeat(32)
    expect(introductionId(once)).toBe(introductionId(once))
    expect(introductionId('guess')).not.toBe(introductionId('guess'))
  })

  test('names children by the grades in what was written, and by nothing else', () => {
    expect(childrenIn('Kindergarten, Room 4; 3rd')).toEqual([{ grade: 'Kindergarten' }, { grade: '3rd' }])
    expect(childrenIn(undefined)).toEqual([])
  })

  test('becomes a family in its language, reached by its way', () => {
    expect(familyOf({ ...said, other: 'Cali', classes: '3' })).toMatchObject({
      ...{ writtenLanguage: 'so', spokenLanguage: 'so', children: [{ grade: '3' }] },
      caregivers: [
        { givenName: 'Hodan Yuusuf', channels: [{ kind: 'sms', address: '+12125550199' }] },
        { givenName: 'Cali', channels: [] },
      ],
    })
  })
})

describe('An introduction that joins a family', () => {
  const channel = { kind: 'sms', address: '+12125550199' } as const

  test('gives whom the family has, by name, the new way', () => {
    expect(joinedCaregivers(family(hodan), { ...said, name: 'hodan  yuusuf'.replace('  ', ' ') })).toEqual([
      { ...hodan, channels: [channel] },
    ])
  })

  test('adds nothing where name and way are there', () => {
    const known = { ...hodan, channels: [channel] }
    expect(joinedCaregivers(family(known), said)).toEqual([known])
  })

  test('adds who is new, in their own language', () => {
    const [first, second, third] = joinedCaregivers(family(hodan), { ...said, name: 'Cali', other: 'Amina' })
    expect(first).toEqual(hodan)
    expect(second).toMatchObject({ givenName: 'Cali', channels: [channel], writtenLanguage: 'so' })
    expect(third).toMatchObject({ givenName: 'Amina', channels: [] })
  })
})

describe('The families that an introduction may be of', () => {
  const named = (caregiver: Partial<Caregiver>, id: string) => ({ ...family({ ...hodan, ...caregiver }), id })
  const byNumber = named({ givenName: 'H.', channels: [{ kind: 'phone', address: '+12125550199' }] }, '1')
  const byName = named({}, '2')
  const byMail = named({ givenName: 'X', channels: [{ kind: 'email', address: 'H@Example.org' }] }, '3')
  const all = [byName, byNumber, byMail].map(searched)
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id)

  test('are those with its number, then those with its name', () => {
    const { byAddress, byName: named } = likelyFamilies(all, said)
    expect([ids(byAddress), ids(named)]).toEqual([['1'], ['2']])
  })

  test('are those with its e-mail address, however it is written', () => {
    const { byAddress } = likelyFamilies(all, { ...said, way: 'email', address: 'h@example.ORG' })
    expect(ids(byAddress)).toEqual(['3'])
    expect(likelyFamilies(all, { ...said, way: 'email', address: '@example.org' }).byAddress).toEqual([])
  })
})
