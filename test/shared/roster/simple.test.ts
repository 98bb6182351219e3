import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { phoneReader } from '../../../shared/family/phone.ts'
import { readSimple } from '../../../shared/roster/simple.ts'

const readPhone = await phoneReader()

const reading = { country: 'US', defaultLanguage: 'en', readPhone }
const fixture = (name: string) => readFileSync(`${import.meta.dirname}/../../support/rosters/${name}`)
const header =
  'family_id,caregiver_name,phone,email,written_language,spoken_language,channel,child_grade,child_age_band,groups'
const read = (...rows: string[]) =>
  readSimple(new TextEncoder().encode([header, ...rows].join('\n')), reading)

test('the fixture', () => {
  const { families, rejected } = readSimple(fixture('puente-simple.csv'), reading)
  const byLanguage: Record<string, number> = {}
  for (const { writtenLanguage } of families)
    byLanguage[writtenLanguage] = (byLanguage[writtenLanguage] ?? 0) + 1
  expect({
    families: families.length,
    caregivers: families.flatMap(({ caregivers }) => caregivers).length,
    students: families.flatMap(({ children }) => children).length,
    byLanguage,
  }).toEqual(JSON.parse(fixture('puente-simple.expected.json').toString()))
  expect(rejected).toEqual([])
})

test('rows of one family are combined, the preferred channel first', () => {
  const { families } = read(
    'F1,Ana Maria Ruiz,2135550147,ana@example.org,es,mix,email,03,,language:es;team:blue',
    'F1,,,,es,mix,,,toddler,team:blue',
    'F1,Leo,2135550148,,en,,phone,,,',
  )
  expect(families).toEqual([
    {
      sourceIds: ['simple:F1'],
      name: 'Ruiz',
      writtenLanguage: 'es',
      spokenLanguage: 'mix',
      caregivers: [
        {
          sourceId: 'simple:F1:1',
          givenName: 'Ana Maria',
          familyName: 'Ruiz',
          channels: [
            { kind: 'email', address: 'ana@example.org' },
            { kind: 'sms', address: '+12135550147' },
          ],
        },
        {
          sourceId: 'simple:F1:2',
          givenName: 'Leo',
          familyName: '',
          channels: [{ kind: 'phone', address: '+12135550148' }],
          writtenLanguage: 'en',
        },
      ],
      children: [{ grade: '03' }, { ageBand: 'toddler' }],
      groups: ['language:es', 'team:blue'],
    },
  ])
})

test('bad rows are rejected, and a family without a caregiver', () => {
  const { families, rejected } = read(
    ',Ana Ruiz,,,,,,03,,',
    'F1,Ana Ruiz,,,,,,,baby,',
    'F2,,,,,,,03,,',
    'F3,Eva Paz,,,,,paper,,,',
    'F4,Ida Paz,,,,,fax,,,',
  )
  expect(families.map(({ sourceIds }) => sourceIds)).toEqual([['simple:F3']])
  expect(rejected.map(({ line, field, reason }) => [line, field, reason])).toEqual([
    [2, 'family_id', 'missing'],
    [3, 'child_age_band', 'age-band'],
    [6, 'channel', 'channel'],
    [4, 'caregiver_name', 'missing'],
  ])
})
