import type { Session } from '../../shared/session/session.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { localText } from './catalogue.ts'

/** Addresses at which common calendars on the web take the event over. */
export function webCalendars(
  session: Session,
  workshop: Workshop,
  language: string,
): { name: string; href: string }[] {
  const title = localText(workshop.title, language)
  const details = localText(workshop.description ?? {}, language)
  const location = workshop.place ?? ''
  const compact = (instant: string) => instant.replace(/[-:]|\.\d+/g, '')
  const google = new URLSearchParams({
    action: 'TEMPLATE',
    text: title,
    dates: `${compact(session.start)}/${compact(session.end)}`,
    ctz: session.timeZone,
    details,
    location,
  })
  const outlook = new URLSearchParams({
    rru: 'addevent',
    subject: title,
    startdt: session.start,
    enddt: session.end,
    body: details,
    location,
  })
  return [
    { name: 'Google', href: `https://calendar.google.com/calendar/render?${google}` },
    { name: 'Outlook', href: `https://outlook.live.com/calendar/0/action/compose?${outlook}` },
  ]
}
