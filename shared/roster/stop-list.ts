import { DateTime } from 'luxon'
import { type ContactState, changedContact } from '../family/contact.ts'
import type { Family } from '../family/family.ts'
import type { ReadPhone } from '../family/phone.ts'
import { holdsUncollected } from '../family/uncollected.ts'
import { type Instant, instantOf } from '../time/instant.ts'
import type { Remark, RemarkReason } from './roster.ts'
import { type CsvRow, readRows } from './rows.ts'

/** The name by which remarks call the file. */
export const STOP_LIST_FILE = 'stop-list.csv'

/** The columns of a stop list, as it leaves. To enter it needs the number and the date alone. */
export const STOP_LIST_COLUMNS = ['number', 'state', 'date', 'source'] as const

/** A number on a list of another tool: since when its owner wants no texts, and which tool says so. */
export type ListedStop = { number: string; at: Instant; source?: string }

/** A stop list that was read: of a number that is there several times the latest row. */
export type StopList = { stops: ListedStop[]; rejected: Remark[]; warnings: Remark[] }

/** What a stop list is read with: the school's country and zone, its parser of numbers, and the time of reading. */
export type StopListReading = { country: string; timeZone: string; readPhone: ReadPhone; now: DateTime }

/** What a list changed, or would change, in numbers of the school's families; `unknown` numbers are of nobody here. */
export type StopListReport = {
  stopped: number
  unchanged: number
  newer: number
  unknown: number
  rejected: Remark[]
  warnings: Remark[]
}

/** A row of the list as it leaves. */
export type LeavingStop = { number: string; state: 'stopped'; date: Instant; source: string }

/** Parses a stop list. Refuses a file that is not CSV or lacks a column; a row that cannot be read is rejected by itself. */
export function readStopList(bytes: Uint8Array, reading: StopListReading): StopList {
  const columns = { required: ['number', 'date'], optional: ['state', 'source'] }
  const { rows, rejected, warnings } = readRows(bytes, STOP_LIST_FILE, columns)
  const latest = new Map<string, ListedStop>()
  for (const row of rows) {
    const read = stopIn(row, reading)
    if ('reason' in read) rejected.push({ file: STOP_LIST_FILE, line: row.line, ...read })
    else if ((latest.get(read.number)?.at ?? '') < read.at) latest.set(read.number, read)
  }
  return {
    stops: [...latest.values()],
    rejected: rejected.toSorted((one, other) => one.line - other.line),
    warnings,
  }
}

type Unreadable = { field: string; reason: RemarkReason }

const LONGEST_SOURCE = 80
// A list may come from a zone where the day has begun already.
const DAYS_AHEAD = 1
// What other tools call it. A list of everybody, with another state in most rows, then stops nobody by mistake.
const STOPPED = new Set(['', 'stop', 'stopped', 'optout', 'optedout', 'unsubscribed', 'blocked'])

function stopIn({ values }: CsvRow, reading: StopListReading): ListedStop | Unreadable {
  const { number: typed = '', date = '', state = '', source: tool = '' } = values
  if (!typed) return { field: 'number', reason: 'missing' }
  const number = numberIn(typed, reading)
  if (!number) return { field: 'number', reason: 'phone' }
  if (!STOPPED.has(state.toLowerCase().replace(/[\s_-]/g, ''))) return { field: 'state', reason: 'state' }
  if (!date) return { field: 'date', reason: 'missing' }
  const day = dateIn(unguarded(date), reading)
  if (!day) return { field: 'date', reason: 'date' }
  if (day.from > reading.now.plus({ days: DAYS_AHEAD })) return { field: 'date', reason: 'date-future' }
  const source = unguarded(tool)
  if (source.length > LONGEST_SOURCE) return { field: 'source', reason: 'too-long' }
  if (holdsUncollected(source)) return { field: 'source', reason: 'uncollected' }
  return { number, at: instantOf(day.until.toUTC()), ...(source && { source }) }
}

