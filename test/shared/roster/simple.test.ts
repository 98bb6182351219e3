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

test('the fixture is read with the expected counts', () => {
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

test('a way to reach somebody is read by its common words', () => {
  const kindOf = (word: string) =>
    read(`F1,Ana,2135550147,ana@example.org,,,${word},3,,`).families[0]?.caregivers[0]?.channels[0]?.kind
  const words = ['Text', 'SMS', 'text message', 'E-mail', 'EMAIL', 'phone', 'Call', 'paper', 'Letter']
  expect(words.map(kindOf)).toEqual([
    ...['sms', 'sms', 'sms', 'email', 'email', 'phone', 'phone', 'paper', 'paper'],
  ])
})

test.each([
  ...['15', 'third', 'x'].map((grade) => [`F1,Ana,,,,,,${grade},,`, 'child_grade', 'grade-unknown'] as const),
  ...['=Ana', '+Ana', '-Ana', '@Ana'].map(
    (name) => [`F1,${name},,,,,,3,,`, 'caregiver_name', 'sign'] as const,
  ),
])('%s is kept, with a remark', (row, field, reason) => {
  const { families, warnings } = read(row)
  expect(families).toHaveLength(1)
  expect(warnings).toEqual([{ file: 'roster.csv', line: 2, field, reason }])
})

test.each(['03', '3', '12', 'K', 'PK', '3rd', 'Grade 4'])('grade %s raises no remark', (grade) => {
  expect(read(`F1,Ana,,,,,,${grade},,`).warnings).toEqual([])
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

test('a placeholder for an e-mail address is no channel, and is named in a warning', () => {
  const { families, warnings } = read('F1,Ana Ruiz,,none@none.com,,,,03,,')
  expect(families[0]?.caregivers[0]?.channels).toEqual([])
  expect(warnings).toMatchObject([{ line: 2, field: 'email', reason: 'email' }])
})

test('bad rows are rejected, and a family without a caregiver', () => {
  const { families, rejected } = read(
    ',Ana Ruiz,,,,,,03,,',
    'F1,Ana Ruiz,,,,,,,baby,',
    'F2,,,,,,,03,,',
    'F3,Eva Paz,,,,,paper,,,',
    'F4,Ida Paz,,,,,fax,,,',
    'F5,Mia Paz,,,,,,2018-04-02,,',
    'F6,Rosa Diaz 123-45-6789,,,,,,03,,',
    '123-45-6789,Rosa Diaz,,,,,,03,,',
    'F7,",",,,,,,03,,',
    'F8,- –,,,,,,03,,',
  )
  expect(families.map(({ sourceIds }) => sourceIds)).toEqual([['simple:F3']])
  expect(rejected.map(({ line, field, reason }) => [line, field, reason])).toEqual([
    [2, 'family_id', 'missing'],
    [3, 'child_age_band', 'age-band'],
    [6, 'channel', 'channel'],
    [7, 'child_grade', 'grade'],
    [8, 'caregiver_name', 'uncollected'],
    [9, 'family_id', 'uncollected'],
    [10, 'caregiver_name', 'missing'],
    [11, 'caregiver_name', 'missing'],
    [4, 'caregiver_name', 'missing'],
  ])
})

const people = (...rows: string[]) =>
  read(...rows).families.map(({ caregivers }) => caregivers.map((one) => [one.givenName, one.familyName]))

test('names are read with the family name first or last, and with suffixes', () => {
  expect(
    people(
      'F1,"García López, María",,,es,es,,3,,',
      'F2,José Núñez Jr.,,,es,es,,3,,',
      'F3,"Núñez, José, III",,,,,,3,,',
    ),
  ).toEqual([[['María', 'García López']], [['José Jr.', 'Núñez']], [['José III', 'Núñez']]])
})

test('a person repeated in another case or Unicode form is one caregiver with one channel', () => {
  const { families } = read(
    'F1,Jose\u0301 Nu\u0301n\u0303ez,,jn@example.org,en,en,email,3,,',
    'F1,José Núñez,,jn@example.org,en,en,email,4,,',
    'F2,Ann Lee,,a@example.org,en,en,email,3,,',
    'F2,ANN LEE,,A@Example.org,en,en,email,4,,',
  )
  expect(families.map(({ caregivers }) => caregivers.map(({ channels }) => channels))).toEqual([
    [[{ kind: 'email', address: 'jn@example.org' }]],
    [[{ kind: 'email', address: 'a@example.org' }]],
  ])
})

test('placeholder numbers are no channel, with a warning', () => {
  const { families, warnings } = read(
    'F1,Ann One,0000000000,,en,en,sms,3,,',
    'F2,Bo Two,999-999-9999,,en,en,sms,3,,',
    'F3,Cy Three,1111111111,,en,en,phone,3,,',
    'F4,Di Four,123-456-7890,,en,en,phone,3,,',
  )
  expect(families.flatMap(({ caregivers }) => caregivers.flatMap(({ channels }) => channels))).toEqual([])
  expect(warnings.map(({ line, reason }) => [line, reason])).toEqual(
    [2, 3, 4, 5].map((line) => [line, 'phone']),
  )
})

test('a name that nobody can see is missing', () => {
  const { rejected } = read('F1,\u200B\u200E,,,en,en,,,,', 'F2,\u3164,,,en,en,,,,')
  expect(rejected.map(({ line, field, reason }) => [line, field, reason])).toEqual([
    [2, 'caregiver_name', 'missing'],
    [3, 'caregiver_name', 'missing'],
  ])
})

test('a spreadsheet’s Unicode text with tabs, and semicolons, are read', () => {
  const text = (sign: string) =>
    [header, 'f1,Ann Lee,,,en,en,,3,,'].map((line) => line.replaceAll(',', sign)).join('\r\n')
  const wide = Buffer.from(`\uFEFF${text('\t')}`, 'utf16le')
  for (const bytes of [wide, new TextEncoder().encode(text(';'))])
    expect(readSimple(bytes, reading).families).toMatchObject([{ name: 'Lee' }])
})
