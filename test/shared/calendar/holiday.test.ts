import { expect, test } from 'vitest'
import { holidaysOf } from '../../../shared/calendar/holiday.ts'

test('the public holidays of a country include substitute days, and no other days', async () => {
  const holidays = await holidaysOf('US', [2027], ['en'])
  expect(holidays).toContainEqual({ date: '2027-11-25', name: 'Thanksgiving Day' })
  expect(holidays).toContainEqual({ date: '2027-07-05', name: 'Independence Day (substitute day)' })
  expect(holidays.map(({ name }) => name)).not.toContain('Tax Day')
})

test('a holiday is named in the language of the school where the library knows it', async () => {
  const holidays = await holidaysOf('MX', [2027], ['es'])
  expect(holidays.find(({ date }) => date === '2027-09-16')?.name).toMatch(/Independencia/)
})

test('an unknown country has no holidays', async () => {
  expect(await holidaysOf('ZZ', [2027], ['en'])).toEqual([])
})

test('a holiday of several days is each of them', async () => {
  const dates = (await holidaysOf('AE', [2027], ['en'])).map(({ date }) => date)
  expect(dates).toEqual(expect.arrayContaining(['2027-03-09', '2027-03-10', '2027-03-11']))
  const turkish = (await holidaysOf('TR', [2027], ['tr'])).map(({ date }) => date)
  expect(turkish).toEqual(expect.arrayContaining(['2027-03-09', '2027-03-10', '2027-03-11']))
  expect(turkish).not.toContain('2027-03-12')
})
