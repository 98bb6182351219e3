import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import {
  kindOf,
  type Merit,
  type SuggestionFacts,
  suggestTimes,
  TIME_KINDS,
} from '../../../shared/calendar/time-suggestion.ts'
import type { Warning } from '../../../shared/calendar/time-warning.ts'
import { instantsOf } from '../../../shared/time/wall-time.ts'

const NOW = DateTime.fromISO('2027-03-01T15:00:00Z', { zone: 'utc' })
const base: SuggestionFacts = {
  timeZone: 'America/Los_Angeles',
  schoolDay: { start: '08:00', end: '15:00' },
  from: '2027-03-08',
  to: '2027-03-21',
  durationMinutes: 90,
  food: false,
  closures: [],
  holidays: [],
  observances: [],
  shifts: {},
  liked: {},
}
const suggested = (change: Partial<SuggestionFacts> = {}) => suggestTimes({ ...base, ...change }, NOW)
/** What is said of the time on a day at which a suggestion of a kind would start. */
function saidOf(
  date: string,
  kind: string,
  change: Partial<SuggestionFacts> = {},
): { warnings: Warning[]; merits: Merit[] } {
  const found = suggested({ from: date, to: date, ...change }).find((one) => one.kind === kind)
  if (!found) throw new Error(`nothing on ${date}`)
  return found
}
const codes = (said: readonly { code: string }[]) => said.map(({ code }) => code)

describe('Suggested times', () => {
  test('are spread over mornings, after school, evenings and weekends, and over weekdays', () => {
    const times = suggested()
    for (const kind of TIME_KINDS) {
      const own = times.filter((one) => one.kind === kind)
      expect([kind, own.length]).toEqual([kind, 3])
      const weekdays = new Set(own.map(({ startLocal }) => DateTime.fromISO(startLocal).weekday))
      expect(weekdays.size).toBe(kind === 'weekend' ? 2 : 3)
    }
    const weekdays = times.map(({ startLocal }) => DateTime.fromISO(startLocal).weekday)
    expect(new Set(weekdays).size).toBe(7)
    expect(times.map(({ start }) => start)).toEqual(times.map(({ start }) => start).sort())
  })

  test('begin half an hour after drop-off and pick-up, and after dinner, or with it', () => {
    const clock = (kind: string, change: Partial<SuggestionFacts> = {}) =>
      new Set(suggested(change).flatMap((one) => (one.kind === kind ? [one.startLocal.slice(11)] : [])))
    expect(clock('morning')).toEqual(new Set(['08:30']))
    expect(clock('afterSchool')).toEqual(new Set(['15:30']))
    expect(clock('evening')).toEqual(new Set(['18:30']))
    expect(clock('evening', { food: true })).toEqual(new Set(['17:30']))
    expect(clock('afterSchool', { schoolDay: { start: '08:10', end: '14:50' } })).toEqual(new Set(['15:30']))
  })

  test('know each kind by its clock', () => {
    expect(
      ['2027-03-09T08:30', '2027-03-09T15:30', '2027-03-09T18:30', '2027-03-13T10:00'].map(kindOf),
    ).toEqual([...TIME_KINDS])
  })

  test('that are over already are not offered', () => {
    const late = DateTime.fromISO('2027-03-22T00:00:00Z', { zone: 'utc' })
    expect(suggestTimes(base, late).map(({ startLocal }) => startLocal)).toEqual([])
  })
})

describe('A school', () => {
  test('of the afternoon is offered free mornings', () => {
    const schoolDay = { start: '13:00', end: '18:00' }
    const morning = suggested({ schoolDay }).filter(({ kind }) => kind === 'morning')
    expect(morning).toHaveLength(3)
    for (const { warnings } of morning) expect(warnings).toEqual([])
  })

  test.each([
    ['18:00', false],
    ['17:00', true],
  ])('whose day ends at %s is offered no time twice', (end, food) => {
    const times = suggested({ schoolDay: { start: '08:00', end }, food, to: base.from })
    expect(new Set(times.map(({ start }) => start)).size).toBe(times.length)
  })
})

