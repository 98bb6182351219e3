import ical, { type ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { DateTime } from 'luxon'
import { tzlib_get_ical_block } from 'timezones-ical-library'
import type { Occasion } from '../../shared/calendar/calendar.operations.ts'
import type { Session } from '../../shared/session/session.ts'
import { instantsOf, wallTimeAt } from '../../shared/time/wall-time.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { localText } from './catalogue.ts'
import { oneLine, plainLines } from './one-line.ts'

// Calendars ask again in four hours, if they listen.
const REFRESH_SECONDS = 4 * 60 * 60

/**
 * The session as an iCalendar file (RFC 5545) on its own clock, with the rules of that clock: one stable UID,
 * SEQUENCE + 1 at each change, CANCEL at a cancellation, and nobody's address.
 */
export function calendarOf(session: Session, workshop: Workshop, language: string): string {
  const occasion = { session, workshop }
  const method = isCancelled(occasion) ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH
  return drawn({ language, method }, [occasion])
}

/** Sessions as a feed that a calendar asks for again now and then: what is cancelled stays, and says so. */
export function feedOf(
  occasions: readonly Occasion[],
  { name, language }: { name: string; language: string },
): string {
  return drawn({ name, language, method: ICalCalendarMethod.PUBLISH }, occasions)
}

type Head = { name?: string; language: string; method: ICalCalendarMethod }

function drawn({ name, language, method }: Head, occasions: readonly Occasion[]): string {
  const calendar = ical({
    prodId: { company: 'Convite', product: 'Convite', language: language.toUpperCase() },
    method,
    // The generator writes a name as it is: a break in it would begin a line of its own.
    ...(name && { name: oneLine(name), ttl: REFRESH_SECONDS }),
  })
  // The generator adds the rules of each clock that an event names.
  calendar.timezone({
    name: occasions.map(({ session }) => clockOf(session)).find((zone) => zone !== 'UTC') ?? null,
    generator: (zone) => tzlib_get_ical_block(zone)[0] ?? null,
  })
  for (const occasion of occasions) addEvent(calendar, occasion, language)
  return calendar.toString()
}

function addEvent(calendar: ICalCalendar, occasion: Occasion, language: string): void {
  const { session, workshop } = occasion
  const timeZone = clockOf(session)
  calendar.createEvent({
    id: `${session.id}@convite`,
    sequence: session.sequence,
    start: DateTime.fromISO(session.start, { zone: timeZone }),
    end: DateTime.fromISO(session.end, { zone: timeZone }),
    timezone: timeZone,
    stamp: new Date(session.start),
    summary: oneLine(localText(workshop.title, language)),
    description: plainLines(localText(workshop.description ?? {}, language)),
    location: oneLine(workshop.place ?? ''),
    status: isCancelled(occasion) ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  })
}

function isCancelled({ session, workshop }: Occasion): boolean {
  return session.status === 'cancelled' || workshop.status === 'cancelled'
}

// An hour that comes twice cannot be said on that clock: readers disagree on which of the two it is.
function clockOf({ start, end, timeZone }: Session): string {
  const isTwice = [start, end].some(
    (instant) => instantsOf(wallTimeAt(instant, timeZone), timeZone).length > 1,
  )
  return isTwice ? 'UTC' : timeZone
}
