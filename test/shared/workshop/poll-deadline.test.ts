import fc from 'fast-check'
import { expect, test } from 'vitest'
import { proposedDeadline } from '../../../shared/workshop/poll-deadline.ts'

const frame = { now: '2027-03-01T15:00:00.000Z', timeZone: 'America/New_York', daysBefore: 21 }

test('a vote closes on the evening on which the room is booked, also over a change of clock', () => {
  expect(proposedDeadline('2027-04-06T21:30:00.000Z', frame)).toEqual({
    closesAt: '2027-03-17T00:00:00.000Z',
    from: 'timeline',
  })
})

test('where the timeline leaves fewer than three days, it closes in the middle of the time that is left', () => {
  expect(proposedDeadline('2027-03-11T15:00:00.000Z', frame)).toEqual({
    closesAt: '2027-03-06T16:00:00.000Z',
    from: 'timeLeft',
  })
})

test('is after now and before the first time, whenever that is from two hours on', () => {
  const minutes = fc.integer({ min: 180, max: 100_000 })
  fc.assert(
    fc.property(minutes, fc.integer({ min: -60, max: 120 }), (after, daysBefore) => {
      const first = new Date(Date.parse(frame.now) + after * 60_000).toISOString()
      const { closesAt } = proposedDeadline(first, { ...frame, daysBefore })
      expect(closesAt > frame.now && closesAt < first).toBe(true)
    }),
  )
})