test('no suggestion ends in the overlap of the clock, however long it is', () => {
  // The clock of Cairo goes back at midnight: the one place where an evening reaches the change.
  const [timeZone, day] = ['Africa/Cairo', '2027-10-28']
  for (let durationMinutes = 10; durationMinutes <= 600; durationMinutes += 5) {
    for (const { end } of suggested({ timeZone, durationMinutes, from: day, to: day })) {
      const wall = DateTime.fromISO(end, { zone: timeZone }).toFormat("yyyy-MM-dd'T'HH:mm")
      expect([durationMinutes, instantsOf(wall, timeZone)]).toEqual([durationMinutes, [end]])
    }
  }
})

describe('Against a time counts', () => {
  test('the school day, in a morning', () => {
    expect(codes(saidOf('2027-03-09', 'morning').warnings)).toEqual(['schoolDay'])
  })

  test('drop-off and pick-up, half an hour on either side', () => {
    // 15:30 would do; a school day that ends at 15:20 lets the suggestion begin at 16:00.
    const long = saidOf('2027-03-09', 'morning', { durationMinutes: 390 })
    expect(codes(long.warnings)).toEqual(['pickUp', 'schoolDay'])
    const early = saidOf('2027-03-09', 'afterSchool', { durationMinutes: 30 })
    expect(codes(early.warnings)).toEqual([])
    const evening = { schoolDay: { start: '18:00', end: '21:00' } }
    expect(codes(saidOf('2027-03-09', 'evening', { ...evening, food: true }).warnings)).toContain('dropOff')
  })

  test('dinner, unless food is offered', () => {
    expect(codes(saidOf('2027-03-09', 'afterSchool', { durationMinutes: 150 }).warnings)).toEqual(['dinner'])
    expect(codes(saidOf('2027-03-09', 'afterSchool', { durationMinutes: 120 }).warnings)).toEqual([])
    expect(codes(saidOf('2027-03-09', 'evening', { food: true }).warnings)).toEqual([])
  })

  test('the children’s bedtime, after 20:00', () => {
    expect(codes(saidOf('2027-03-09', 'evening', { durationMinutes: 90 }).warnings)).toEqual([])
    expect(codes(saidOf('2027-03-09', 'evening', { durationMinutes: 91 }).warnings)).toEqual(['bedtime'])
  })

  test('a closure and a public holiday, by name; the school day then is none', () => {
    const closures = [{ id: 'c', name: 'Spring break', from: '2027-03-08', to: '2027-03-12' }]
    expect(saidOf('2027-03-12', 'morning', { closures }).warnings).toEqual([
      { code: 'closure', name: 'Spring break' },
    ])
    const holidays = [{ date: '2027-03-09', name: 'A day for all' }]
    expect(saidOf('2027-03-09', 'morning', { holidays }).warnings).toEqual([
      { code: 'holiday', name: 'A day for all' },
    ])
  })

  test('an observance, and its eve from sundown on', () => {
    const observances = [{ code: 'yomKippur', from: '2027-10-11', to: '2027-10-11', eve: true } as const]
    const at = (date: string, kind: string) =>
      saidOf(date, kind, { observances }).warnings.filter(({ code }) => code === 'observance')
    expect(at('2027-10-11', 'morning')).toEqual([{ code: 'observance', observance: 'yomKippur', eve: false }])
    expect(at('2027-10-10', 'weekend')).toEqual([])
    expect(
      saidOf('2027-10-08', 'evening', {
        observances: [{ ...observances[0], from: '2027-10-09', to: '2027-10-09' }] as never,
      }).warnings,
    ).toEqual([{ code: 'observance', observance: 'yomKippur', eve: true }])
    expect(at('2027-10-12', 'evening')).toEqual([])
  })

  test('the evenings of Ramadan, and not its mornings', () => {
    const observances = [
      { code: 'ramadan', from: '2027-02-08', to: '2027-03-09', eveningsOnly: true } as const,
    ]
    expect(codes(saidOf('2027-03-09', 'evening', { observances }).warnings)).toEqual(['observance'])
    expect(codes(saidOf('2027-03-09', 'morning', { observances }).warnings)).toEqual(['schoolDay'])
  })

  test('the shifts that families work, as counts', () => {
    const shifts = { night: 12, evening: 7, other: 3 }
    expect(saidOf('2027-03-09', 'morning', { shifts }).warnings).toContainEqual({
      code: 'shift',
      shift: 'night',
      families: 12,
    })
    expect(saidOf('2027-03-09', 'evening', { shifts }).warnings).toEqual([
      { code: 'shift', shift: 'evening', families: 7 },
    ])
    expect(saidOf('2027-03-13', 'weekend', { shifts }).warnings).toEqual([])
  })

  test('anything of these, which excludes it from the suggestions only where there are others', () => {
    const closures = [{ id: 'c', name: 'Spring break', from: '2027-03-08', to: '2027-03-12' }]
    for (const one of suggested({ closures, to: '2027-03-19' }))
      expect(codes(one.warnings)).not.toContain('closure')
    expect(suggested({ closures, to: '2027-03-12' }).length).toBeGreaterThan(0)
  })
})

