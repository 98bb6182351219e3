import { refuse } from '../access/refusal.ts'
import type { Reply } from './reply.ts'

/** Seats held by those who come: one an adult, since children are in other rooms. */
export function seatsTaken(replies: Iterable<Reply>): number {
  let taken = 0
  for (const reply of replies) if (holdsSeats(reply)) taken += reply.adults
  return taken
}

/** Who waits, in the order in which they will move up: who has waited longest first. */
export function waitingList(replies: Iterable<Reply>): Reply[] {
  return Array.from(replies)
    .filter((reply) => reply.waiting)
    .sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1))
}

/** A family's place on the waiting list, from 1; undefined where it does not wait. */
export function positionOf(family: string, replies: Iterable<Reply>): number | undefined {
  const place = waitingList(replies).findIndex((reply) => reply.family === family)
  return place < 0 ? undefined : place + 1
}

/** A reply with its place on the waiting list (from 1), where it waits. */
export type Answered = Reply & { position?: number }

/** The reply with its place among all of its session's. */
export function withPosition(reply: Reply, replies: readonly Reply[]): Answered {
  const position = positionOf(reply.family, replies)
  return { ...reply, ...(position !== undefined && { position }) }
}

/**
 * Gives the family's new reply its seats or its place on the waiting list, and lets those who wait move up
 * into seats that became free. Returns the replies that change, the family's first; refuses `session-full`.
 * A family that has seats keeps them: asking for more than are left is refused, never turned into waiting.
 * Whoever waits too many for the free seats is passed by, not over: it keeps its place.
 */
export function seatReply(
  replies: readonly Reply[],
  reply: Reply,
  { seats, wait }: { seats: number | undefined; wait: boolean },
): Reply[] {
  const before = replies.find((one) => one.family === reply.family)
  const others = replies.filter((one) => one.family !== reply.family)
  const taken = seatsTaken(others)
  if (!reply.attending) return [reply, ...moveUp(others, taken, seats)]
  if (before && holdsSeats(before)) {
    if (reply.adults > before.adults && !fits(reply, taken, seats))
      refuse('session-full', { seatsLeft: Math.max(0, (seats ?? 0) - taken) })
    return [reply, ...moveUp(others, taken + reply.adults, seats)]
  }
  const queued = { ...reply, waiting: true, waitingSince: before?.waitingSince ?? reply.repliedAt }
  const moved = moveUp([...others, queued], taken, seats)
  const seated = moved.find((one) => one.family === reply.family)
  if (!seated && !wait) refuse('session-full', { seatsLeft: Math.max(0, (seats ?? 0) - taken) })
  return [seated ?? queued, ...moved.filter((one) => one.family !== reply.family)]
}

/**
 * What becomes of a family's reply when it joins another family: it passes on with its seats, or its place on the
 * waiting list. Where the other family replied too, that reply stands, and seats that become free go to who waits.
 * Returns the replies that change beside the one that goes; without `seats` nobody moves up.
 */
export function passedReplies(
  replies: readonly Reply[],
  reply: Reply,
  { family, seats }: { family: string; seats: number | undefined },
): Reply[] {
  if (!replies.some((one) => one.family === family)) return [{ ...reply, family }]
  if (!reply.attending || seats === undefined) return []
  const [, ...moved] = seatReply(replies, { ...reply, attending: false }, { seats, wait: false })
  return moved
}

/** Those of the waiting who get the free seats, in their order. */
function moveUp(replies: readonly Reply[], taken: number, seats: number | undefined): Reply[] {
  const moved: Reply[] = []
  let held = taken
  for (const waiting of waitingList(replies)) {
    if (!fits(waiting, held, seats)) continue
    const { waitingSince: _, ...reply } = waiting
    moved.push({ ...reply, waiting: false })
    held += waiting.adults
  }
  return moved
}

function fits(reply: Reply, taken: number, seats: number | undefined): boolean {
  return seats === undefined || taken + reply.adults <= seats
}

function holdsSeats(reply: Reply): boolean {
  return reply.attending && !reply.waiting
}

function orderOf(reply: Reply): string {
  return `${reply.waitingSince}#${reply.family}`
}
