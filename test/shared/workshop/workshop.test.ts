import { expect, test } from 'vitest'
import type { Poll } from '../../../shared/workshop/poll.ts'
import {
  changeWorkshop,
  NewWorkshop,
  type Workshop,
  WorkshopChange,
} from '../../../shared/workshop/workshop.ts'

const reading = {
  title: { en: 'Reading at home', es: 'Leer en casa' },
  purpose: 'learning',
  audience: ['parents'],
  durationMinutes: 90,
  presentationLanguage: 'en',
  presenters: 2,
  volunteers: 4,
  offers: { childcare: true, food: true, interpretation: true, rides: false },
}
const workshop: Workshop = {
  ...NewWorkshop.parse(reading),
  id: 's-w',
  status: 'draft',
  place: 'Library',
  revision: 3,
}

test.each([
  [{ title: {} }],
  [{ title: { en: ' ' } }],
  [{ title: { english: 'x', '': 'y' } }],
  [{ title: { en: 'x'.repeat(121) } }],
  [{ purpose: 'party' }],
  [{ audience: ['children'] }],
  [{ durationMinutes: 0 }],
  [{ durationMinutes: 45.5 }],
  [{ seats: 0 }],
  [{ presenters: -1 }],
  [{ offers: { childcare: 'yes' } }],
  [{ price: 5 }],
])('%o is refused', (wrong) => {
  expect(NewWorkshop.safeParse({ ...reading, ...wrong }).success).toBe(false)
})

test('a change touches what it names, and null takes an optional field away', () => {
  const changed = changeWorkshop(workshop, WorkshopChange.parse({ seats: 30, place: null }))
  expect(changed).toEqual({
    ...NewWorkshop.parse(reading),
    id: 's-w',
    status: 'draft',
    seats: 30,
    revision: 4,
  })
})

test('a change of duration moves the end of the times that are voted on, not their start', () => {
  const [start, end] = ['2027-03-09T23:00:00.000Z', '2027-03-10T00:30:00.000Z']
  const poll: Poll = {
    version: 1,
    options: [{ id: 'a', start, end, timeZone: 'America/New_York', revision: 1 }],
    closesAt: '2027-03-05T00:00:00.000Z',
    answersVisible: false,
    shortlistPercent: 85,
    removed: [],
  }
  const changed = changeWorkshop({ ...workshop, status: 'voting', poll }, { durationMinutes: 45 })
  expect(changed.poll?.options).toMatchObject([{ start, end: '2027-03-09T23:45:00.000Z', revision: 1 }])
})

test.each(['held', 'cancelled'] as const)('a workshop that was %s is not changed any more', (status) => {
  expect(() => changeWorkshop({ ...workshop, status }, { seats: 3 })).toThrow('already-decided')
})
