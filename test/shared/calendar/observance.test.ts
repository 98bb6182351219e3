import Holidays from 'date-holidays'
import { describe, expect, test } from 'vitest'
import { OBSERVANCES, observancesBetween, observancesOf } from '../../../shared/calendar/observance.ts'

const YEARS = [2026, 2027, 2028, 2029, 2030]
const dates = (year: number, code: string) =>
  observancesOf(year)
    .filter((one) => one.code === code)
    .map(({ from, to }) => (from === to ? from : `${from}/${to}`))

describe('Observances', () => {
  test.each([
    ['roshHashanah', ['2027-10-02/2027-10-03']],
    ['yomKippur', ['2027-10-11']],
    ['sukkot', ['2027-10-16/2027-10-17']],
    ['passover', ['2027-04-22/2027-04-23', '2027-04-28/2027-04-29']],
    ['shavuot', ['2027-06-11/2027-06-12']],
    ['ramadan', ['2027-02-08/2027-03-08']],
    ['eidAlFitr', ['2027-03-09/2027-03-11']],
    ['eidAlAdha', ['2027-05-16/2027-05-19']],
    ['orthodoxChristmas', ['2027-01-07']],
    ['orthodoxGoodFriday', ['2027-04-30']],
    ['orthodoxEaster', ['2027-05-02']],
    ['diwali', ['2027-10-29']],
    ['lunarNewYear', ['2027-02-06']],
  ])('of 2027 include %s', (code, expected) => {
    expect(dates(2027, code)).toEqual(expected)
  })

  test('are all there from 2026 to 2030', () => {
    for (const year of YEARS)
      for (const code of OBSERVANCES) expect([year, dates(year, code).length > 0]).toEqual([year, true])
  })

  test('ramadan ends on the day before Eid, whether its month has 29 days or 30', () => {
    const all = [...YEARS, 2031, 2032].flatMap(observancesOf)
    const starts = all.filter(({ code }) => code === 'eidAlFitr').map(({ from }) => from)
    for (const { to } of all.filter((one) => one.code === 'ramadan' && one.from < '2032')) {
      const next = new Date(Date.parse(to) + 86_400_000).toISOString().slice(0, 10)
      expect(starts).toContain(next)
    }
  })

  test('that begin on New Year’s Day are known on the eve', () => {
    expect(observancesBetween('2071-12-31', '2071-12-31').map(({ code }) => code)).toContain('eidAlAdha')
  })

  test('of the Orthodox churches follow the Easter of the Julian calendar', () => {
    // As the churches keep them; each is a Sunday, and Good Friday two days before.
    const easters = {
      2024: ['2024-05-03', '2024-05-05'],
      2025: ['2025-04-18', '2025-04-20'],
      2026: ['2026-04-10', '2026-04-12'],
      2027: ['2027-04-30', '2027-05-02'],
      2028: ['2028-04-14', '2028-04-16'],
      2029: ['2029-04-06', '2029-04-08'],
      2030: ['2030-04-26', '2030-04-28'],
      2031: ['2031-04-11', '2031-04-13'],
    }
    for (const [year, [friday, sunday]] of Object.entries(easters)) {
      expect(dates(Number(year), 'orthodoxGoodFriday')).toEqual([friday])
      expect(dates(Number(year), 'orthodoxEaster')).toEqual([sunday])
      expect(dates(Number(year), 'orthodoxChristmas')).toEqual([`${year}-01-07`])
    }
  })

  test('that begin at sundown say so, and of the month of fasting it is the evenings that belong to it', () => {
    const evenings = Object.fromEntries(
      observancesOf(2027).map(({ code, eve, eveningsOnly }) => [
        code,
        eve ? 'eve' : eveningsOnly ? 'evenings' : 'day',
      ]),
    )
    const jewish = ['roshHashanah', 'yomKippur', 'sukkot', 'passover', 'shavuot']
    for (const code of [...jewish, 'eidAlFitr', 'eidAlAdha'])
      expect([code, evenings[code]]).toEqual([code, 'eve'])
    expect(evenings.ramadan).toBe('evenings')
    for (const code of ['orthodoxEaster', 'diwali', 'lunarNewYear']) expect(evenings[code]).toBe('day')
  })

  test('are those of their year alone, the same each time they are asked for', () => {
    for (const year of YEARS) {
      const first = observancesOf(year)
      for (const { from } of first) expect(from.slice(0, 4)).toBe(String(year))
      expect(observancesOf(year)).toBe(first)
    }
  })

  test('that follow the sky are those of the library that they were taken from', () => {
    const names: Record<string, string> = {
      mahaShivaratri: 'Maha Shivaratree',
      ganeshChaturthi: 'Ganesh Chaturthi',
      diwali: 'Divali',
      lunarNewYear: 'Chinese Spring Festival',
    }
    const calendar = new Holidays('MU')
    for (const year of [...YEARS, 2031]) {
      const all = calendar.getHolidays(year)
      for (const [code, name] of Object.entries(names))
        expect(dates(year, code)).toEqual(
          all.filter((one) => one.name === name).map(({ date }) => date.slice(0, 10)),
        )
    }
  })

  test('of the fixed calendars agree with a second library', () => {
    const jewish = new Holidays('IL')
    for (const year of YEARS) {
      const yomKippur = jewish.getHolidays(year).find(({ name }) => /Kippur|כיפור/.test(name))
      // The library lets it begin at sundown, on the evening before.
      const end = new Date(yomKippur?.end ?? 0).toISOString().slice(0, 10)
      expect(dates(year, 'yomKippur')).toEqual([end])
    }
  })

  test('between two dates are those that touch them, with the eve of the day after', () => {
    const codes = (from: string, to: string) => observancesBetween(from, to).map(({ code }) => code)
    expect(codes('2027-10-01', '2027-10-01')).toEqual(['roshHashanah'])
    expect(codes('2027-09-30', '2027-09-30')).toEqual([])
    expect(codes('2027-10-03', '2027-10-03')).toEqual(['roshHashanah'])
    expect(codes('2027-10-04', '2027-10-04')).toEqual([])
    expect(codes('2027-02-20', '2027-02-21')).toEqual(['ramadan'])
    // It began in the year before.
    expect(observancesBetween('2031-01-02', '2031-01-02')).toMatchObject([
      { code: 'ramadan', from: '2030-12-26' },
    ])
  })
})
