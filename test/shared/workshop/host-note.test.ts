import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { Refusal } from '../../../shared/access/refusal.ts'
import {
  type HostNote,
  HostNoteInput,
  keptNotes,
  mayTakeBack,
  mustNotBeTooMany,
} from '../../../shared/workshop/host-note.ts'

const NOW = DateTime.fromISO('2027-03-01T15:00:00.000Z', { zone: 'utc' })
const later = (minutes: number) => NOW.plus({ minutes })
const note = (change: Partial<HostNote> = {}): HostNote => ({
  ...{ id: 'n', workshop: 's-w', family: 's-f', text: 'Is there a projector?', language: 'es', told: [] },
  ...{ at: '2027-03-01T15:00:00.000Z', leaves: '2027-03-01T15:05:00.000Z', revision: 1 },
  expiresAt: NOW.plus({ days: 90 }).toSeconds(),
  ...change,
})

test('a note has words, 400 letters at most, and none of what is never collected', () => {
  const accepts = (text: string) => HostNoteInput.safeParse({ text }).success
  expect(accepts('Is there a projector?')).toBe(true)
  expect(accepts(' ')).toBe(false)
  expect(accepts('a'.repeat(401))).toBe(false)
  expect(accepts('My number is 123-45-6789')).toBe(false)
})

test('a host takes a note back while nobody was sent it and nobody has read it', () => {
  expect(mayTakeBack(note(), later(4))).toBe(true)
  expect(mayTakeBack(note(), later(5))).toBe(false)
  expect(mayTakeBack(note({ seenAt: '2027-03-01T15:01:00.000Z' }), later(2))).toBe(false)
})

test('the sixth note within a day is refused, and the day after it is not', () => {
  const five = Array.from({ length: 5 }, () => note())
  expect(() => mustNotBeTooMany(five.slice(1), NOW)).not.toThrow()
  expect(() => mustNotBeTooMany(five, NOW)).toThrow(Refusal)
  expect(() => mustNotBeTooMany(five, later(24 * 60))).not.toThrow()
})

test('notes are shown the newest first, and not beyond their end', () => {
  const notes = [note({ id: 'a' }), note({ id: 'b', at: '2027-03-01T16:00:00.000Z' }), note({ expiresAt: 1 })]
  expect(keptNotes(notes, NOW).map(({ id }) => id)).toEqual(['b', 'a'])
})
