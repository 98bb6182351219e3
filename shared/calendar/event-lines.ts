import { refuse } from '../access/refusal.ts'
import { ICAL } from './icalendar.ts'

/** One property of an event. `value` is as written, and undefined where the line does not follow the grammar. */
export type EventProperty = { line: number; parameters: Record<string, string>; value: string | undefined }

/** An event (VEVENT) of a file: its properties by upper-case name, and the line at which it begins. */
export type ForeignEvent = {
  line: number
  method: string
  isComplete: boolean
  properties: Map<string, EventProperty[]>
}

/** All events of an iCalendar stream. `isWhole`: every calendar in it is closed; `source`: how the first is named. */
export type EventStream = { events: ForeignEvent[]; source: string; isWhole: boolean }

// RFC 5545, 3.1: a name, parameters whose values may be quoted, and a value.
const CONTENT_LINE = /^([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:]*))*):(.*)$/is
const PARAMETER = /;([A-Z0-9-]+)=(?:"([^"]*)"|([^";:]*))/gi

type Reading = {
  stream: EventStream
  open: string[]
  event: ForeignEvent | undefined
  method: string
  names: Map<string, string>
}

/**
 * Reads the events of an iCalendar stream (RFC 5545), which may hold several calendars. Lines end in CR LF, or in one of
 * the two. A broken line spoils its own event at most. Refuses `calendar-unreadable` where there is no calendar.
 */
export function eventsIn(text: string): EventStream {
  const reading: Reading = {
    stream: { events: [], source: '', isWhole: true },
    open: [],
    event: undefined,
    method: '',
    names: new Map(),
  }
  for (const { line, text: content } of unfolded(text)) {
    const [, mark = '', name = ''] = /^(BEGIN|END):\s*([A-Z0-9-]+)\s*$/i.exec(content) ?? []
    if (mark.toUpperCase() === 'BEGIN') begin(reading, name.toUpperCase(), line)
    else if (mark) end(reading, name.toUpperCase())
    else addProperty(reading, line, content)
  }
  const { stream, open, names } = reading
  const isNone = !names.has('VCALENDAR') || (open.length > 0 && !stream.events.some((one) => one.isComplete))
  if (isNone) refuse('calendar-unreadable')
  const source = names.get('X-WR-CALNAME') || names.get('NAME') || names.get('PRODID') || ''
  return { ...stream, source, isWhole: stream.isWhole && open.length === 0 }
}

/** The lines of a text with their numbers. A line that begins with a blank goes on with the one before it. */
function* unfolded(text: string): Generator<{ line: number; text: string }> {
  let open: { line: number; text: string } | undefined
  for (const [place, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    if (line === '') continue
    if (open && /^[ \t]/.test(line)) open.text += line.slice(1)
    else {
      if (open) yield open
      open = { line: place + 1, text: line }
    }
  }
  if (open) yield open
}

function begin(reading: Reading, name: string, line: number): void {
  if (name === 'VCALENDAR') {
    if (reading.open.length > 0) reading.stream.isWhole = false
    reading.names.set('VCALENDAR', name)
    Object.assign(reading, { open: [], event: undefined, method: '' })
  }
  if (name === 'VEVENT') {
    reading.event = { line, method: reading.method, isComplete: false, properties: new Map() }
    reading.stream.events.push(reading.event)
    // Events do not lie within each other: the one before has lost its end.
    reading.open = reading.open.filter((one) => one === 'VCALENDAR')
  }
  reading.open.push(name)
}

function end(reading: Reading, name: string): void {
  const place = reading.open.lastIndexOf(name)
  if (place < 0) return
  reading.open.length = place
  if (name === 'VEVENT' && reading.event) reading.event.isComplete = true
  if (name === 'VEVENT' || name === 'VCALENDAR') reading.event = undefined
}

function addProperty(reading: Reading, line: number, content: string): void {
  const [, given, parameterText = '', value] = CONTENT_LINE.exec(content) ?? []
  const name = (given ?? /^[A-Z0-9-]+/i.exec(content)?.[0] ?? '').toUpperCase()
  const { event, open, names } = reading
  if (event && open.at(-1) === 'VEVENT') {
    const parameters: Record<string, string> = {}
    for (const [, key = '', quoted, plain] of parameterText.matchAll(PARAMETER))
      parameters[key.toUpperCase()] = quoted ?? plain ?? ''
    event.properties.set(name, [...(event.properties.get(name) ?? []), { line, parameters, value }])
  } else if (open.at(-1) === 'VCALENDAR' && value !== undefined) {
    if (!names.has(name)) names.set(name, textOf(value).trim())
    if (name === 'METHOD') reading.method = value.trim().toUpperCase()
  }
}

/** A text without its escapes (RFC 5545, 3.3.11). */
export function textOf(value: string): string {
  return value.includes('\\') ? String(ICAL.parse.property(`SUMMARY:${value}`)[3] ?? '') : value
}
