import { expect, test } from 'vitest'
import { changeSchool, DEFAULT_SETTINGS, NewSchool, SchoolChange } from '../../../shared/school/school.ts'

const puente = {
  name: 'Puente Elementary',
  timeZone: 'America/New_York',
  languages: ['en', 'es', 'zh-Hans'],
  defaultLanguage: 'en',
}

test('a school defaults to the United States and a school day of 8:00 to 15:00', () => {
  expect(NewSchool.parse(puente)).toMatchObject({
    country: 'US',
    schoolDay: { start: '08:00', end: '15:00' },
  })
})

test.each([
  [{ name: ' ' }],
  [{ timeZone: 'Mars/Olympus' }],
  [{ timeZone: 'UTC+3' }],
  [{ timeZone: '+03:00' }],
  [{ country: 'XX' }],
  [{ country: 'EU' }],
  [{ country: 'UK' }],
  [{ country: 'AB' }],
  [{ country: 'us' }],
  [{ languages: [] }],
  [{ languages: ['English'] }],
  [{ defaultLanguage: 'so' }],
  [{ schoolDay: { start: '15:00', end: '08:00' } }],
  [{ schoolDay: { start: '8:00', end: '15:00' } }],
  [{ motto: 'Together' }],
])('a school with %o is refused', (wrong) => {
  expect(NewSchool.safeParse({ ...puente, ...wrong }).success).toBe(false)
})

test.each(['EST5EDT', 'PST8PDT', 'Pacific/Honolulu', 'UTC'])(
  '%s is a zone of the tz database',
  (timeZone) => {
    expect(NewSchool.parse({ ...puente, timeZone }).timeZone).toBe(timeZone)
  },
)

test('languages of a school are kept in their canonical form', () => {
  expect(
    NewSchool.parse({ ...puente, languages: ['EN', 'zh-yue'], defaultLanguage: 'en' }).languages,
  ).toEqual(['en', 'yue'])
})

test('a change touches only its fields and increments the revision', () => {
  const school = { ...NewSchool.parse(puente), id: 's', settings: DEFAULT_SETTINGS, revision: 4 }
  const change = SchoolChange.parse({
    name: 'Puente',
    settings: { food: { showPercent: 80, cushionPercent: 5 } },
  })
  const changed = changeSchool(school, change)
  expect(changed).toEqual({
    ...school,
    name: 'Puente',
    settings: { ...DEFAULT_SETTINGS, food: { showPercent: 80, cushionPercent: 5 } },
    revision: 5,
  })
})
