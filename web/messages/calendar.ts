import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Session } from '../../shared/session/session.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { localText } from './catalogue.ts'

/** The session as an iCalendar file (RFC 5545): one stable UID, SEQUENCE + 1 at each change, CANCEL at a cancellation. */
export function calendarOf(session: Session, workshop: Workshop, language: string): string {
  const isCancelled = session.status === 'cancelled' || workshop.status === 'cancelled'
  const calendar = ical({
    prodId: { company: 'Convite', product: 'Convite' },
    method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  })
  calendar.createEvent({
    id: `${session.id}@convite`,
    sequence: session.sequence,
    start: new Date(session.start),
    end: new Date(session.end),
    stamp: new Date(session.start),
    summary: localText(workshop.title, language),
    description: localText(workshop.description ?? {}, language),
    location: workshop.place ?? '',
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  })
  return calendar.toString()
}
