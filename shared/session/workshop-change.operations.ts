import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { putNotice } from '../message/notice.store.ts'
import type { WorkshopChanges } from '../message/notice.ts'
import { sessionNotice } from '../message/notice-plan.ts'
import { type Release, releasedAt } from '../message/release.ts'
import { timelineOf } from '../school/school.store.ts'
import type { Write } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { mustBeFamily } from '../workshop/workshop.operations.ts'
import { getWorkshop, saveWorkshop } from '../workshop/workshop.store.ts'
import { changeWorkshop, type Workshop, type WorkshopChange } from '../workshop/workshop.ts'
import { getReplies } from './reply.store.ts'
import { putRetention } from './retention.store.ts'
import { retentionEnd } from './retention.ts'
import { seatWaiting } from './seats.ts'
import { sessionIn, workshopOf } from './session.operations.ts'
import { getSession, saveSession } from './session.store.ts'
import { referenceOf, type Session } from './session.ts'
import { seatingWrites } from './staff-seat.operations.ts'
import { changesOf, sessionAfter } from './workshop-change.ts'

/**
 * Changes a workshop's fields, with the sessions that are still to come: another length moves their end, and families
 * are told of it as of another title, place or language of presentation, when `release` says. More seats, or no limit, let
 * those who wait in: in the same transaction, and where that is too large, in the ones after it.
 */
export async function updateWorkshop(
  context: Context,
  id: string,
  change: WorkshopChange,
  release: Release = 'at-once',
): Promise<Workshop> {
  const { table, actor } = context
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(id))
  await mustBeFamily(table, scope, change.hostFamily)
  const { workshop, areAllSeated } = await untilCommitted(async () => {
    const drawn = await drawChange(context, scope, id, change)
    const seating = change.seats === undefined ? NO_SEATING : await seatingOf(table, scope, drawn)
    const told = await sessionWrites(table, scope, { ...drawn, release, seating })
    await table.commit(saveWorkshop(scope, drawn.workshop), ...told, ...seating.writes)
    return { workshop: drawn.workshop, areAllSeated: seating.areAllSeated }
  })
  if (!areAllSeated) await seatFamiliesThatWait(context, scope, workshop)
  return workshop
}

/** The writes that let in who waits, for which sessions, and whether that is everybody who has a seat now. */
type Seating = { writes: Write[]; sessions: ReadonlySet<string>; areAllSeated: boolean }

const NO_SEATING: Seating = { writes: [], sessions: new Set(), areAllSeated: true }

// In a transaction, which holds 100 writes, with the workshop and the writes of each changed session.
const MOST_WRITES = 100
const WRITES_OF_A_SESSION = 3

/** Lets those who wait in with the change itself, as far as one transaction holds it. */
async function seatingOf(
  table: Context['table'],
  scope: SchoolScope,
  { workshop, sessions, at }: Drawn,
): Promise<Seating> {
  const changed = new Map(sessions.map((one) => [one.id, { ...one, revision: one.revision - 1 }]))
  const seated = new Set<string>()
  const writes: Write[] = []
  let left = MOST_WRITES - 1 - WRITES_OF_A_SESSION * sessions.length
  let areAllSeated = true
  for (const id of idsToCome(workshop, at)) {
    // Reads the session before the replies, so that its revision detects every change of seats.
    const session = changed.get(id) ?? (await sessionIn(table, scope, id))
    const replies = await getReplies(table, scope, id)
    const moved = seatWaiting(replies, { seats: workshop.seats, at })
    const own = await seatingWrites(table, scope, session, { replies, changed: moved, at })
    if (own.writes.length > left || own.saved.length < moved.length) areAllSeated = false
    if (own.writes.length > left) continue
    left -= own.writes.length
    writes.push(...own.writes)
    seated.add(id)
  }
  return { writes, sessions: seated, areAllSeated }
}

/** A change before it is confirmed: the workshop and its sessions to come as they would be, and what families are told. */
export type ChangePreview = { workshop: Workshop; sessions: Session[]; changes?: WorkshopChanges | undefined }

