import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Reply, replyOf } from '../../../shared/session/reply.ts'
import { positionOf, seatReply, seatsTaken, waitingList } from '../../../shared/session/seats.ts'

const comes = (family: string, adults: number, minute = 0): Reply =>
  replyOf(
    { attending: adults > 0, ...(adults > 0 && { adults }) },
    { id: family, writtenLanguage: 'en' },
    `2027-03-01T00:${String(minute).padStart(2, '0')}:00.000Z`,
  )
const merged = (replies: readonly Reply[], changed: readonly Reply[]) => [
  ...replies.filter((one) => !changed.some((other) => other.family === one.family)),
  ...changed,
]
const answer = (replies: Reply[], reply: Reply, seats: number | undefined, wait = false) =>
  merged(replies, seatReply(replies, reply, { seats, wait }))

describe('the seats of a session', () => {
  test('are one an adult, and the last goes to whom it fits', () => {
    expect(() => answer([comes('a', 2)], comes('b', 2), 3)).toThrow('session-full')
    expect(seatsTaken(answer([comes('a', 2)], comes('b', 1), 3))).toBe(3)
  })
  test('have no end where a workshop names none', () => {
    expect(seatsTaken(answer([comes('a', 20)], comes('b', 20), undefined))).toBe(40)
  })
  test('are waited for in order', () => {
    const first = answer([comes('a', 1)], comes('b', 1, 1), 1, true)
    const second = answer(first, comes('c', 1, 2), 1, true)
    expect([positionOf('b', second), positionOf('c', second), positionOf('a', second)]).toEqual([
      1,
      2,
      undefined,
    ])
  })
  test('go to the waiting when somebody cancels', () => {
    const waiting = answer([comes('a', 1)], comes('b', 1, 1), 1, true)
    const after = answer(waiting, comes('a', 0, 2), 1)
    expect(after.find((reply) => reply.family === 'b')).toMatchObject({ waiting: false })
    expect(waitingList(after)).toEqual([])
  })
  test('that are too few for the first who waits go to the next, and the first keeps its place', () => {
    const one = answer([comes('a', 1), comes('b', 1)], comes('big', 2, 1), 2, true)
    const two = answer(one, comes('small', 1, 2), 2, true)
    const after = answer(two, comes('a', 0, 3), 2)
    expect(positionOf('big', after)).toBe(1)
    expect(seatsTaken(after)).toBe(2)
  })
  test('are kept by a family that asks for more than are left', () => {
    const full = [comes('a', 1), comes('b', 1)]
    expect(() => answer(full, comes('a', 2, 1), 2, true)).toThrow('session-full')
  })
  test('are kept by a family that repeats its reply after the room became smaller', () => {
    expect(seatsTaken(answer([comes('a', 2)], comes('a', 2, 1), 1))).toBe(2)
  })
  test('keep the place of who waits and answers again', () => {
    const one = answer([comes('a', 1)], comes('b', 1, 1), 1, true)
    const two = answer(one, comes('c', 1, 2), 1, true)
    expect(positionOf('b', answer(two, comes('b', 1, 9), 1, true))).toBe(1)
  })
})

test('seats are never oversold, nor left free while somebody waits whom they fit', () => {
  const act = fc.record({
    family: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    adults: fc.nat(3),
    wait: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.nat(6), fc.array(act, { maxLength: 40 }), (seats, acts) => {
      let replies: Reply[] = []
      for (const [place, { family, adults, wait }] of acts.entries()) {
        try {
          replies = answer(replies, comes(family, adults, place), seats, wait)
        } catch (fault) {
          expect((fault as Error).message).toBe('session-full')
        }
        const free = seats - seatsTaken(replies)
        expect(free).toBeGreaterThanOrEqual(0)
        expect(waitingList(replies).every((reply) => reply.adults > free)).toBe(true)
      }
    }),
  )
})
