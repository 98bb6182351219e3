import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../shared/access/refusal.ts'
import { phoneReader } from '../../../shared/family/phone.ts'
import { openBundle } from '../../../shared/roster/bundle.ts'
import { readOneRoster } from '../../../shared/roster/oneroster.ts'

const readPhone = await phoneReader()

const reading = { country: 'US', defaultLanguage: 'en', readPhone }
const fixture = (name: string) => readFileSync(`${import.meta.dirname}/../../support/rosters/${name}`)
const header =
  'sourcedId,status,role,givenName,familyName,email,sms,phone,agentSourcedIds,grades,password,metadata.homeLanguage'
const usersOf = (...rows: string[]) =>
  readOneRoster(
    new Map([['users.csv', new TextEncoder().encode([header, ...rows, ''].join('\r\n'))]]),
    reading,
  )

describe('the fixture', () => {
  test.each(['puente-oneroster-1.1', 'puente-oneroster-1.2', 'district-oneroster-1.1'])(
    '%s is read with the expected counts',
    (name) => {
      const { families } = readOneRoster(openBundle(fixture(`${name}.zip`)), reading)
      const byLanguage: Record<string, number> = {}
      for (const { writtenLanguage } of families)
        byLanguage[writtenLanguage] = (byLanguage[writtenLanguage] ?? 0) + 1
      expect({
        families: families.length,
        caregivers: families.flatMap(({ caregivers }) => caregivers).length,
        students: families.flatMap(({ children }) => children).length,
        byLanguage,
      }).toEqual(JSON.parse(fixture(`${name}.expected.json`).toString()))
      expect(JSON.stringify(families)).not.toContain('hunter2')
    },
  )
})

describe('the people of a family', () => {
  test.each([
    ['=Eva,Ruiz', 'givenName'],
    ['Eva,@Ruiz', 'familyName'],
    ['Eva,＋Ruiz', 'familyName'],
  ])('a caregiver called %s is kept, with a remark', (names, field) => {
    const { families, warnings } = usersOf(
      's1,,student,=Ana,Ruiz,,,,g1,03,,es',
      `g1,,parent,${names},eva@example.org,,,,,,es`,
    )
    expect(families).toHaveLength(1)
    expect(warnings).toEqual([{ file: 'users.csv', line: 3, field, reason: 'sign' }])
  })

  test('a name of many caregivers is truncated, but no surrogate pair is split', () => {
    const half = `${'n'.repeat(47)}`
    const { families } = usersOf(
      's1,,student,Ana,Ruiz,,,,"g1,g2",03,,es',
      `g1,,parent,Eva,${half}x,,,,,,,es`,
      `g2,,parent,Eva,${half}y😀,,,,,,,es`,
    )
    expect(families[0]?.name).toBe(`${half}x · ${half}y`)
  })

  test('ties are read from either side', () => {
    const { families } = usersOf(
      's1,,student,Ana,Ruiz,,,,g1,03,hunter2,es',
      'g1,,parent,Eva,Ruiz,,,,,,,es',
      's2,active,student,Leo,Ruiz,,,,,KG,,es',
      'g2,,guardian,Juan,Ruiz,,,,"s1,s2",,,en',
    )
    expect(families).toEqual([
      {
        sourceIds: ['g1', 'g2', 's1', 's2'],
        name: 'Ruiz',
        writtenLanguage: 'es',
        spokenLanguage: 'es',
        caregivers: [
          { sourceId: 'g1', givenName: 'Eva', familyName: 'Ruiz', channels: [] },
          {
            sourceId: 'g2',
            givenName: 'Juan',
            familyName: 'Ruiz',
            channels: [],
            writtenLanguage: 'en',
            spokenLanguage: 'en',
          },
        ],
        children: [
          { grade: '03', sourceId: 's1' },
          { grade: 'KG', sourceId: 's2' },
        ],
        groups: ['language:es', 'grade:03', 'grade:KG'],
      },
    ])
  })

  test('a relative is a caregiver of two families without joining them', () => {
    const { families } = usersOf(
      's1,,student,Ana,Ruiz,,,,g1,03,,',
      'g1,,parent,Eva,Ruiz,,,,,,,',
      's2,,student,Leo,Paz,,,,g2,04,,',
      'g2,,parent,Ida,Paz,,,,,,,',
      'r1,,relative,Rosa,Paz,,,,"s1,s2",,,',
    )
    expect(families.map(({ caregivers }) => caregivers.map(({ sourceId }) => sourceId))).toEqual([
      ['g1', 'r1'],
      ['g2', 'r1'],
    ])
  })

  test('a caregiver listed twice, in another case or Unicode form, is one with one channel', () => {
    const { families } = usersOf(
      's1,,student,Kid,Nunez,,,,"g1,g2",03,,',
      'g1,,parent,Jose\u0301,Nu\u0301n\u0303ez,JN@example.org,,,,,,',
      'g2,,guardian,JOSÉ,NÚÑEZ,jn@example.org,2135550147,,,,,',
    )
    expect(families).toMatchObject([{ sourceIds: ['g1', 'g2', 's1'], name: 'Núñez' }])
    expect(families[0]?.caregivers.map(({ channels }) => channels.map(({ address }) => address))).toEqual([
      ['JN@example.org', '+12135550147'],
    ])
  })

  test('a user marked for deletion is removed, and joins no family', () => {
    const { families, removed, warnings } = usersOf(
      's1,,student,Ana,Ruiz,,,,"g1,g2",03,,',
      'g1,,parent,Eva,Ruiz,,,,,,,',
      'g2,tobedeleted,parent,Juan,Ruiz,,,,,,,',
      't1,,teacher,Tom,Hill,,,,,,,',
    )
    expect(families.map(({ sourceIds }) => sourceIds)).toEqual([['g1', 's1']])
    expect(removed).toEqual(['g2'])
    expect(warnings).toEqual([])
  })
})

