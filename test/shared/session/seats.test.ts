import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../shared/access/refusal.ts'
import { type Reply, replyOf } from '../../../shared/session/reply.ts'
import {
  positionOf,
  seatReply,
  seatsTaken,
  transferredReplies,
  waitingList,
  withPosition,
} from '../../../shared/session/seats.ts'

const comes = (family: string, adults: number, minute = 0): Reply =>
  replyOf(
    { attending: adults > 0, ...(adults > 0 && { adults }) },
    { id: family, writtenLanguage: 'en' },
    `2027-03-01T00:${String(minute).padStart(2, '0')}:00.000Z`,
  )
const LATER = '2027-03-01T12:00:00.000Z'
const merged = (replies: readonly Reply[], changed: readonly Reply[]) => [
  ...replies.filter((one) => !changed.some((other) => other.family === one.family)),
  ...changed,
]
const answer = (replies: Reply[], reply: Reply, seats: number | undefined, wait = false) =>
  merged(replies, seatReply(replies, reply, { seats, wait }))

describe('the seats of a session', () => {
  test('are one per adult, and the last ones go to a family that they fit', () => {
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
  test('that are too few for the first waiting family go to the next, and the first keeps its position', () => {
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
  test('keep the position of a waiting family that replies again', () => {
    const one = answer([comes('a', 1)], comes('b', 1, 1), 1, true)
    const two = answer(one, comes('c', 1, 2), 1, true)
    expect(positionOf('b', answer(two, comes('b', 1, 9), 1, true))).toBe(1)
  })
})

test('seats are never oversold, nor left free while they fit a waiting family', () => {
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

describe('a reply of a family that joins another', () => {
  const pass = (replies: Reply[], from: string, family: string, seats: number | undefined) => {
    const reply = replies.find((one) => one.family === from)
    if (!reply) throw new Error(`${from} did not reply`)
    const left = replies.filter((one) => one !== reply)
    return merged(left, transferredReplies(replies, reply, { family, seats, at: LATER }))
  }

  test('passes on with its seats', () => {
    expect(pass([comes('a', 2)], 'a', 'b', 2)).toEqual([{ ...comes('a', 2), family: 'b' }])
  })
  test('passes on with its place in the list', () => {
    const one = answer([comes('x', 1)], comes('a', 1, 1), 1, true)
    const two = answer(one, comes('c', 1, 2), 1, true)
    const after = pass(two, 'a', 'z', 1)
    expect([positionOf('z', after), positionOf('c', after)]).toEqual([1, 2])
  })
  test('yields to the reply of the other, and its seats go to the waiting list', () => {
    const full = answer([comes('a', 2), comes('b', 1)], comes('c', 2, 1), 3, true)
    const after = pass(full, 'a', 'b', 3)
    expect(after.map(({ family, waiting }) => [family, waiting])).toEqual([
      ['b', false],
      ['c', false],
    ])
  })
  test.each([
    ['lets nobody move up where the session is over', comes('a', 2), undefined],
    ['lets nobody move up where it was a no', comes('a', 0), 3],
  ])('%s', (_, reply, seats) => {
    expect(transferredReplies([reply, comes('b', 1)], reply, { family: 'b', seats, at: LATER })).toEqual([])
  })
  test('replaces an older one of the other, and the seats that frees go to the waiting list', () => {
    const full = answer([comes('b', 2), comes('a', 1, 1)], comes('c', 2, 2), 3, true)
    const after = pass(full, 'a', 'b', 3)
    expect(after.map(({ family, waiting, adults }) => [family, waiting, adults])).toEqual([
      ['b', false, 1],
      ['c', false, 2],
    ])
  })
  test('that waits takes over the seats of the other, where they are enough', () => {
    const waits = (adults: number) => answer([comes('b', 1), comes('x', 1)], comes('a', adults, 1), 2, true)
    const standing = (adults: number) => pass(waits(adults), 'a', 'b', 2).find(({ family }) => family === 'b')
    expect(standing(1)).toEqual({ ...comes('a', 1, 1), family: 'b' })
    expect(standing(2)).toMatchObject({ waiting: false, adults: 1 })
  })
  test('never takes more seats than there are', () => {
    const arrival = fc.record({
      family: fc.nat(8),
      adults: fc.integer({ min: 0, max: 4 }),
      minute: fc.nat(59),
    })
    fc.assert(
      fc.property(
        fc.array(arrival, { minLength: 1 }),
        fc.integer({ min: 4, max: 9 }),
        fc.nat(8),
        (all, seats, to) => {
          let replies: Reply[] = []
          for (const { family, adults, minute } of all) {
            try {
              replies = answer(replies, comes(`f${family}`, adults, minute), seats, true)
            } catch (fault) {
              // A family that has seats asked for too many.
              if (!(fault instanceof Refusal)) throw fault
            }
          }
          const [first] = replies
          if (!first || first.family === `f${to}`) return
          const after = pass(replies, first.family, `f${to}`, seats)
          expect(seatsTaken(after)).toBeLessThanOrEqual(seats)
          expect(after.filter(({ family }) => family === `f${to}`)).toHaveLength(1)
          expect(after.some(({ family }) => family === first.family)).toBe(false)
        },
      ),
    )
  })
})

describe('a family that asks for seats', () => {
  const refusalOf = (work: () => unknown) => {
    try {
      work()
    } catch (fault) {
      if (fault instanceof Refusal) return { code: fault.code, details: fault.details }
    }
    return undefined
  }

  test.each([
    ['a family that is new', comes('b', 2), 3, 1],
    ['a family that has some and wants more', comes('a', 4), 3, 3],
    ['a family that is new where the room became too small', comes('b', 1), 1, 0],
  ])('%s is told how many are left', (_, reply, seats, seatsLeft) => {
    const refusal = refusalOf(() => seatReply([comes('a', 2)], reply, { seats, wait: false }))
    expect(refusal).toEqual({ code: 'session-full', details: { seatsLeft } })
  })

  test('in a room that became too small is told that none are left', () => {
    const replies = [comes('a', 1), comes('x', 3)]
    const refusal = refusalOf(() => seatReply(replies, comes('a', 2), { seats: 2, wait: true }))
    expect(refusal?.details).toEqual({ seatsLeft: 0 })
  })

  test('comes first in the answer, then those that move up', () => {
    const full = answer([comes('a', 3)], comes('b', 2, 1), 3, true)
    const changed = seatReply(full, comes('a', 1, 2), { seats: 3, wait: false })
    expect(changed.map(({ family, adults, waiting }) => [family, adults, waiting])).toEqual([
      ['a', 1, false],
      ['b', 2, false],
    ])
  })

  test('waits behind earlier ones, though the room became larger', () => {
    const full = answer([comes('a', 1)], comes('b', 1, 1), 1, true)
    const changed = seatReply(full, comes('c', 1, 2), { seats: 2, wait: true })
    expect(changed.map(({ family, waiting }) => [family, waiting])).toEqual([
      ['c', true],
      ['b', false],
    ])
  })

  test('is seated before those that move up with it', () => {
    const full = answer([comes('a', 1)], comes('b', 1, 1), 1, true)
    const changed = seatReply(full, comes('c', 1, 2), { seats: 3, wait: true })
    expect(changed.map(({ family, waiting }) => [family, waiting])).toEqual([
      ['c', false],
      ['b', false],
    ])
  })

  test('sees its place where it waits, and none where it does not', () => {
    const replies = answer([comes('a', 1)], comes('b', 1, 1), 1, true)
    const [seated, waiting] = ['a', 'b'].map((family) => replies.find((one) => one.family === family))
    if (!seated || !waiting) throw new Error('both replied')
    expect(withPosition(waiting, replies)).toEqual({ ...waiting, position: 1 })
    expect(withPosition(seated, replies)).toEqual(seated)
    expect('position' in withPosition(seated, replies)).toBe(false)
  })
})

test.each([
  ['of a session that is over', comes('a', 2), undefined],
  ['of who said no', comes('a', 0), 4],
])('a reply %s that yields to another gives nobody who waits a seat', (_, reply, seats) => {
  const waiting = { ...comes('c', 1, 1), waiting: true, waitingSince: '2027-03-01T00:01:00.000Z' }
  expect(
    transferredReplies([reply, comes('b', 1), waiting], reply, { family: 'b', seats, at: LATER }),
  ).toEqual([])
})
