import { publicScope, type SchoolScope } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import type { Key } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { getWorkshop } from '../workshop/workshop.store.ts'
import { getReplies } from './reply.store.ts'
import { dueSeatings, endSeating, seatingAt } from './seating.store.ts'
import { seatWaiting } from './seats.ts'
import { getSession } from './session.store.ts'
import { seatingWrites } from './staff-seat.operations.ts'

type Base = Pick<Context, 'table' | 'now'>

const AT_ONCE = 25

/** The keys of seatings that were interrupted. */
export function seatingsDue({ table, now }: Base): Promise<Key[]> {
  return dueSeatings(table, instantOf(now()), AT_ONCE)
}

/** Whether a piece of work is a seating. */
export function isSeating(key: Key): boolean {
  return seatingAt(key) !== undefined
}

/** Goes on with a seating that was interrupted. Idempotent: who has a seat already is told nothing more. */
export async function resumeSeating(base: Base, key: Key): Promise<{ outcome: 'seated' | 'passed' }> {
  const place = seatingAt(key)
  if (!place) return { outcome: 'passed' }
  await seatFamiliesThatWait(base, publicScope(place.school), place.session) // the scheduler acts for every school
  return { outcome: 'seated' }
}

/** Lets all in who wait for a session and have a seat, in as many transactions as that takes. */
export async function seatFamiliesThatWait(base: Base, scope: SchoolScope, session: string): Promise<void> {
  let isMore = true
  while (isMore) isMore = await seatSome(base, scope, session)
}

/**
 * Lets as many in as one transaction holds; true where more are left. Saves the session even where nobody waits, so that
 * a reply that was decided by the seats before conflicts and is decided again.
 */
async function seatSome({ table, now }: Base, scope: SchoolScope, id: string): Promise<boolean> {
  return untilCommitted(async () => {
    // Reads the session before the replies, so that its revision detects every change of seats.
    const session = await getSession(table, scope, id)
    const end = endSeating(scope, id, Math.floor(now().toSeconds()))
    const at = instantOf(now())
    const workshop = session && (await getWorkshop(table, scope, session.workshop))
    if (!workshop || session.status === 'cancelled' || session.start <= at) {
      await table.commit(end)
      return false
    }
    const replies = await getReplies(table, scope, id)
    const changed = seatWaiting(replies, { seats: workshop.seats, at })
    const { writes, saved } = await seatingWrites(table, scope, session, { replies, changed, at })
    const isMore = saved.length < changed.length
    await table.commit(...writes, ...(isMore ? [] : [end]))
    return isMore
  })
}
