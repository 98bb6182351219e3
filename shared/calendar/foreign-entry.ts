import { IANAZone } from 'luxon'
import { type EventProperty, type ForeignEvent, textOf } from './event-lines.ts'
import { ICAL } from './icalendar.ts'
import { type DayRule, dayRuleOf, daysOfSeries } from './recurrence.ts'
import {
  addDays,
  type DaySpan,
  dateMeant,
  localOf,
  momentsOf,
  onlyOne,
  Unreadable,
  wholeDaysOf,
} from './whole-days.ts'

/** The most days that one event gives: a weekend each week and some more. */
const MOST_DAYS = 200

/** One event as far as it can be read. `starts` are its days, or the day of its hours, near the window. */
export type ForeignEntry = {
  uid: string
  name: string
  sequence: number
  isCancelled: boolean
  isSeries: boolean
  /** The day of a series that it replaces (RECURRENCE-ID; empty where unreadable), and whether all later ones too. */
  instance: string | undefined
  andAfter: boolean
  /** Its whole days; none where it has hours. */
  span: DaySpan | undefined
  /** Its first day, where that can be read. */
  first: string | undefined
  starts: string[]
  trouble: Pick<Unreadable, 'line' | 'reason'> | undefined
}

type Reach = { from: string; to: string; timeZone: string }

/** Reads one event; `mayLook` says whether so many more days may be looked at. */
export function entryOf(event: ForeignEvent, reach: Reach, mayLook: (days: number) => boolean): ForeignEntry {
  const entry: ForeignEntry = {
    ...{ uid: firstValue(event, 'UID'), name: firstValue(event, 'SUMMARY') },
    sequence: Number(/^\d{1,9}$/.exec(firstValue(event, 'SEQUENCE'))?.[0] ?? 0),
    isCancelled: event.method === 'CANCEL' || firstValue(event, 'STATUS').toUpperCase() === 'CANCELLED',
    isSeries: event.properties.has('RRULE') || event.properties.has('RDATE'),
    instance: event.properties.has('RECURRENCE-ID') ? '' : undefined,
    ...{ andAfter: false, span: undefined, first: undefined, starts: [], trouble: undefined },
  }
  try {
    if (!event.isComplete) throw new Unreadable('cut', event.line)
    Object.assign(entry, instanceOf(event, reach))
    Object.assign(entry, daysOf(event, reach, mayLook))
    // Which days of the series moved, and how far, is told by no day of its own.
    if (entry.andAfter && entry.span && !entry.isCancelled)
      throw new Unreadable('series', event.properties.get('RECURRENCE-ID')?.[0]?.line ?? event.line)
    const shows = entry.span && entry.starts.length > 0 && !entry.isCancelled
    if (shows && !isName(event, entry.name)) throw new Unreadable('name', event.line)
  } catch (fault) {
    if (!(fault instanceof Unreadable)) throw fault
    // A cancellation needs no days of its own.
    const isEnough = entry.isCancelled && event.isComplete && entry.instance !== ''
    if (!isEnough) entry.trouble = { line: fault.line, reason: fault.reason }
  }
  return entry
}

function firstValue(event: ForeignEvent, name: string): string {
  const value = event.properties.get(name)?.[0]?.value
  return value === undefined ? '' : textOf(value).trim()
}

// vCalendar 1.0 wrote texts in bytes of an encoding that it does not name.
function isName(event: ForeignEvent, name: string): boolean {
  return name !== '' && !event.properties.get('SUMMARY')?.[0]?.parameters.ENCODING
}

function instanceOf(event: ForeignEvent, { timeZone }: Reach): Partial<ForeignEntry> {
  const property = onlyOne(event, 'RECURRENCE-ID')
  if (!property) return {}
  const [moment] = momentsOf(property)
  if (!moment) throw new Unreadable('date', property.line)
  const instance = dateMeant(moment, timeZone) ?? moment.date
  return { instance, andAfter: property.parameters.RANGE?.toUpperCase() === 'THISANDFUTURE' }
}

function daysOf(
  event: ForeignEvent,
  reach: Reach,
  mayLook: (days: number) => boolean,
): Partial<ForeignEntry> {
  const span = wholeDaysOf(event, reach.timeZone)
  if (!span) return hoursOf(event, reach)
  const window = { from: addDays(reach.from, 1 - span.days), to: reach.to }
  const inSeries = (name: string) =>
    written(event, name).flatMap((property) => {
      const rule = dayRuleOf(property.value ?? '')
      if (!rule) throw new Unreadable('series', property.line)
      const until = lastDayOf(rule, { event, reach, line: property.line })
      return daysOfSeries(rule, span.from, { ...window, until }, (days) => {
        if (!mayLook(days)) throw new Unreadable('too-often', property.line)
      })
    })
  const left = new Set([...datesOf(event, 'EXDATE', reach), ...inSeries('EXRULE')])
  const all = new Set([span.from, ...inSeries('RRULE'), ...datesOf(event, 'RDATE', reach)])
  const starts = [...all].filter((day) => day >= window.from && day <= window.to && !left.has(day))
  if (starts.length > MOST_DAYS) throw new Unreadable('too-often', event.line)
  // A part of a series that goes on in another way begins a series of its own; which, is not told.
  if (event.properties.has('RECURRENCE-ID') && all.size > 1) throw new Unreadable('series', event.line)
  return { span, first: span.from, starts }
}

/** Of an event with hours of a day only whether it is near, and that its rule is one. */
function hoursOf(event: ForeignEvent, { from, to }: Reach): Partial<ForeignEntry> {
  for (const { value = '', line } of written(event, 'RRULE')) {
    if (!isRule(value)) throw new Unreadable('series', line)
  }
  const [start] = written(event, 'DTSTART').flatMap(momentsOf)
  const date = start?.date ?? ''
  const isNear = date <= to && (date >= from || event.properties.has('RRULE'))
  return { first: date, starts: isNear ? [date] : [] }
}

function isRule(value: string): boolean {
  try {
    // The types say that it is always there; it is not where none is written.
    return Boolean(ICAL.Recur.fromString(value.trim().toUpperCase()).freq)
  } catch {
    return false
  }
}

// An empty one says nothing; CalendarLabs writes it for days that come once.
function written(event: ForeignEvent, name: string): EventProperty[] {
  return (event.properties.get(name) ?? []).filter(({ value }) => value?.trim() !== '')
}

function datesOf(event: ForeignEvent, name: string, { timeZone }: Reach): string[] {
  return written(event, name).flatMap((property) =>
    momentsOf(property).map((moment) => {
      const date = dateMeant(moment, timeZone)
      if (date === undefined) throw new Unreadable('series', property.line)
      return date
    }),
  )
}

/** The last day on which a rule can fall, by its UNTIL on the event's own clock; else that of the window. */
function lastDayOf(
  { until }: DayRule,
  { event, reach, line }: { event: ForeignEvent; reach: Reach; line: number },
): string {
  if (until === undefined) return reach.to
  const [moment, other] = momentsOf({ value: until, parameters: {}, line })
  if (!moment || other) throw new Unreadable('series', line)
  const own = event.properties.get('DTSTART')?.[0]?.parameters.TZID ?? ''
  const zone = IANAZone.isValidZone(own) ? own : reach.timeZone
  // Midnight means the day that begins then; the last minute in UTC is the end of the day that is written.
  const isEndOfUtcDay = moment.zone === 'Z' && moment.time?.startsWith('2359')
  return dateMeant(moment, zone) ?? (isEndOfUtcDay ? moment.date : localOf(moment, zone).date)
}
