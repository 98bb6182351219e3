import { DateTime } from 'luxon'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ContactState } from '../../../shared/family/contact.ts'
import { phoneReader, type ReadPhone } from '../../../shared/family/phone.ts'
import {
  decideStop,
  leavingStops,
  readStopList,
  type StopListReading,
} from '../../../shared/roster/stop-list.ts'
import { csvOfStops } from '../../../web/csv.ts'

const NUMBER = '+16175550123'
const now = DateTime.fromISO('2027-03-09T15:00:00Z', { zone: 'utc' })
let readPhone: ReadPhone
beforeAll(async () => {
  readPhone = await phoneReader()
})

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (file: string | Uint8Array, more: Partial<StopListReading> = {}) =>
  readStopList(typeof file === 'string' ? bytes(file) : file, {
    ...{ country: 'US', timeZone: 'America/New_York', readPhone, now },
    ...more,
  })
/** What is wrong with the only row of a list, or the row itself. */
function rowOf(head: string, row: string, more?: Partial<StopListReading>) {
  const { stops, rejected } = read(`${head}\n${row}\n`, more)
  return rejected.length > 0 ? rejected.map(({ line, field, reason }) => [line, field, reason]) : stops
}

describe('the first line of a stop list', () => {
  const stop = { number: NUMBER, at: '2027-03-01T12:00:00.000Z', source: 'Calls' }
  test.each([
    ['number,state,date,source', `${NUMBER},stopped,2027-03-01T12:00:00Z,Calls`],
    [' Source ;DATE;"Number"', `Calls;2027-03-01T12:00:00Z;${NUMBER}`],
    ['date\tname\tnumber\tsource', `2027-03-01T12:00:00Z\tRosa Núñez\t${NUMBER}\tCalls`],
    ['\uFEFFnumber|date|source|extra', `${NUMBER}|2027-03-01T12:00:00Z|Calls|`],
    ['number,date,source,,', `'${NUMBER},2027-03-01T12:00:00Z,'Calls,,`],
  ])('%j is understood', (head, row) => expect(rowOf(head, row)).toEqual([stop]))

  test.each(['phone,date', 'number,source', 'a', ''])('%j lacks a column, and the file is refused', (head) =>
    expect(() => read(`${head}\n1,2\n`)).toThrow('roster-unreadable'),
  )

  test('a column for what is never collected is named', () => {
    expect(read('number,date,ssn\n').warnings).toEqual([
      { file: 'stop-list.csv', line: 1, field: 'ssn', reason: 'column-refused' },
    ])
  })
})

test.each(['utf-8', 'utf-16', 'windows-1252'])('a list in %s is read', (encoding) => {
  const text = `number,date,source\r\n${NUMBER},2027-03-01T12:00:00Z,Año\r\n`
  const written = {
    'utf-8': bytes(`\uFEFF${text}`),
    'utf-16': Buffer.from(`\uFEFF${text}`, 'utf16le'),
    'windows-1252': Buffer.from(text, 'latin1'),
  }[encoding]
  expect(read(written ?? bytes('')).stops.map(({ source }) => source)).toEqual(['Año'])
})

test('bytes that are no text are refused', () => {
  expect(() => read(Uint8Array.from([0x6e, 0, 0x75, 0xff, 0]))).toThrow()
})

describe('a number of a stop list', () => {
  test.each([
    [NUMBER, 'US', NUMBER],
    ['617-555-0123', 'US', NUMBER],
    ['(617) 555 0123', 'US', NUMBER],
    ['1 617 555 0123', 'US', NUMBER],
    ['16175550123', 'US', NUMBER],
    [`'${NUMBER}`, 'US', NUMBER],
    ['16175550123', 'MX', NUMBER],
    ['525512345678', 'US', '+525512345678'],
    ['55 1234 5678', 'MX', '+525512345678'],
  ])('%j in a school of %s is %s', (typed, country, number) =>
    expect(rowOf('number,date', `${typed},2027-03-01`, { country })).toMatchObject([{ number }]),
  )

  test.each(['12', '1.6E+10', '000-000-0000', 'Rosa', '=1+1', '+999123456789', '9'.repeat(40)])(
    '%j is none',
    (typed) => expect(rowOf('number,date', `${typed},2027-03-01`)).toEqual([[2, 'number', 'phone']]),
  )

  test('of several rows the latest counts', () => {
    const dates = ['2027-03-02T00:00:00Z', '2027-03-04T00:00:00Z', '2027-03-03T00:00:00Z']
    const { stops } = read(`number,date\n${dates.map((date) => `${NUMBER},${date}`).join('\n')}`)
    expect(stops).toEqual([{ number: NUMBER, at: '2027-03-04T00:00:00.000Z' }])
  })
})

