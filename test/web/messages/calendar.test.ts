import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import type { Session } from '../../../shared/session/session.ts'
import type { Workshop } from '../../../shared/workshop/workshop.ts'
import { calendarOf } from '../../../web/messages/calendar.ts'

const session: Session = {
  id: 's-1',
  workshop: 's-w',
  option: 'o',
  start: '2027-03-09T23:00:00.000Z',
  end: '2027-03-10T00:30:00.000Z',
  timeZone: 'America/New_York',
  status: 'scheduled',
  sequence: 2,
  revision: 1,
}
// What a calendar does not look at is left out.
const workshop = {
  title: { en: 'Reading at home', es: 'Leer en casa; y cantar, juntos' },
  description: { es: 'Traiga un libro.\nHabrá comida.' },
  place: 'Cafetería',
  status: 'scheduled',
} as unknown as Workshop

/** As an independent reader understands the file. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const zone = calendar.getFirstSubcomponent('vtimezone')
  const component = calendar.getFirstSubcomponent('vevent')
  if (!component) throw new Error('no event')
  const event = new ICAL.Event(component)
  const tzid = zone?.getFirstPropertyValue('tzid') as string
  const timezone = zone ? new ICAL.Timezone({ component: zone, tzid }) : ICAL.Timezone.utcTimezone
  const instant = (time: InstanceType<typeof ICAL.Time>) => {
    const placed = time.clone()
    placed.zone = timezone
    return new Date(placed.toUnixTime() * 1000).toISOString()
  }
  return {
    method: calendar.getFirstPropertyValue('method'),
    event,
    component,
    start: instant(event.startDate),
    end: instant(event.endDate),
  }
}

describe('a calendar file', () => {
  test('says the session in the language of who asked, on the school’s clock', () => {
    const { event, start, end, method } = read(calendarOf(session, workshop, 'es'))
    expect(event.summary).toBe('Leer en casa; y cantar, juntos')
    expect(event.description).toBe('Traiga un libro.\nHabrá comida.')
    expect(event.location).toBe('Cafetería')
    expect([start, end, method]).toEqual([session.start, session.end, 'PUBLISH'])
    expect(event.startDate.toString()).toBe('2027-03-09T18:00:00')
    expect(read(calendarOf(session, workshop, 'en')).event.summary).toBe('Reading at home')
  })

  test('keeps one UID over all changes, counts them, and cancels', () => {
    const before = read(calendarOf(session, workshop, 'en'))
    const cancelled = { ...session, status: 'cancelled' as const, sequence: 3 }
    const after = read(calendarOf(cancelled, workshop, 'es'))
    expect(after.event.uid).toBe(before.event.uid)
    expect([before.event.sequence, after.event.sequence]).toEqual([2, 3])
    expect([after.method, after.component.getFirstPropertyValue('status')]).toEqual(['CANCEL', 'CANCELLED'])
  })

  test.each([
    ['before the clock goes forward', '2027-03-14T06:30:00.000Z', '2027-03-14T07:30:00.000Z'],
    ['after it went back', '2027-11-07T06:30:00.000Z', '2027-11-07T08:00:00.000Z'],
    ['in the hour that comes twice, the first time', '2027-11-07T05:00:00.000Z', '2027-11-07T05:30:00.000Z'],
    ['in the hour that comes twice, the second time', '2027-11-07T06:00:00.000Z', '2027-11-07T08:00:00.000Z'],
    ['until within the hour that comes twice', '2027-11-07T04:00:00.000Z', '2027-11-07T06:30:00.000Z'],
  ])('says the same instants %s', (_, start, end) => {
    const event = read(calendarOf({ ...session, start, end }, workshop, 'en'))
    expect([event.start, event.end]).toEqual([start, end])
  })

  test('names nobody', () => {
    expect(calendarOf(session, workshop, 'en')).not.toMatch(/ATTENDEE|ORGANIZER|mailto:/i)
  })

  test('has its rules of the clock for every zone of our schools', () => {
    for (const timeZone of [
      'America/Chicago',
      'America/Phoenix',
      'Pacific/Honolulu',
      'America/Puerto_Rico',
    ]) {
      expect(read(calendarOf({ ...session, timeZone }, workshop, 'en')).start).toBe(session.start)
    }
  })
})
