import ICAL from 'ical.js'
import { Refusal, refuse } from '../access/refusal.ts'
import type { NewClosure } from './closure.ts'

const MOST_SIGNS = 512 * 1024
const MOST_EVENTS = 2000
const MOST_STEPS = 1000
const MOST_FOUND = 100
const NAME_SIGNS = 80
const UID_SIGNS = 255
const DAY_MS = 86_400_000
// ical.js adds a duration and an interval a year or a month at a time, however many: a long one would never end.
const MOST_SECONDS = 400 * 24 * 60 * 60
const MOST_INTERVAL = 400
// By the hour or faster no school is closed; a rule that picks days which never come would be searched without end.
const FREQUENCIES = new Set(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'])
const SAFE_PARTS = new Set(['BYDAY', 'BYMONTH'])

/**
 * The whole days of an iCalendar file (RFC 5545) that fall between two local dates: what may be closures. Each day of a
 * series is one. Days are days, whatever the zone of the reader. Refuses `calendar-unreadable`, and `calendar-too-large`
 * for files and series that would take too much work.
 */
export function closuresIn(text: string, span: { from: string; to: string }): NewClosure[] {
  if (text.length > MOST_SIGNS) refuse('calendar-too-large')
  try {
    return daysIn(text, span)
  } catch (fault) {
    if (fault instanceof Refusal) throw fault
    // ical.js reads each value when it is first asked for, and throws a bare Error at one that is none.
    return refuse('calendar-unreadable')
  }
}

function daysIn(text: string, span: { from: string; to: string }): NewClosure[] {
  const events = eventsOf(text)
  if (events.length > MOST_EVENTS) refuse('calendar-too-large')
  let steps = MOST_STEPS
  const found: NewClosure[] = []
  for (const event of events) {
    if (!event.startDate?.isDate) continue
    const days = daysOf(event)
    for (const from of startsOf(event, span.to, () => steps-- > 0)) {
      const to = addDays(from, days - 1)
      if (to < span.from || from > span.to) continue
      const name = cut(event.summary?.trim() ?? '', NAME_SIGNS)
      if (name) found.push({ name, from, to, uid: cut(String(event.uid ?? ''), UID_SIGNS) })
      if (found.length > MOST_FOUND) refuse('calendar-too-large')
    }
  }
  return found.sort((one, other) => one.from.localeCompare(other.from) || one.name.localeCompare(other.name))
}

function eventsOf(text: string): ICAL.Event[] {
  const calendar = new ICAL.Component(ICAL.parse(text))
  if (calendar.name !== 'vcalendar') return refuse('calendar-unreadable')
  return calendar
    .getAllSubcomponents('vevent')
    .filter((component) => component.getFirstPropertyValue('status') !== 'CANCELLED')
    .map((component) => new ICAL.Event(component))
}

// DTEND is the day after the last one.
function daysOf(event: ICAL.Event): number {
  const lasting = event.component.getFirstPropertyValue('duration')
  if (lasting instanceof ICAL.Duration && !(Math.abs(lasting.toSeconds()) < MOST_SECONDS))
    refuse('calendar-too-large')
  const length = Date.parse(event.endDate.toString()) - Date.parse(event.startDate.toString())
  return Math.max(1, Math.round(length / DAY_MS))
}

function startsOf(event: ICAL.Event, until: string, mayGoOn: () => boolean): string[] {
  const first = event.startDate.toString().slice(0, 10)
  if (!event.isRecurring()) return [first]
  for (const rule of event.component.getAllProperties('rrule')) mustBeBounded(rule.getFirstValue())
  const starts: string[] = []
  const days = event.iterator()
  for (let day = days.next(); day; day = days.next()) {
    if (!mayGoOn()) refuse('calendar-too-large')
    const start = day.toString().slice(0, 10)
    if (start > until) break
    starts.push(start)
  }
  return starts
}

function mustBeBounded(rule: unknown): void {
  const { freq, parts, interval } = rule as ICAL.Recur
  const isPlain =
    FREQUENCIES.has(freq) &&
    interval <= MOST_INTERVAL &&
    Object.keys(parts).every((part) => SAFE_PARTS.has(part))
  if (!isPlain) refuse('calendar-too-large')
}

// A sign of two halves is not cut in the middle: the database takes no half.
function cut(text: string, signs: number): string {
  return text.slice(0, signs).replace(/\p{Surrogate}$/u, '')
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10)
}
