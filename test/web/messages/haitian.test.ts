import { expect, test } from 'vitest'
import {
  dayText,
  languageName,
  listText,
  momentText,
  ownLanguageName,
  zoneName,
} from '../../../web/messages/format.ts'
import { dataLocale, haitianName, inOwnWords } from '../../../web/messages/haitian.ts'

const place = { language: 'ht', timeZone: 'America/New_York' }
const at = '2027-03-09T23:00:00.000Z'

test('Intl has no data for it, or this file could go', () => {
  expect(Intl.DateTimeFormat.supportedLocalesOf(['ht'])).toEqual([])
})

test('days, moments and zones are in its own words', () => {
  expect(dayText(at, place)).toBe('Madi 9 mas 2027')
  expect(momentText(at, place)).toBe('madi 9 mas a 6:00 PM')
  expect(zoneName(at, place)).toBe('lè nòmal Lès Amerik dinò')
  for (let month = 1; month <= 12; month++) {
    const day = `2027-${String(month).padStart(2, '0')}-0${(month % 7) + 1}T17:00:00.000Z`
    expect(dayText(day, place)).not.toMatch(/é|û|ier |bre |di$|manche /)
  }
})

test('so are lists and the names of languages', () => {
  expect(listText(['Ana', 'Bea', 'et'], 'ht')).toBe('Ana, Bea ak et')
  expect(ownLanguageName('ht')).toBe('Kreyòl ayisyen')
  expect(languageName('es', 'ht')).toBe('Panyòl')
  expect(languageName('da', 'ht')).toBe('Danois')
  expect(haitianName('da')).toBeUndefined()
})

test('other languages are left to Intl', () => {
  expect(dataLocale('so')).toBe('so')
  expect(inOwnWords('mardi', 'fr')).toBe('mardi')
})
