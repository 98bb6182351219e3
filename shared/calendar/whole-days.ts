import { DateTime } from 'luxon'
import type { EventProperty, ForeignEvent } from './event-lines.ts'
import { ICAL } from './icalendar.ts'

const DAY_MS = 86_400_000
const DAY_SECONDS = 86_400
const MOST_DAYS = 400
const ALL_DAY_FLAGS = ['X-MICROSOFT-CDO-ALLDAYEVENT', 'X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT']

/** Why an event, or a part of it, cannot be read. */
export type UnreadReason = 'cut' | 'date' | 'length' | 'utc' | 'series' | 'too-often' | 'name'

/** Ends the reading of one event: what is wrong with it, and at which line. */
export class Unreadable extends Error {
  readonly reason: UnreadReason
  readonly line: number
  constructor(reason: UnreadReason, line: number) {
    super(reason)
    this.name = 'Unreadable'
    this.reason = reason
    this.line = line
  }
}

/** A local date, and its time where there is one, as written: `zone` is `Z`, a TZID or empty. */
type Moment = { date: string; time: string | undefined; zone: string }

/** Whole days: the first as a local date, and how many. */
export type DaySpan = { from: string; days: number }

/** The one value of a property, or undefined. Throws Unreadable where two differ. */
export function onlyOne(event: ForeignEvent, name: string): EventProperty | undefined {
  const [first, ...others] = event.properties.get(name) ?? []
  const other = others.find(({ value }) => value !== first?.value)
  if (other) throw new Unreadable('date', other.line)
  return first
}

/** The moments of a property that may hold several. Dates with dashes (ISO 8601) are read as those without. */
export function momentsOf({ value = '', parameters, line }: EventProperty): Moment[] {
  const texts = value.split(',').filter((text) => text.trim() !== '')
  if (texts.length === 0) throw new Unreadable('date', line)
  return texts.map((text) => {
    const plain = text.trim().replace(/^(\d{4})-(\d{2})-(\d{2})/, '$1$2$3')
    const [, date, time, utc] = /^(\d{8})(?:T(\d{2}:?\d{2}:?\d{2})(Z)?)?$/i.exec(plain) ?? []
    const day = date?.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3') ?? ''
    const clock = time?.replaceAll(':', '')
    if (!isDate(day) || (clock !== undefined && !/^([01]\d|2[0-3])[0-5]\d[0-5]\d$/.test(clock)))
      throw new Unreadable('date', line)
    if (parameters.VALUE?.toUpperCase() !== 'DATE')
      return { date: day, time: clock, zone: utc ? 'Z' : (parameters.TZID ?? '') }
    // A date that is written as a time says one thing at midnight alone.
    if (clock !== undefined && clock !== '000000') throw new Unreadable('date', line)
    return { date: day, time: undefined, zone: '' }
  })
}

function momentOf(property: EventProperty): Moment {
  const [moment, other] = momentsOf(property)
  if (!moment || other) throw new Unreadable('date', property.line)
  return moment
}

/** A moment on a clock where it is in UTC; another zone's dates and times are its own. */
export function localOf({ date, time, zone }: Moment, timeZone: string): Pick<Moment, 'date' | 'time'> {
  if (zone !== 'Z' || time === undefined) return { date, time }
  const local = DateTime.fromFormat(`${date} ${time}`, 'yyyy-MM-dd HHmmss', { zone: 'utc' }).setZone(timeZone)
  return { date: local.toFormat('yyyy-MM-dd'), time: local.toFormat('HHmmss') }
}

/**
 * The date that a moment of a series of whole days means: midnight on the school's clock, else midnight in UTC as it is
 * written. Undefined for another time of day.
 */
export function dateMeant(moment: Moment, timeZone: string): string | undefined {
  const { date, time } = localOf(moment, timeZone)
  if (time === undefined || time === '000000') return date
  return moment.zone === 'Z' && moment.time === '000000' ? moment.date : undefined
}

