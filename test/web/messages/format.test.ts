import { describe, expect, test } from 'vitest'
import { PAGE_LANGUAGES } from '../../../web/messages/catalogue.ts'
import {
  dayText,
  hourText,
  languageName,
  nearMomentWithin,
  nearWhenText,
  shortWhenText,
  timeRange,
  timeZoneText,
  whenText,
  whenWithin,
  yearZoneName,
  zoneName,
} from '../../../web/messages/format.ts'

const place = { language: 'en', timeZone: 'America/Los_Angeles' }
const plain = (text: string) => text.replace(/[\u2009\u202f\u00a0]/g, ' ')

describe('a time as it is shown', () => {
  test('has its weekday spelled out in the reader’s language', () => {
    expect(dayText('2027-03-10T02:00:00.000Z', place)).toBe('Tuesday, March 9, 2027')
    expect(dayText('2027-03-10T02:00:00.000Z', { ...place, language: 'es' })).toBe(
      'Martes, 9 de marzo de 2027',
    )
  })

  test('is in the school’s zone, which is named beside it', () => {
    expect(plain(timeRange('2027-03-10T02:00:00.000Z', '2027-03-10T03:30:00.000Z', place))).toBe(
      '6:00 – 7:30 PM',
    )
    expect(plain(whenText('2027-03-10T02:00:00.000Z', '2027-03-10T03:30:00.000Z', place))).toBe(
      'Tuesday, March 9, 2027, 6:00 – 7:30 PM, Pacific Standard Time',
    )
  })

  test('over midnight is a plain range after its day, without dates, in every language', () => {
    const [start, end] = ['2026-12-26T07:00:00.000Z', '2026-12-26T08:30:00.000Z']
    expect(plain(whenText(start, end, place))).toBe(
      'Friday, December 25, 2026, 11:00 PM – 12:30 AM, Pacific Standard Time',
    )
    for (const language of PAGE_LANGUAGES)
      expect(timeRange(start, end, { ...place, language })).not.toMatch(/2026|25|26/)
  })

  test('says no year within a year, and no zone where the page names it', () => {
    const [start, end] = ['2027-03-10T02:00:00.000Z', '2027-03-10T03:30:00.000Z']
    const short = (today: string) => plain(shortWhenText(start, end, { ...place, today }))
    expect(short('2026-11-30')).toBe('Tuesday, March 9, 6:00 – 7:30 PM')
    expect(short('2026-03-01')).toBe('Tuesday, March 9, 2027, 6:00 – 7:30 PM')
  })

  test('says the weekday alone within a week, for a page that is read now', () => {
    const [start, end] = ['2027-03-10T02:00:00.000Z', '2027-03-10T03:30:00.000Z']
    const near = (today: string) => plain(nearWhenText(start, end, { ...place, day: '2027-03-09', today }))
    expect(near('2027-03-09')).toBe('Tuesday, 6:00 – 7:30 PM')
    expect(near('2027-03-03')).toBe('Tuesday, 6:00 – 7:30 PM')
    expect(near('2027-03-02')).toBe('Tuesday, March 9, 6:00 – 7:30 PM')
    expect(near('2027-03-10')).toBe('Tuesday, March 9, 6:00 – 7:30 PM')
  })

  test('names the weekday alone for a moment within a week, in a sentence', () => {
    const moment = (today: string, language = 'en') =>
      plain(nearMomentWithin('2027-03-10T02:00:00.000Z', { ...place, language, day: '2027-03-09', today }))
    expect(moment('2027-03-03')).toBe('Tuesday, 6:00 PM')
    expect(moment('2027-03-03', 'es')).toBe('martes, 6:00 p.m.')
    expect(moment('2027-03-02')).toBe('Tuesday, March 9 at 6:00 PM')
  })

  test('has hours of twelve for families in the United States, and those of their language elsewhere', () => {
    const at = (timeZone: string, language: string) =>
      plain(hourText('2027-03-09T23:30:00.000Z', { language, timeZone }))
    expect(at('America/New_York', 'es')).toBe('6:30 p.m.')
    expect(at('Pacific/Honolulu', 'ht')).toBe('1:30 PM')
    expect(at('Europe/Madrid', 'es')).toBe('0:30')
    expect(at('America/Port-au-Prince', 'ht')).toBe('18:30')
    expect(at('America/New_York', 'vi')).toBe('18:30')
  })

  test('in a message has neither year nor zone', () => {
    const [start, end] = ['2027-03-10T02:00:00.000Z', '2027-03-10T03:30:00.000Z']
    expect(plain(whenWithin(start, end, place))).toBe('Tuesday, March 9, 6:00 – 7:30 PM')
  })

  test('has the commas of its language', () => {
    const [start, end] = ['2027-03-10T02:00:00.000Z', '2027-03-10T03:30:00.000Z']
    expect(whenText(start, end, { ...place, language: 'ar' })).not.toContain(', ')
    expect(whenText(start, end, { ...place, language: 'ar' })).toContain('، ')
    expect(whenText(start, end, { ...place, language: 'zh' })).toContain('，')
  })

  test('distinguishes the two hours that come twice when the clock goes back', () => {
    expect(zoneName('2027-11-07T08:30:00.000Z', place)).toBe('Pacific Daylight Time')
    expect(zoneName('2027-11-07T09:30:00.000Z', place)).toBe('Pacific Standard Time')
  })

  test('names the zone in a sentence only where the hour comes twice', () => {
    const within = (start: string, end: string) => plain(whenWithin(start, end, { ...place, language: 'es' }))
    expect(within('2027-11-07T10:30:00.000Z', '2027-11-07T11:00:00.000Z')).toBe(
      'domingo, 7 de noviembre, 2:30–3:00 a.m.',
    )
    expect(within('2027-11-07T09:30:00.000Z', '2027-11-07T10:30:00.000Z')).toBe(
      'domingo, 7 de noviembre, 1:30–2:30 a.m., hora estándar del Pacífico',
    )
  })

  test('names no continent with the zone of its school', () => {
    const names = PAGE_LANGUAGES.map((language) => yearZoneName('America/Chicago', language))
    expect(names.filter((name) => /Am[eé]rik|Ameerika|أمريكا|美/.test(name))).toEqual([])
    expect(names).toContain('Central Time')
  })

  test('of a whole year has its zone without winter or summer, and the city of the zone', () => {
    expect(timeZoneText('America/Chicago', 'en')).toBe('Central Time (Chicago)')
    expect(timeZoneText('America/New_York', 'es')).toBe('Hora oriental (New York)')
    expect(timeZoneText('America/Chicago', 'ht')).toBe('Lè Sant (Chicago)')
  })
})

test('a language has its name, and what is none is shown as it was written', () => {
  expect(languageName('so', 'en')).toBe('Somali')
  expect(languageName('sign language', 'en')).toBe('Sign language')
  expect(languageName('en-12', 'ht')).toBe('En-12')
})
