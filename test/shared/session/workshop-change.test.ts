import { expect, test } from 'vitest'
import { newSession } from '../../../shared/session/session.ts'
import { changesOf, sessionAfter } from '../../../shared/session/workshop-change.ts'
import type { Workshop } from '../../../shared/workshop/workshop.ts'
import { READING } from '../../support/puente.ts'

const workshop: Workshop = { ...READING, id: 'w', status: 'scheduled', place: 'Library', revision: 1 }
const NOW = '2027-03-01T15:00:00.000Z'

test.each([
  ['another place', { place: 'Gym' }, { place: { from: 'Library', to: 'Gym' } }],
  ['no place any more', { place: undefined }, { place: { from: 'Library' } }],
  ['another length', { durationMinutes: 45 }, { minutes: { from: 60, to: 45 } }],
  ['another language', { presentationLanguage: 'es' }, { language: { from: 'en', to: 'es' } }],
  ['another title', { title: { en: 'Maths' } }, { title: { from: workshop.title, to: { en: 'Maths' } } }],
  ['a title in a further language', { title: { ...workshop.title, es: 'Leer en casa' } }, undefined],
  ['the place where it is', { place: 'Library' }, undefined],
  ['more seats', { seats: 40 }, undefined],
])('%s is told as what it was and what it is', (_, change, told) => {
  const { place, ...rest } = { ...workshop, ...change }
  expect(changesOf(workshop, place ? { ...rest, place } : rest)).toEqual(told)
})

const time = {
  start: '2027-03-09T23:00:00.000Z',
  end: '2027-03-10T00:00:00.000Z',
  timeZone: 'America/New_York',
}
const session = newSession('s', 'w', { id: 'o', ...time })

test('a session is as long as its workshop, and every change raises its sequence', () => {
  expect(sessionAfter(session, { minutes: { from: 60, to: 45 } }, NOW)).toEqual({
    ...session,
    end: '2027-03-09T23:45:00.000Z',
    sequence: 1,
    revision: 2,
    changedAt: NOW,
  })
  expect(sessionAfter(session, { place: { to: 'Gym' } }, NOW)).toMatchObject({ ...time, sequence: 1 })
})
