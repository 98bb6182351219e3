import { describe, expect, test } from 'vitest'
import type { TimePlan } from '../../../shared/calendar/plan.operations.ts'
import { atSentLines, instantIn, renumbered, sentRows, timeRows } from '../../../web/school/poll-rows.ts'

const timeZone = 'America/New_York'
const slot = (startLocal: string) => ({ startLocal, start: instantIn(startLocal, timeZone) }) as never
const option = { id: 'a', start: '2027-04-06T22:00:00.000Z', revision: 1 }
const [TUESDAY, WEDNESDAY, PAST] = ['2027-04-06T18:00', '2027-04-07T18:00', '2020-01-01T10:00']

function planOf(options: object[]): TimePlan {
  const slots = [slot(TUESDAY), slot(WEDNESDAY)]
  return { workshop: { poll: { options } }, weeks: [{ days: [{ slots }] }], picked: [slots[1]] } as never
}
const rowsOf = (options: object[], more: Partial<Parameters<typeof timeRows>[0]> = {}) =>
  timeRows({ plan: planOf(options), timeZone, suggested: [], ...more })
const picked = (rows: ReturnType<typeof timeRows>) =>
  rows.filter((row) => row.picked).map(({ value }) => value)

describe('The lines of the form of times', () => {
  test('of a draft are those of the calendar, with the picked ones ticked', () => {
    expect(picked(rowsOf([]))).toEqual([WEDNESDAY])
    expect(picked(rowsOf([], { suggested: [TUESDAY, '2027-05-01T10:00'] }))).toEqual([
      TUESDAY,
      '2027-05-01T10:00',
    ])
  })

  test('of a vote are its times first, each once, also where the calendar has it', () => {
    const rows = rowsOf([option])
    expect(rows.map(({ value }) => value)).toEqual([TUESDAY, WEDNESDAY])
    expect(rows[0]).toMatchObject({
      place: 0,
      option: { id: 'a' },
      slot: { startLocal: TUESDAY },
      picked: true,
    })
    expect(picked(rows)).toEqual([TUESDAY])
  })

  test('show again what was sent: ticks that were taken away, times that were typed, and what is none', () => {
    const sent = [{ startLocal: WEDNESDAY }, { startLocal: 'tomorrow' }]
    const rows = rowsOf([option], { sent })
    expect(picked(rows)).toEqual([WEDNESDAY, 'tomorrow'])
    expect(rows.at(-1)).toMatchObject({ place: 2, value: 'tomorrow' })
    expect(rows.at(-1)?.start).toBeUndefined()
  })

  test('lead an error to where its time is now, and keep a time that moves where it was', () => {
    const values = {
      options: [
        { id: 'a', startLocal: TUESDAY, movedTo: '2027-04-08T19:00' },
        { id: 'b' },
        { startLocal: PAST },
      ],
    }
    const sent = sentRows(values).map(({ row }) => row)
    expect(sent.map(({ startLocal }) => startLocal)).toEqual(['2027-04-08T19:00', PAST])
    const rows = rowsOf([option], { sent })
    const last = rows.find(({ value }) => value === PAST)
    const trouble = {
      code: 'time-in-past',
      errors: [{ pointer: '/options/1', detail: '' }],
      details: {},
    } as const
    const atLine = atSentLines({ ...trouble, errors: [...trouble.errors] }, values)
    expect(atLine.errors[0]?.pointer).toBe('/options/2/startLocal')
    const typed = { closesAt: ['2027-04-01T10:00'], 'options.2.startLocal': [PAST] }
    const form = renumbered({ typed, trouble: atLine }, rows, sent)
    expect(form.trouble?.errors[0]?.pointer).toBe(`/options/${last?.place}/startLocal`)
    expect(form.typed).toMatchObject({
      'options.0.movedTo': ['2027-04-08T19:00'],
      closesAt: ['2027-04-01T10:00'],
    })
  })
})

test('a wall time is an instant where the clock shows it once, and where its offset says which', () => {
  expect(instantIn('2027-11-07T01:30', timeZone)).toBeUndefined()
  expect(instantIn('2027-11-07T01:30-05:00', timeZone)).toBe('2027-11-07T06:30:00.000Z')
  expect(instantIn('2027-03-14T02:30', timeZone)).toBeUndefined()
  expect(instantIn('25:00', timeZone)).toBeUndefined()
})
