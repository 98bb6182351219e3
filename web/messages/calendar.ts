import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { DateTime } from 'luxon'
import { tzlib_get_ical_block } from 'timezones-ical-library'
import type { Session } from '../../shared/session/session.ts'
import { instantsOf, wallTimeAt } from '../../shared/time/wall-time.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { localText } from './catalogue.ts'

/**
 * The session as an iCalendar file (RFC 5545) on its own clock, with the rules of that clock: one stable UID,
 * SEQUENCE + 1 at each change, CANCEL at a cancellation, and nobody's address.
 */
export function calendarOf(session: Session, workshop: Workshop, language: string): string {
  const timeZone = clockOf(session)
  const isCancelled = session.status === 'cancelled' || workshop.status === 'cancelled'
  const calendar = ical({
    prodId: { company: 'Convite', product: 'Convite', language: language.toUpperCase() },
    method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  })
  if (timeZone !== 'UTC')
    calendar.timezone({ name: timeZone, generator: (zone) => tzlib_get_ical_block(zone)[0] ?? null })
  calendar.createEvent({
    id: `${session.id}@convite`,
    sequence: session.sequence,
    start: DateTime.fromISO(session.start, { zone: timeZone }),
    end: DateTime.fromISO(session.end, { zone: timeZone }),
    timezone: timeZone,
    stamp: new Date(session.start),
    summary: localText(workshop.title, language),
    description: localText(workshop.description ?? {}, language),
    location: workshop.place ?? '',
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  })
  return calendar.toString()
}

// An hour that comes twice cannot be said on that clock: readers disagree on which of the two it is.
function clockOf({ start, end, timeZone }: Session): string {
  const isTwice = [start, end].some(
    (instant) => instantsOf(wallTimeAt(instant, timeZone), timeZone).length > 1,
  )
  return isTwice ? 'UTC' : timeZone
}
