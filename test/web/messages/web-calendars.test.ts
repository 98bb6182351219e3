import { expect, test } from 'vitest'
import type { Session } from '../../../shared/session/session.ts'
import type { Workshop } from '../../../shared/workshop/workshop.ts'
import { webCalendars } from '../../../web/messages/web-calendars.ts'

const session = {
  start: '2027-03-09T23:00:00.000Z',
  end: '2027-03-10T00:30:00.000Z',
  timeZone: 'America/New_York',
} as unknown as Session // what a calendar does not look at is left out
const workshop = { title: { en: 'Reading at home' }, place: 'Cafetería' } as unknown as Workshop

test('calendars on the web are given the same times', () => {
  const [google, outlook] = webCalendars(session, workshop, 'en').map(
    ({ href }) => new URL(href).searchParams,
  )
  expect(google?.get('dates')).toBe('20270309T230000Z/20270310T003000Z')
  expect(google?.get('text')).toBe('Reading at home')
  expect(outlook?.get('startdt')).toBe(session.start)
  expect(outlook?.get('location')).toBe('Cafetería')
})