describe('What speaks for a time', () => {
  test('is said in its own way for each kind', () => {
    expect(codes(saidOf('2027-03-09', 'morning').merits)).toEqual(['afterDropOff'])
    expect(codes(saidOf('2027-03-09', 'afterSchool').merits)).toEqual(['beforeDinner'])
    expect(codes(saidOf('2027-03-09', 'evening').merits)).toEqual(['beforeBedtime'])
    expect(codes(saidOf('2027-03-09', 'evening', { food: true }).merits)).toEqual([
      'foodAtDinner',
      'beforeBedtime',
    ])
    expect(codes(saidOf('2027-03-13', 'weekend').merits)).toEqual(['weekend'])
  })

  test('is what families said yes to before: such a kind is offered once more', () => {
    const liked = { evening: 62, morning: 20 }
    expect(saidOf('2027-03-09', 'evening', { liked }).merits).toContainEqual({ code: 'liked', percent: 62 })
    expect(codes(saidOf('2027-03-09', 'morning', { liked }).merits)).not.toContain('liked')
    expect(suggested({ liked }).filter(({ kind }) => kind === 'evening')).toHaveLength(4)
  })
})

test('no suggestion is in a gap or an overlap of the clock, each is in its span and to come', () => {
  const zones = [
    'America/Los_Angeles',
    'America/Santiago',
    'Australia/Lord_Howe',
    'Africa/Cairo',
    'Europe/Berlin',
  ]
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 700 }),
      fc.integer({ min: 0, max: 30 }),
      fc.integer({ min: 10, max: 600 }),
      fc.boolean(),
      (timeZone, after, length, durationMinutes, food) => {
        const from = NOW.plus({ days: after })
        const to = from.plus({ days: length })
        const span = { from: from.toISODate() ?? '', to: to.toISODate() ?? '' }
        for (const one of suggested({ timeZone, durationMinutes, food, ...span })) {
          expect(instantsOf(one.startLocal, timeZone)).toEqual([one.start])
          const end = DateTime.fromISO(one.end, { zone: timeZone })
          expect(instantsOf(end.toFormat("yyyy-MM-dd'T'HH:mm"), timeZone)).toHaveLength(1)
          expect(one.startLocal.slice(0, 10) >= span.from && one.startLocal.slice(0, 10) <= span.to).toBe(
            true,
          )
          expect(DateTime.fromISO(one.start) > NOW).toBe(true)
        }
      },
    ),
    { numRuns: 60 },
  )
})