/**
 * The whole days of an event: dates, or times from midnight to midnight on a clock of its own or the school's. Undefined
 * where it has hours of a day. Throws Unreadable.
 */
export function wholeDaysOf(event: ForeignEvent, timeZone: string): DaySpan | undefined {
  const isFlagged = ALL_DAY_FLAGS.some(
    (name) => event.properties.get(name)?.[0]?.value?.trim().toUpperCase() === 'TRUE',
  )
  const extent = extentOf(event, isFlagged)
  return extent.start.time === undefined ? spanOfDates(extent) : spanOfTimes(extent, { timeZone, isFlagged })
}

type Extent = { start: Moment; end: Moment | undefined; line: number }

function extentOf(event: ForeignEvent, isFlagged: boolean): Extent {
  const begins = onlyOne(event, 'DTSTART')
  if (!begins) throw new Unreadable('date', event.line)
  const start = momentOf(begins)
  const ends = onlyOne(event, 'DTEND')
  if (ends) return { start, end: momentOf(ends), line: ends.line }
  const lasts = onlyOne(event, 'DURATION')
  if (lasts) return { start, end: later(start, secondsOf(lasts), lasts.line), line: lasts.line }
  const isDay = start.time === undefined || isFlagged
  return { start, end: isDay ? later(start, DAY_SECONDS, begins.line) : undefined, line: begins.line }
}

function secondsOf({ value = '', line }: EventProperty): number {
  if (!/^[+-]?P[0-9WDTHMS]+$/.test(value.trim())) throw new Unreadable('length', line)
  try {
    return ICAL.Duration.fromString(value.trim()).toSeconds()
  } catch {
    throw new Unreadable('length', line)
  }
}

function later({ date, time, zone }: Moment, seconds: number, line: number): Moment {
  if (!(Math.abs(seconds) <= MOST_DAYS * DAY_SECONDS)) throw new Unreadable('length', line)
  const end = DateTime.fromFormat(`${date} ${time ?? '000000'}`, 'yyyy-MM-dd HHmmss', { zone: 'utc' }).plus({
    seconds,
  })
  if (time === undefined && seconds % DAY_SECONDS !== 0) throw new Unreadable('length', line)
  return { date: end.toFormat('yyyy-MM-dd'), time: time && end.toFormat('HHmmss'), zone }
}

// DTEND is the day after the last one. Many programs write one day with its own date there.
function spanOfDates({ start, end = start, line }: Extent): DaySpan {
  const to = dayAfterLast(end)
  if (to === undefined) throw new Unreadable('date', line)
  return spanTo(start.date, to === start.date ? addDays(to, 1) : to, line)
}

function spanOfTimes(
  { start, end, line }: Extent,
  { timeZone, isFlagged }: { timeZone: string; isFlagged: boolean },
): DaySpan | undefined {
  if (end?.zone === start.zone) {
    const from = localOf(start, timeZone)
    const to = dayAfterLast(localOf(end, timeZone))
    if (from.time === '000000' && to !== undefined && to > from.date) return spanTo(from.date, to, line)
    if (`${end.date}${end.time}` < `${start.date}${start.time}`) throw new Unreadable('length', line)
    const isUtcDay = [start, end].every(({ time, zone }) => time === '000000' && zone === 'Z')
    if (isUtcDay && end.date > start.date) {
      if (isFlagged) return spanTo(start.date, end.date, line)
      throw new Unreadable('utc', line)
    }
  }
  if (isFlagged) throw new Unreadable('date', line)
  return undefined
}

function dayAfterLast({ date, time }: Pick<Moment, 'date' | 'time'>): string | undefined {
  if (time === undefined || time === '000000') return date
  // Some programs write the last minute of the day as its end.
  return time.startsWith('2359') ? addDays(date, 1) : undefined
}

function spanTo(from: string, to: string, line: number): DaySpan {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS
  if (days < 1 || days > MOST_DAYS) throw new Unreadable('length', line)
  return { from, days }
}

/** A date some days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10)
}

function isDate(text: string): boolean {
  return !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)
}
