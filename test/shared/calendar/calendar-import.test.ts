import { describe, expect, test } from 'vitest'
import { previewOf, withImport } from '../../../shared/calendar/calendar-import.ts'
import type { Closure, SchoolCalendar } from '../../../shared/calendar/closure.ts'
import { readCalendar } from '../../../shared/calendar/foreign-calendar.ts'

const window = { from: '2026-11-22', to: '2027-11-22', timeZone: 'America/Chicago' }
const file = (...days: string[]) =>
  [
    ...['BEGIN:VCALENDAR', 'PRODID:-//District//EN', 'X-WR-CALNAME:District\\, 2027'],
    ...days.flatMap((day) => {
      const [uid, date, ...lines] = day.split(' ')
      return [
        'BEGIN:VEVENT',
        `UID:${uid}`,
        `DTSTART;VALUE=DATE:${date}`,
        `SUMMARY:Day ${uid}`,
        ...lines,
        'END:VEVENT',
      ]
    }),
    'END:VCALENDAR',
  ].join('\r\n')
const EMPTY: SchoolCalendar = { closures: [], revision: 0 }
let count = 0
const preview = (calendar: SchoolCalendar, text: string) =>
  previewOf(calendar, readCalendar(text, window), window)
const bring = (calendar: SchoolCalendar, text: string) => {
  const { comes, goes } = preview(calendar, text)
  const days = comes.map(({ was: _, ...day }) => day)
  return withImport(calendar, { days, left: [], gone: goes.map(({ id }) => id) }, () => `id ${count++}`)
}
const named = (closures: readonly Pick<Closure, 'name' | 'from'>[]) =>
  closures.map(({ name, from }) => `${name} ${from}`)

describe('a calendar that is brought in again', () => {
  const first = bring(EMPTY, file('a 20270115', 'b 20270201', 'c 20270301'))

  test('replaces what it brought before, and says what comes and what goes', () => {
    const second = preview(first, file('a 20270115', 'b 20270202', 'd 20270401'))
    expect(second.source).toBe('District, 2027')
    expect(second.comes.map(({ name, was }) => [name, was?.from])).toEqual([
      ['Day a', '2027-01-15'],
      ['Day b', undefined],
      ['Day d', undefined],
    ])
    expect(named(second.goes)).toEqual(['Day b 2027-02-01', 'Day c 2027-03-01'])
    const after = bring(first, file('a 20270115', 'b 20270202', 'd 20270401'))
    expect(named(after.closures)).toEqual(['Day a 2027-01-15', 'Day b 2027-02-02', 'Day d 2027-04-01'])
    expect([after.closures[0]?.id, after.revision]).toEqual([first.closures[0]?.id, first.revision + 1])
  })

  test('leaves alone what was typed, what another calendar brought, and what is over', () => {
    const others: Closure[] = [
      { id: 'typed', name: 'Snow', from: '2027-02-10', to: '2027-02-10' },
      { id: 'other', name: 'Fair', from: '2027-02-11', to: '2027-02-11', uid: 'x', source: 'School' },
      { id: 'over', name: 'Past', from: '2026-10-01', to: '2026-10-01', uid: 'p', source: 'District, 2027' },
    ]
    const calendar = { closures: [...first.closures, ...others], revision: 3 }
    expect(named(preview(calendar, file('a 20270115', 'b 20270201')).goes)).toEqual(['Day c 2027-03-01'])
  })

  test('takes away nothing where the file was cut short, or an entry of it could not be read', () => {
    expect(preview(first, file('a 20270115').replace('END:VCALENDAR', '')).goes).toEqual([])
    expect(named(preview(first, file('a 20270115', 'b soon')).goes)).toEqual(['Day c 2027-03-01'])
  })

  test('takes away what a message cancels, and nothing else', () => {
    const message = file('b 20270201').replace('BEGIN:VEVENT', 'METHOD:CANCEL\r\nBEGIN:VEVENT')
    expect(named(preview(first, message).goes)).toEqual(['Day b 2027-02-01'])
  })

  test('takes away a day that it cancels, whatever the calendar was called before', () => {
    const renamed = file('a 20270115', 'b 20270201 STATUS:CANCELLED').replace('NAME:District', 'NAME:County')
    expect(named(preview(first, renamed).goes)).toEqual(['Day b 2027-02-01'])
  })
})

test('a day that is not taken goes, if it was taken before', () => {
  const before = bring(EMPTY, file('a 20270115', 'b 20270201'))
  const [, left = { name: '', from: '' }] = preview(before, file('a 20270115', 'b 20270201')).comes
  const { name, from, uid } = left as Closure
  const after = withImport(
    before,
    { days: [], left: [{ name, from, ...(uid && { uid }) }], gone: [] },
    () => 'new',
  )
  expect(named(after.closures)).toEqual(['Day a 2027-01-15'])
})
