import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import type { SuggestionFacts } from '../../../shared/calendar/time-suggestion.ts'
import { pickTimes, suitsEachShift, weeksOf } from '../../../shared/calendar/time-week.ts'

const NOW = DateTime.fromISO('2027-03-01T15:00:00Z', { zone: 'utc' })
const base: SuggestionFacts = {
  timeZone: 'America/Los_Angeles',
  schoolDay: { start: '08:00', end: '15:00' },
  from: '2027-04-05',
  to: '2027-04-11',
  durationMinutes: 90,
  food: true,
  closures: [],
  holidays: [],
  observances: [],
  shifts: {},
  liked: {},
}
const weeks = (change: Partial<SuggestionFacts> = {}) => weeksOf({ ...base, ...change }, NOW)
const slots = (change: Partial<SuggestionFacts> = {}) =>
  weeks(change).flatMap(({ days }) => days.flatMap((day) => day.slots))
const at = (startLocal: string, change: Partial<SuggestionFacts> = {}) =>
  slots(change).find((slot) => slot.startLocal === startLocal)

describe('The calendar of times', () => {
  test('has a column a day from Monday on, and a row for each part of the day', () => {
    const [week, more] = weeks()
    expect(more).toBeUndefined()
    expect(week?.days.map(({ slots }) => slots.map(({ part }) => part))).toEqual([
      ...Array.from({ length: 5 }, () => ['morning', 'afternoon', 'evening']),
      ['morning'],
      ['afternoon'],
    ])
  })

  test('tells good times from those to mind and those to avoid', () => {
    expect(at('2027-04-06T17:30')?.verdict).toBe('good')
    expect(at('2027-04-06T08:30')).toMatchObject({ verdict: 'care', warnings: [{ code: 'schoolDay' }] })
    const holidays = [{ date: '2027-04-06', name: 'Spring Day' }]
    expect(at('2027-04-06T17:30', { holidays })?.verdict).toBe('avoid')
  })

  test('names a shift from five families on, and has them count against a time', () => {
    const evening = '2027-04-06T17:30'
    expect(at(evening, { shifts: { evening: 4 } })).toMatchObject({ verdict: 'good', warnings: [] })
    expect(at(evening, { shifts: { evening: 5 } })).toMatchObject({
      verdict: 'care',
      warnings: [{ code: 'shift', shift: 'evening', families: 5 }],
    })
  })

  test('says why a day without times is closed', () => {
    const closures = [{ id: 'a', name: 'Teachers learn', from: '2027-04-07', to: '2027-04-07' }]
    expect(weeks({ closures })[0]?.days[2]).toMatchObject({ closed: 'Teachers learn', slots: [] })
  })
})

describe('The times to begin with', () => {
  test('are five on days of their own: of each kind one, none that is better avoided', () => {
    const picked = pickTimes(slots())
    expect(new Set(picked.map(({ kind }) => kind)).size).toBe(4)
    expect(new Set(picked.map(({ startLocal }) => startLocal.slice(0, 10))).size).toBe(5)
    expect(picked.map(({ start }) => start)).toEqual(picked.map(({ start }) => start).sort())
  })

  test('let the shift come that could come to the fewest', () => {
    const all = slots({ shifts: { evening: 12 } })
    const picked = pickTimes(all)
    const open = picked.filter(({ warnings }) => !warnings.some(({ code }) => code === 'shift'))
    expect(open.length).toBeGreaterThanOrEqual(2)
    expect(suitsEachShift(all, picked)).toBe(true)
  })

  test('say nothing of shifts where none is known', () => {
    expect(suitsEachShift(slots(), pickTimes(slots()))).toBeUndefined()
  })

  test('are never more than five, never twice the same, and never to be avoided, whatever the school is like', () => {
    const shift = fc.integer({ min: 0, max: 40 })
    fc.assert(
      fc.property(
        fc.record({ day: shift, evening: shift, night: shift }),
        fc.boolean(),
        fc.array(fc.integer({ min: 5, max: 11 }), { maxLength: 7 }),
        (shifts, food, closed) => {
          const closures = closed.map((day) => {
            const date = `2027-04-${String(day).padStart(2, '0')}`
            return { id: date, name: 'Closed', from: date, to: date }
          })
          const picked = pickTimes(slots({ shifts, food, closures }))
          expect(picked.length).toBeLessThanOrEqual(5)
          expect(new Set(picked.map(({ start }) => start)).size).toBe(picked.length)
          expect(picked.every(({ verdict }) => verdict !== 'avoid')).toBe(true)
        },
      ),
    )
  })
})
