import ICAL from 'ical.js'
import { IANAZone } from 'luxon'
import { tzlib_get_timezones } from 'timezones-ical-library'
import { describe, expect, test } from 'vitest'
import type { Session } from '../../../shared/session/session.ts'
import type { Workshop } from '../../../shared/workshop/workshop.ts'
import { calendarOf, feedOf } from '../../../web/messages/calendar.ts'

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

/** The file as a parser with its own rules of the clock reads it. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const zone = calendar.getFirstSubcomponent('vtimezone')
  const component = calendar.getFirstSubcomponent('vevent')
  if (!component) throw new Error('no event')
  const event = new ICAL.Event(component)
  const tzid = zone?.getFirstPropertyValue('tzid') as string | undefined
  const timezone = zone && tzid ? new ICAL.Timezone({ component: zone, tzid }) : ICAL.Timezone.utcTimezone
  const instant = (time: InstanceType<typeof ICAL.Time>) => {
    const placed = time.clone()
    placed.zone = timezone
    return new Date(placed.toUnixTime() * 1000).toISOString()
  }
  return {
    method: calendar.getFirstPropertyValue('method'),
    event,
    component,
    zone: tzid,
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

  test('is dated in UTC by its last change, which every change moves on', () => {
    const stamps = [
      { decision: { options: [], at: '2027-02-20T15:00:00.000Z' } },
      { movedAt: '2027-02-21T15:00:00.000Z' },
      { movedAt: '2027-02-21T15:00:00.000Z', changedAt: '2027-02-22T15:00:00.000Z' },
    ].map(({ decision, ...more }) => {
      const text = calendarOf({ ...session, ...more }, { ...workshop, ...(decision && { decision }) }, 'en')
      return /^DTSTAMP:(.*)\r$/m.exec(text)?.[1]
    })
    expect(stamps).toEqual(['20270220T150000Z', '20270221T150000Z', '20270222T150000Z'])
  })

  test('has lines of 75 bytes at most, each with its end, and properties before components', () => {
    const long = { ...workshop, place: 'Cafetería 学校 '.repeat(30) } as Workshop
    const files = [
      calendarOf(session, long, 'es'),
      feedOf([{ session, workshop: long }], { name: 'Puente', language: 'en' }),
    ]
    for (const text of files) {
      expect(text).toMatch(/\r\nEND:VCALENDAR\r\n$/)
      const lines = text.split('\r\n')
      for (const line of lines) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
      const first = lines.indexOf('BEGIN:VTIMEZONE')
      expect(lines.slice(1, first).filter((line) => line.startsWith('BEGIN:'))).toEqual([])
      const rest = lines.slice(first).join('\n')
      expect(rest.replace(/BEGIN:(VTIMEZONE|VEVENT)[\s\S]*?END:\1\n/g, '')).toBe('END:VCALENDAR\n')
    }
  })

  test('has its name escaped as every text is', () => {
    const text = feedOf([{ session, workshop }], { name: 'Puente; Lincoln, and \\n more', language: 'en' })
    expect(text).toContain('X-WR-CALNAME:Puente\\; Lincoln\\, and \\\\n more\r\n')
    expect(text).toContain('\r\nNAME:Puente\\; Lincoln\\, and \\\\n more\r\n')
  })
})

describe('a calendar file of every zone that may be chosen', () => {
  const zones = [...new Set([...Intl.supportedValuesOf('timeZone'), ...[tzlib_get_timezones()].flat()])]
  const offered = zones.filter((zone) => zone.includes('/') && IANAZone.isValidZone(zone))
  const times = [
    ['2027-03-09T23:00:00.000Z', '2027-03-10T00:30:00.000Z'],
    ['2027-07-09T23:00:00.000Z', '2027-07-10T00:30:00.000Z'],
    ['2027-02-20T12:00:00.000Z', '2027-02-20T13:00:00.000Z'],
  ] as const

  test('names the rules of its clock as its times do, and says their instants', () => {
    expect(offered.length).toBeGreaterThan(500)
    const inUtc: string[] = []
    for (const [place, zone] of offered.entries()) {
      const timeZone = place % 2 ? zone : zone.toLowerCase()
      for (const [start, end] of times) {
        const given = { ...session, start, end, timeZone }
        const text = calendarOf(given, workshop, 'en')
        const event = read(text)
        expect([timeZone, event.start, event.end]).toEqual([timeZone, start, end])
        const named = event.component.getFirstProperty('dtstart')?.getFirstParameter('tzid')
        expect([timeZone, event.zone]).toEqual([timeZone, named])
        if (named) expect(named.toLowerCase()).toBe(timeZone.toLowerCase())
        else inUtc.push(timeZone)
      }
    }
    // Clocks that follow no yearly rule, or that the table of rules does not have.
    expect([...new Set(inUtc.map((zone) => zone.toLowerCase()))].sort()).toEqual([])
  }, 120_000)
})