describe('a date of a stop list', () => {
  test.each([
    ['2027-03-01', '2027-03-02T04:59:59.999Z'],
    ['2027-03-01T12:00:00Z', '2027-03-01T12:00:00.000Z'],
    ['2027-03-01T12:00:00.5-05:00', '2027-03-01T17:00:00.500Z'],
    ['2027-03-01 12:00', '2027-03-01T17:00:00.000Z'],
    ['2027-03-01 12:00:30+02:00', '2027-03-01T10:00:30.000Z'],
    ['3/1/2027', '2027-03-02T04:59:59.999Z'],
    ['03/01/2027 14:30', '2027-03-01T19:30:00.000Z'],
    ['3/1/2027 2:30 PM', '2027-03-01T19:30:00.000Z'],
    ['3/1/2027 2:30:15 pm', '2027-03-01T19:30:15.000Z'],
    // In its own zone the day has begun.
    ['2027-03-10', '2027-03-11T04:59:59.999Z'],
  ])('%j counts until %s', (date, at) =>
    expect(rowOf('number,date', `${NUMBER},${date}`)).toEqual([{ number: NUMBER, at }]),
  )

  test.each([
    ['', 'missing'],
    ['yesterday', 'date'],
    ['2027-02-30', 'date'],
    ['2027-3-1', 'date'],
    ['13/1/2027', 'date'],
    ['3/1/27', 'date'],
    ['46000', 'date'],
    ['2027-03-12', 'date-future'],
    ['2127-03-01T12:00:00Z', 'date-future'],
  ])('%j is rejected: %s', (date, reason) =>
    expect(rowOf('number,date,source', `${NUMBER},${date},x`)).toEqual([[2, 'date', reason]]),
  )

  test('month and day are not guessed outside the United States', () => {
    const row = rowOf('number,date', '+525512345678,3/1/2027', { country: 'MX' })
    expect(row).toEqual([[2, 'date', 'date']])
  })
})

test.each([
  ['stopped', undefined],
  ['Opted-Out', undefined],
  ['UNSUBSCRIBED', undefined],
  ['', undefined],
  ['active', 'state'],
  ['open', 'state'],
])('a row whose state is %j is %s', (state, reason) => {
  const { rejected } = read(`number,state,date\n${NUMBER},${state},2027-03-01\n`)
  expect(rejected[0]?.reason).toBe(reason)
})

test('a bad row is named by its line, and the others are read', () => {
  const rows = [`${NUMBER},2027-03-01,${'x'.repeat(81)}`, ',2027-03-01', `${NUMBER},2027-03-01,a,b`]
  const good = `${NUMBER},2027-03-01,Calls`
  const { stops, rejected } = read(['number,date,source', ...rows, good].join('\n'))
  expect(stops).toHaveLength(1)
  expect(rejected.map(({ line, field, reason }) => [line, field, reason])).toEqual([
    [2, 'source', 'too-long'],
    [3, 'number', 'missing'],
    [4, '', 'column-count'],
  ])
})

describe('what is known here against a row of a list', () => {
  const stop = { number: NUMBER, at: '2027-03-01T12:00:00.000Z', source: 'Calls' }
  const BEFORE = '2027-02-28T12:00:00.000Z'
  const AFTER = '2027-03-02T12:00:00.000Z'
  test.each<[string, ContactState | undefined, string]>([
    ['nothing', undefined, 'stopped'],
    ['a STOP', { state: 'stopped', reason: 'word', at: BEFORE }, 'unchanged'],
    ['an earlier START', { state: 'open', reason: 'word', at: BEFORE }, 'stopped'],
    ['a later START', { state: 'open', reason: 'word', at: AFTER }, 'newer'],
    ['a START at the same instant', { state: 'open', reason: 'word', at: stop.at }, 'newer'],
    ['an earlier wish for fewer', { state: 'fewer', reason: 'word', at: BEFORE }, 'stopped'],
    ['a later wish for fewer', { state: 'fewer', reason: 'word', at: AFTER }, 'newer'],
    ['a START after this very row', { state: 'open', reason: 'word', at: BEFORE, listed: stop.at }, 'newer'],
    ['that the team opened it later', { state: 'open', reason: 'team', at: AFTER }, 'stopped'],
    ['that it failed later', { state: 'failed', reason: 'GATEWAY_FAILED', at: AFTER }, 'stopped'],
  ])('%s: %#', (_, known, outcome) => expect(decideStop(known, stop, now).outcome).toBe(outcome))

  test('the stop has the date and the source of the row', () => {
    const { at } = stop
    expect(decideStop(undefined, stop, now)).toEqual({
      outcome: 'stopped',
      state: { state: 'stopped', reason: 'list', at, source: 'Calls', listed: at },
    })
  })

  test('a stop of today is not dated after now', () => {
    const at = '2027-03-10T04:59:59.999Z'
    expect(decideStop(undefined, { number: NUMBER, at }, now)).toEqual({
      outcome: 'stopped',
      state: { state: 'stopped', reason: 'list', at: '2027-03-09T15:00:00.000Z', listed: at },
    })
  })
})

test('what leaves can enter: the same numbers, dates and sources, and no cell starts a formula', () => {
  const at = '2027-03-01T12:00:00.000Z'
  const states = new Map<string, ContactState>([
    [NUMBER, { state: 'stopped', reason: 'list', at, source: '=HYPERLINK("x"),y' }],
    ['+16175550100', { state: 'stopped', reason: 'word', at }],
    ['+16175550101', { state: 'open', reason: 'word', at }],
    ['+16175550102', { state: 'failed', reason: 'GATEWAY_FAILED', at }],
  ])
  const file = csvOfStops(leavingStops(states))
  expect(file).toBe(
    [
      '\uFEFFnumber,state,date,source',
      `+16175550100,stopped,${at},word`,
      `${NUMBER},stopped,${at},"'=HYPERLINK(""x""),y"`,
      '',
    ].join('\r\n'),
  )
  expect(read(file).stops).toEqual([
    { number: '+16175550100', at, source: 'word' },
    { number: NUMBER, at, source: '=HYPERLINK("x"),y' },
  ])
})