// Spreadsheets are given an apostrophe before what could be a formula.
const unguarded = (cell: string) => cell.replace(/^'/, '').trim()

// A spreadsheet takes +52… for a sum, and saves it without its plus.
function numberIn(typed: string, { country, readPhone }: StopListReading): string | undefined {
  const cell = unguarded(typed)
  return readPhone(cell, country) ?? (/^\d{8,15}$/.test(cell) ? readPhone(`+${cell}`, country) : undefined)
}

const WITH_ZONE = /(Z|[+-]\d\d(:?\d\d)?)$/i
const ISO = /^\d{4}-\d\d-\d\d/
const ISO_DAY = /^\d{4}-\d\d-\d\d$/
const SLASHED = /^\d{1,2}\/\d{1,2}\/\d{4}( \d{1,2}:\d\d(:\d\d)?( ?[ap]m)?)?$/i
const SLASHED_TIMES = ['H:mm', 'H:mm:ss', 'h:mm a', 'h:mm:ss a', 'h:mma', 'h:mm:ssa']

/**
 * The instants between which a date lies: ISO 8601, or as spreadsheets of the United States write it, where the school is
 * there. A day without a time counts until its end, so that a STOP on the day of a START is not missed.
 */
function dateIn(
  typed: string,
  { country, timeZone: zone }: StopListReading,
): { from: DateTime; until: DateTime } | undefined {
  if (ISO.test(typed)) {
    const written = typed.replace(' ', 'T').replaceAll(' ', '')
    const read = DateTime.fromISO(written, WITH_ZONE.test(written.slice(10)) ? { setZone: true } : { zone })
    return spanOf(read, ISO_DAY.test(typed))
  }
  if (country !== 'US' || !SLASHED.test(typed)) return undefined
  const formats = typed.includes(' ') ? SLASHED_TIMES.map((time) => `M/d/yyyy ${time}`) : ['M/d/yyyy']
  const tries = formats.map((format) => DateTime.fromFormat(typed, format, { zone, locale: 'en-US' }))
  const found = tries.find(({ isValid }) => isValid)
  return found && spanOf(found, !typed.includes(' '))
}

function spanOf(read: DateTime, isDay: boolean): { from: DateTime; until: DateTime } | undefined {
  if (!read.isValid) return undefined
  return isDay ? { from: read.startOf('day'), until: read.endOf('day') } : { from: read, until: read }
}

/** What a list says of a number: it stops it, changes nothing, or is older than what the owner said here. */
export type StopDecision = { outcome: 'stopped'; state: ContactState } | { outcome: 'unchanged' | 'newer' }

/**
 * Decides what a row means for a number of a family. A later START, or wish for fewer, of its owner wins, and so does any
 * after a row that was followed before; that the team opened a number again is no START.
 */
export function decideStop(known: ContactState | undefined, stop: ListedStop, now: DateTime): StopDecision {
  if (known?.state === 'stopped') return { outcome: 'unchanged' }
  const isOwners = known?.state === 'fewer' || (known?.state === 'open' && known.reason !== 'team')
  if (isOwners && (known.at >= stop.at || (known.listed ?? '') >= stop.at)) return { outcome: 'newer' }
  const current = instantOf(now)
  const isOver = stop.at <= current // not so the end of today
  const at = isOver ? stop.at : current
  const { source } = stop
  const state = { state: 'stopped', reason: 'list', at, ...(source !== undefined && { source }) } as const
  return { outcome: 'stopped', state: { ...changedContact(known, state), listed: stop.at } }
}

/** The numbers of families, each with the families that have it: also those for calls alone, which may get texts later. */
export function familyNumbers(families: readonly Family[]): Map<string, string[]> {
  const numbers = new Map<string, string[]>()
  for (const { id, caregivers } of families)
    for (const { kind, address } of caregivers.flatMap(({ channels }) => channels))
      if ((kind === 'sms' || kind === 'phone') && address !== undefined)
        numbers.set(address, [...new Set([...(numbers.get(address) ?? []), id])])
  return numbers
}

/** The list as it leaves, in the order of the numbers: of whom another tool said it, that tool; else the evidence. */
export function leavingStops(states: ReadonlyMap<string, ContactState>): LeavingStop[] {
  return [...states]
    .flatMap(([number, { state, reason, at, source }]) =>
      state === 'stopped' ? [{ number, state, date: at, source: source ?? reason }] : [],
    )
    .toSorted((one, other) => (one.number < other.number ? -1 : 1))
}