test('the order of the rows does not matter', () => {
  const rows = [
    's1,,student,Ana,Ruiz,,,,g1,03,,es',
    'g1,,parent,Eva,Ruiz,,2135550147,,,,,es',
    's2,,student,Leo,Ruiz,,,,,KG,,',
    'g2,,guardian,Juan,Paz,,,,"s1,s2",,,en',
    's3,,student,Ida,Hill,,,,g3,05,,',
    'g3,,parent,Tom,Hill,tom@example.org,,,,,,',
    'r1,,relative,Rosa,Hill,,,,"s3,s2",,,',
  ]
  const families = (ordered: string[]) =>
    usersOf(...ordered).families.toSorted((one, other) =>
      String(one.sourceIds).localeCompare(String(other.sourceIds)),
    )
  fc.assert(
    fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
      expect(families(shuffled)).toEqual(families(rows))
    }),
  )
})

describe('bad rows', () => {
  test('are rejected with their line, and the rest is read', () => {
    const { families, rejected } = usersOf(
      ',,student,Ana,Ruiz,,,,,03,,',
      's1,,student,,,,,,,03,,',
      's2,inactive,student,Ana,Ruiz,,,,,03,,',
      's3,,student,Ana,Ruiz,,,,g1,03,,',
      's3,,student,Ana,Ruiz,,,,,03,,',
      's4,,student,Ana,Ruiz,,,,,,,',
      's5,,student,Ana',
      's6,,student,Ana,Ruiz,,,,,03,,,extra',
      'g1,,parent,Eva,Ruiz,,,,,,,',
      's7,,student,Ana,Ruiz,,,,,2018-04-02,,',
      'g2,,parent,123-45-6789,Ruiz,,,,,,,',
      '123-45-6789,,parent,Eva,Ruiz,,,,,,,',
      'g3,,parent,-,.,,,,,,,',
    )
    expect(families).toHaveLength(1)
    expect(rejected.map(({ line, field, reason }) => `${line} ${field} ${reason}`).toSorted()).toEqual([
      '11 grades grade',
      '12 givenName uncollected',
      '13 sourcedId uncollected',
      '14 givenName missing',
      '2 sourcedId missing',
      '3 givenName missing',
      '4 status status-unknown',
      '6 sourcedId duplicate',
      '7 grades grade-missing',
      '8 grades grade-missing',
      '9  column-count',
    ])
  })

  test('unreadable fields of a person are ignored with a warning', () => {
    const { families, warnings } = usersOf('g1,,parent,Eva,Ruiz,no mail,(213) 555-0147,12,s9,,,Klingonish')
    expect(families[0]?.caregivers[0]?.channels).toEqual([{ kind: 'sms', address: '+12135550147' }])
    expect(families[0]?.writtenLanguage).toBe('en')
    expect(warnings.map(({ field, reason }) => `${field} ${reason}`).toSorted()).toEqual([
      'agentSourcedIds agent-unknown',
      'email email',
      'metadata.homeLanguage language-unreadable',
      'phone phone',
    ])
  })

  test('a bundle without users, or without the roles of OneRoster 1.2, is told so', () => {
    const users = new TextEncoder().encode(
      'sourcedId,givenName,familyName,agentSourcedIds,grades\ns1,Ana,Ruiz,,03\n',
    )
    const why = (files: [string, Uint8Array][]) => {
      try {
        return readOneRoster(new Map(files), reading)
      } catch (fault) {
        return fault instanceof Refusal && fault.details.why
      }
    }
    expect([why([]), why([['users.csv', users]])]).toEqual(['users', 'roles'])
  })

  test('of codes that are no language are read in the school’s, with a warning', () => {
    const codes = ['esp', 'zzz', 'und', 'qaa', 'spa', 'mam']
    const { families, warnings } = usersOf(
      ...codes.map((code, at) => `g${at},,parent,Eva,Ruiz,,,,,,,${code}`),
    )
    expect(families.map(({ writtenLanguage }) => writtenLanguage)).toEqual([
      'en',
      'en',
      'en',
      'en',
      'es',
      'mam',
    ])
    expect(warnings.map(({ line, reason }) => `${line} ${reason}`)).toEqual(
      [2, 3, 4, 5].map((line) => `${line} language-unreadable`),
    )
  })
})
