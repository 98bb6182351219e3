import { refuse } from '../access/refusal.ts'
import type { Reply } from './reply.ts'

/** The number of taken seats: one per adult, since children are in other rooms. */
export function seatsTaken(replies: Iterable<Reply>): number {
  let taken = 0
  for (const reply of replies) if (holdsSeats(reply)) taken += reply.adults
  return taken
}

/** The waiting list, longest wait first. */
export function waitingList(replies: Iterable<Reply>): Reply[] {
  return Array.from(replies)
    .filter((reply) => reply.waiting)
    .sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1))
}

/** A family's position on the waiting list, from 1; undefined where it does not wait. */
export function positionOf(family: string, replies: Iterable<Reply>): number | undefined {
  const place = waitingList(replies).findIndex((reply) => reply.family === family)
  return place < 0 ? undefined : place + 1
}

/** A reply with its position on the waiting list (from 1), where it waits. */
export type Answered = Reply & { position?: number }

/** The reply with its position among the replies of its session. */
export function withPosition(reply: Reply, replies: readonly Reply[]): Answered {
  const position = positionOf(reply.family, replies)
  return { ...reply, ...(position !== undefined && { position }) }
}

/** The waiting replies that get a seat at `at`, in order, where a session has so many seats, or no limit. */
export function seatWaiting(
  replies: readonly Reply[],
  { seats, at }: { seats: number | undefined; at: string },
): Reply[] {
  return moveUp(replies, seatsTaken(replies), { seats, at })
}

/**
 * Gives a family's new reply its seats or a position on the waiting list, and moves waiting families up into freed
 * seats. Returns the replies that change, the family's first; refuses `session-full`. A family with seats keeps them:
 * asking for more than are free is refused, and does not make it wait. A waiting family that is too large for the free
 * seats keeps its position.
 */
export function seatReply(
  replies: readonly Reply[],
  reply: Reply,
  { seats, wait }: { seats: number | undefined; wait: boolean },
): Reply[] {
  const before = replies.find((one) => one.family === reply.family)
  const others = replies.filter((one) => one.family !== reply.family)
  const taken = seatsTaken(others)
  const room = { seats, at: reply.repliedAt }
  if (!reply.attending) return [reply, ...moveUp(others, taken, room)]
  if (before && holdsSeats(before)) {
    if (reply.adults > before.adults && !fits(reply, taken, seats))
      refuse('session-full', { seatsLeft: Math.max(0, (seats ?? 0) - taken) })
    return [reply, ...moveUp(others, taken + reply.adults, room)]
  }
  const queued = { ...reply, waiting: true, waitingSince: before?.waitingSince ?? reply.repliedAt }
  const moved = moveUp([...others, queued], taken, room)
  const isSeated = moved.some((one) => one.family === reply.family)
  if (!isSeated && !wait) refuse('session-full', { seatsLeft: Math.max(0, (seats ?? 0) - taken) })
  return [isSeated ? reply : queued, ...moved.filter((one) => one.family !== reply.family)]
}

/**
 * Transfers a family's reply to the family that it is merged into, with its seats or its position on the waiting list.
 * Where the other family replied too, the newer reply stays and the freed seats go to the waiting list. Returns the
 * replies that change besides the deleted one; without a limit of `seats` nobody moves up.
 */
export function transferredReplies(
  replies: readonly Reply[],
  reply: Reply,
  { family, seats, at }: { family: string; seats: number | undefined; at: string },
): Reply[] {
  const before = replies.find((one) => one.family === family)
  if (!before) return [{ ...reply, family }]
  const others = replies.filter((one) => one.family !== family && one.family !== reply.family)
  const stays = newerReply(before, { ...reply, family }, { taken: seatsTaken(others), seats })
  const all = [...others, stays]
  const areSeatsFreed = seats !== undefined && seatsTaken(all) < seatsTaken(replies)
  const moved = areSeatsFreed ? moveUp(all, seatsTaken(all), { seats, at }) : []
  const own = moved.find((one) => one.family === family) ?? stays
  const rest = moved.filter((one) => one.family !== family)
  return own === before ? rest : [own, ...rest]
}

/** The newer of two replies of one family. One that waits takes over the seats of the other if they are enough for it. */
export function newerReply(
  before: Reply,
  joined: Reply,
  { taken, seats }: { taken: number; seats: number | undefined },
): Reply {
  if (joined.repliedAt <= before.repliedAt) return before
  if (!joined.waiting || !holdsSeats(before)) return joined
  const { waitingSince: _, ...reply } = joined
  return fits(joined, taken, seats) ? { ...reply, waiting: false } : before
}

function moveUp(
  replies: readonly Reply[],
  taken: number,
  { seats, at }: { seats: number | undefined; at: string },
): Reply[] {
  const moved: Reply[] = []
  let held = taken
  for (const waiting of waitingList(replies)) {
    if (!fits(waiting, held, seats)) continue
    const { waitingSince: _, ...reply } = waiting
    moved.push({ ...reply, waiting: false, seatedAt: at })
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