type Drawn = ChangePreview & { at: string }

/** What `updateWorkshop` would do; writes nothing and refuses the same. */
export async function previewChange(
  context: Context,
  id: string,
  change: WorkshopChange,
): Promise<ChangePreview> {
  mustOrganize(context.actor)
  const scope = scopeOf(context.actor, schoolOf(id))
  await mustBeFamily(context.table, scope, change.hostFamily)
  return drawChange(context, scope, id, change)
}

async function drawChange(
  { table, now }: Context,
  scope: SchoolScope,
  id: string,
  change: WorkshopChange,
): Promise<Drawn> {
  const workshop = (await getWorkshop(table, scope, id)) ?? refuse('not-found')
  if (change.revision !== undefined && change.revision !== workshop.revision) refuse('workshop-changed')
  const edited = changeWorkshop(workshop, change)
  const changes = changesOf(workshop, edited)
  const at = instantOf(now())
  const sessions = changes ? await changedSessions(table, scope, { workshop, changes, at }) : []
  return { workshop: withReferences(edited, sessions), sessions, changes, at }
}

type Told = { changes: WorkshopChanges; at: string }

/** The sessions to come, as the change leaves them. */
async function changedSessions(
  table: Context['table'],
  scope: SchoolScope,
  { workshop, changes, at }: Told & { workshop: Workshop },
): Promise<Session[]> {
  const found = await Promise.all(idsToCome(workshop, at).map((id) => getSession(table, scope, id)))
  return found.filter((one) => one !== undefined).map((session) => sessionAfter(session, changes, at))
}

function idsToCome({ status, sessions = [] }: Workshop, at: string): string[] {
  if (status !== 'scheduled') return []
  return sessions.filter(({ cancelled, start }) => !cancelled && start > at).map(({ id }) => id)
}

function withReferences(workshop: Workshop, changed: readonly Session[]): Workshop {
  const byId = new Map(changed.map((session) => [session.id, referenceOf(session)]))
  const sessions = workshop.sessions?.map((one) => byId.get(one.id) ?? one)
  return { ...workshop, ...(sessions && { sessions }) }
}

async function sessionWrites(
  table: Context['table'],
  scope: SchoolScope,
  { sessions, changes, at, release, seating }: Drawn & { release: Release; seating: Seating },
): Promise<Write[]> {
  if (!changes || sessions.length === 0) return []
  const days = await timelineOf(table, scope)
  return sessions.flatMap((session) => {
    const leaves = releasedAt(at, session.timeZone, release)
    return [
      // A seating saves its session as well.
      ...(seating.sessions.has(session.id) ? [] : [saveSession(scope, session)]),
      putRetention(scope, { session: session.id, due: retentionEnd(session) }),
      putNotice(scope, sessionNotice(session, { news: 'changed', now: at, leaves, days, changes })),
    ]
  })
}

async function seatFamiliesThatWait(context: Context, scope: SchoolScope, workshop: Workshop): Promise<void> {
  for (const id of idsToCome(workshop, instantOf(context.now()))) {
    let isMore = true
    while (isMore) isMore = await seatSome(context, scope, id)
  }
}

/**
 * Lets as many in as one transaction holds; true where more are left. Saves the session even where nobody waits, so that
 * a reply that was decided by the seats before conflicts and is decided again.
 */
async function seatSome({ table, now }: Context, scope: SchoolScope, id: string): Promise<boolean> {
  return untilCommitted(async () => {
    // Reads the session before the replies, so that its revision detects every change of seats.
    const session = await sessionIn(table, scope, id)
    const { seats } = await workshopOf(table, scope, session)
    const replies = await getReplies(table, scope, id)
    const at = instantOf(now())
    const changed = seatWaiting(replies, { seats, at })
    const { writes, saved } = await seatingWrites(table, scope, session, { replies, changed, at })
    await table.commit(...writes)
    return saved.length < changed.length
  })
}
