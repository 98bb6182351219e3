import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../shared/access/refusal.ts'
import { instantOf, timeAt } from '../../../shared/time/instant.ts'
import {
  exactWallTimeAt,
  instantsOf,
  resolveWallTime,
  WallTime,
  wallTimeAt,
} from '../../../shared/time/wall-time.ts'

const NEW_YORK = 'America/New_York'

function refusalOf(work: () => unknown): Refusal | undefined {
  try {
    work()
    return undefined
  } catch (fault) {
    return fault instanceof Refusal ? fault : undefined
  }
}

test('a wall time resolves to an instant in the zone of the school', () => {
  expect(resolveWallTime('2027-03-09T18:00', NEW_YORK)).toBe('2027-03-09T23:00:00.000Z')
  expect(resolveWallTime('2027-03-16T18:00', NEW_YORK)).toBe('2027-03-16T22:00:00.000Z')
})

describe('a nonexistent wall time', () => {
  test.each([
    ['2027-03-14T02:30', NEW_YORK, ['2027-03-14T01:59', '2027-03-14T03:00']],
    ['2027-03-14T02:00', NEW_YORK, ['2027-03-14T01:59', '2027-03-14T03:00']],
    ['2027-10-03T02:15', 'Australia/Lord_Howe', ['2027-10-03T01:59', '2027-10-03T02:30']],
  ])('%s in %s is refused with the nearest ones', (text, zone, nearest) => {
    expect(refusalOf(() => resolveWallTime(text, zone))).toMatchObject({
      code: 'nonexistent-local-time',
      details: { nearest },
    })
  })

  test('begins and ends at the exact minute', () => {
    expect(resolveWallTime('2027-03-14T01:59', NEW_YORK)).toBe('2027-03-14T06:59:00.000Z')
    expect(resolveWallTime('2027-03-14T03:00', NEW_YORK)).toBe('2027-03-14T07:00:00.000Z')
  })
})

describe('an ambiguous wall time', () => {
  const text = '2026-11-01T01:30'
  const choices = ['2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z']

  test('is refused with both instants', () => {
    const refusal = refusalOf(() => resolveWallTime(text, NEW_YORK))
    expect(refusal).toMatchObject({ code: 'ambiguous-local-time', details: { choices } })
  })

  test('is resolved by its offset', () => {
    expect(resolveWallTime(`${text}-04:00`, NEW_YORK)).toBe(choices[0])
    expect(resolveWallTime(`${text}-05:00`, NEW_YORK)).toBe(choices[1])
    expect(refusalOf(() => resolveWallTime(`${text}-07:00`, NEW_YORK))?.code).toBe('invalid-input')
  })
})

const zones = fc.constantFrom(
  NEW_YORK,
  'America/Phoenix',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
)
const moments = fc
  .integer({ min: Date.UTC(2026, 0), max: Date.UTC(2031, 0) })
  .map((time) => new Date(time - (time % 60_000)))

test('every instant is among those of its wall time', () => {
  fc.assert(
    fc.property(zones, moments, (zone, moment) => {
      const instant = moment.toISOString()
      const found = instantsOf(wallTimeAt(instant, zone), zone)
      expect(found).toContain(instant)
      expect(found.length).toBeLessThanOrEqual(2)
      expect(found).toEqual(found.toSorted())
      expect(resolveWallTime(exactWallTimeAt(instant, zone), zone)).toBe(instant)
    }),
  )
})

test('an instant is written in UTC with milliseconds', async () => {
  const { DateTime } = await import('luxon')
  expect(instantOf(DateTime.fromISO('2027-03-09T18:00:00-05:00'))).toBe('2027-03-09T23:00:00.000Z')
})

describe('a text in the format of a wall time', () => {
  const accepts = (text: string) => WallTime.safeParse(text)

  test.each([
    '2027-03-09T18:00',
    '2027-03-09T18:00:00',
    '2027-03-09T18:00Z',
    '2027-03-09T18:00-05:00',
    '2027-03-09T18:00:00+05:45',
  ])('may be %s', (text) => {
    expect(accepts(text).success).toBe(true)
  })

  test.each([
    'x2027-03-09T18:00',
    '2027-03-09T18:00x',
    '2027-03-09T18:00:01',
    '2027-03-09T18:00+5',
    '2027-02-30T18:00',
    '2027-03-09T25:00',
    '2027-03-09',
  ])('is not %s', (text) => {
    expect(accepts(text).error?.issues[0]?.message).toBe('wall-time')
  })
})

describe('a refused wall time has a pointer and a detail', () => {
  const errorsOf = (text: string, ...at: string[]) =>
    refusalOf(() => resolveWallTime(text, NEW_YORK, ...at))?.details.errors

  test.each([
    ['2027-03-14T02:30', 'nonexistent-local-time'],
    ['2026-11-01T01:30', 'ambiguous-local-time'],
    ['2026-11-01T01:30-07:00', 'offset-of-another-zone'],
    ['2027-03-09T18:00Z', 'offset-of-another-zone'],
  ])('%s: %s', (text, detail) => {
    expect(errorsOf(text)).toEqual([{ pointer: '/startLocal', detail }])
    expect(errorsOf(text, '/options/3')).toEqual([{ pointer: '/options/3', detail }])
  })
})

test('zero seconds make no difference, with or without an offset', () => {
  expect(resolveWallTime('2027-03-09T18:00:00', NEW_YORK)).toBe('2027-03-09T23:00:00.000Z')
  expect(resolveWallTime('2027-03-09T18:00:00-05:00', NEW_YORK)).toBe('2027-03-09T23:00:00.000Z')
  expect(resolveWallTime('2027-03-09T18:00Z', 'UTC')).toBe('2027-03-09T18:00:00.000Z')
})

test.each([
  ['2026-11-01T05:30:00.000Z', '2026-11-01T01:30-04:00'],
  ['2026-11-01T06:30:00.000Z', '2026-11-01T01:30-05:00'],
  ['2026-11-01T07:30:00.000Z', '2026-11-01T02:30'],
])('%s is written as %s, with an offset only where the clock shows it twice', (instant, wall) => {
  expect(exactWallTimeAt(instant, NEW_YORK)).toBe(wall)
})

test('an instant of a whole second is written with its milliseconds', () => {
  expect(instantOf(timeAt('2027-03-09T18:00:00Z'))).toBe('2027-03-09T18:00:00.000Z')
  expect(timeAt('2027-03-09T18:00:00Z', NEW_YORK).hour).toBe(13)
})
