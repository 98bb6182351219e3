import { tzlib_get_ical_block, tzlib_get_timezones } from 'timezones-ical-library'
import type { Occasion } from '../../shared/calendar/calendar.operations.ts'
import { ICAL } from '../../shared/calendar/icalendar.ts'
import type { Session } from '../../shared/session/session.ts'
import { instantsOf, wallTimeAt } from '../../shared/time/wall-time.ts'
import { isCalledOff, type Workshop } from '../../shared/workshop/workshop.ts'
import { memo } from '../memo.ts'
import { localText } from './catalogue.ts'
import { oneLine, plainLines } from './one-line.ts'

// The refresh interval, which calendars may ignore.
const REFRESH = 'PT4H'

type Zone = { name: string; block: string; clock: ICAL.Timezone }
type Head = { name?: string; language: string; method: 'PUBLISH' | 'CANCEL' }

/**
 * The session as an iCalendar file (RFC 5545) on its own clock, with the rules of that clock: one stable UID,
 * SEQUENCE + 1 at each change, CANCEL at a cancellation, and nobody's address.
 */
export function calendarOf(session: Session, workshop: Workshop, language: string): string {
  const occasion = { session, workshop }
  return write({ language, method: isCancelled(occasion) ? 'CANCEL' : 'PUBLISH' }, [occasion])
}

/** Sessions as a feed that a calendar asks for again now and then: cancelled sessions stay, marked as such. */
export function feedOf(
  occasions: readonly Occasion[],
  { name, language }: { name: string; language: string },
): string {
  return write({ name, language, method: 'PUBLISH' }, occasions)
}

// RFC 5545, 3.4 and 3.6: properties come before components, and the last line ends as every other.
function write({ name, language, method }: Head, occasions: readonly Occasion[]): string {
  const calendar = new ICAL.Component('vcalendar')
  calendar.addPropertyWithValue('version', '2.0')
  calendar.addPropertyWithValue('prodid', `-//Convite//Convite//${language.toUpperCase()}`)
  calendar.addPropertyWithValue('method', method)
  if (name !== undefined) {
    calendar.addPropertyWithValue('name', oneLine(name))
    calendar.addPropertyWithValue('x-wr-calname', oneLine(name))
    calendar.addPropertyWithValue('refresh-interval', ICAL.Duration.fromString(REFRESH))
    calendar.addPropertyWithValue('x-published-ttl', REFRESH)
  }
  const events = occasions.map((occasion) => {
    const zone = zoneOf(occasion.session.timeZone)
    return { occasion, zone: zone && canSay(zone, occasion.session) ? zone : undefined }
  })
  for (const block of new Set(events.flatMap(({ zone }) => zone?.block ?? [])))
    calendar.addSubcomponent(new ICAL.Component(ICAL.parse(block)))
  for (const { zone, occasion } of events) calendar.addSubcomponent(eventOf(occasion, zone, language))
  return `${calendar.toString()}\r\n`
}

// Reading the table of rules takes some milliseconds.
const MOST_ZONES = 100
const zones = memo<Zone | null>(MOST_ZONES)

/** The rules of a clock under the name by which our events call it, in whatever case that was typed. */
function zoneOf(timeZone: string): Zone | null {
  return zones(timeZone, () => {
    const name = [tzlib_get_timezones()].flat().find((one) => one.toLowerCase() === timeZone.toLowerCase())
    const [block] = name ? tzlib_get_ical_block(name) : []
    if (!name || !block) return null
    const rules = new ICAL.Component(ICAL.parse(block))
    rules.updatePropertyWithValue('tzid', name)
    rules.removeAllProperties('x-lic-location')
    return { name, block: rules.toString(), clock: new ICAL.Timezone({ component: rules, tzid: name }) }
  })
}

/**
 * Whether a reader of these rules finds the session's instants. An hour that comes twice cannot be said on that clock,
 * since readers disagree on which of the two it is; and the table of rules may be older than the machine's.
 */
function canSay({ clock }: Zone, { start, end, timeZone }: Session): boolean {
  return [start, end].every((instant) => {
    const wall = wallTimeAt(instant, timeZone)
    const read = ICAL.Time.fromDateTimeString(`${wall}:00`)
    read.zone = clock
    return instantsOf(wall, timeZone).length === 1 && read.toUnixTime() * 1000 === Date.parse(instant)
  })
}

function eventOf({ session, workshop }: Occasion, zone: Zone | undefined, language: string): ICAL.Component {
  const event = new ICAL.Component('vevent')
  event.addPropertyWithValue('uid', `${session.id}@convite`)
  event.addPropertyWithValue('sequence', session.sequence)
  event.addPropertyWithValue('dtstamp', utc(changedAt(session, workshop)))
  addTime(event, 'dtstart', session.start, zone)
  addTime(event, 'dtend', session.end, zone)
  event.addPropertyWithValue('summary', oneLine(localText(workshop.title, language)))
  if (workshop.description)
    event.addPropertyWithValue('description', plainLines(localText(workshop.description, language)))
  if (workshop.place !== undefined) event.addPropertyWithValue('location', oneLine(workshop.place))
  event.addPropertyWithValue('status', isCancelled({ session, workshop }) ? 'CANCELLED' : 'CONFIRMED')
  return event
}

function addTime(event: ICAL.Component, name: string, instant: string, zone: Zone | undefined): void {
  if (!zone) event.addPropertyWithValue(name, utc(instant))
  else {
    const wall = ICAL.Time.fromDateTimeString(`${wallTimeAt(instant, zone.name)}:00`)
    event.addPropertyWithValue(name, wall).setParameter('tzid', zone.name)
  }
}

function utc(instant: string): ICAL.Time {
  return ICAL.Time.fromJSDate(new Date(instant), true)
}

// A session that nobody changed is as old as its choice; one that was changed before the field came, as its last move.
function changedAt({ changedAt, movedAt, start }: Session, { decision }: Workshop): string {
  return changedAt ?? movedAt ?? decision?.at ?? start
}

function isCancelled({ session, workshop }: Occasion): boolean {
  return session.status === 'cancelled' || isCalledOff(workshop, session)
}
