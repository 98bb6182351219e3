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
import { seatFamiliesThatWait } from './seating.operations.ts'
import { beginSeating } from './seating.store.ts'
import { seatWaiting } from './seats.ts'
import { sessionIn } from './session.operations.ts'
import { getSession, saveSession } from './session.store.ts'
import { referenceOf, type Session } from './session.ts'
import { seatingWrites } from './staff-seat.operations.ts'
import { changesOf, sessionAfter } from './workshop-change.ts'

/**
 * Changes a workshop's fields, with the sessions that are still to come: another length moves their end, and families
 * are told of it as of another title, place or language of presentation, when `release` says. More seats, or no limit, let
 * those who wait in: in the same transaction, and where that is too large, in the ones after it, which the scheduler goes
 * on with where they are interrupted.
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
  const { workshop, unseated } = await untilCommitted(async () => {
    const drawn = await drawChange(context, scope, id, change)
    const seating = change.seats === undefined ? NO_SEATING : await seatingOf(table, scope, drawn)
    const told = await sessionWrites(table, scope, { ...drawn, release, seating })
    const more = seating.unseated.map((session) => beginSeating(scope, session, drawn.at))
    await table.commit(saveWorkshop(scope, drawn.workshop), ...told, ...seating.writes, ...more)
    return { workshop: drawn.workshop, unseated: seating.unseated }
  })
  for (const session of unseated) await seatFamiliesThatWait(context, scope, session)
  return workshop
}

/** The writes that let in who waits, for which sessions, and the sessions for which more who have a seat now are left. */
type Seating = { writes: Write[]; sessions: ReadonlySet<string>; unseated: readonly string[] }

const NO_SEATING: Seating = { writes: [], sessions: new Set(), unseated: [] }

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
  const unseated: string[] = []
  const ids = idsToCome(workshop, at)
  // Each session may have to be marked as one for which more are left.
  let left = MOST_WRITES - 1 - WRITES_OF_A_SESSION * sessions.length - ids.length
  for (const id of ids) {
    // Reads the session before the replies, so that its revision detects every change of seats.
    const session = changed.get(id) ?? (await sessionIn(table, scope, id))
    const replies = await getReplies(table, scope, id)
    const moved = seatWaiting(replies, { seats: workshop.seats, at })
    const own = await seatingWrites(table, scope, session, { replies, changed: moved, at })
    if (own.writes.length > left || own.saved.length < moved.length) unseated.push(id)
    if (own.writes.length > left) continue
    left -= own.writes.length
    writes.push(...own.writes)
    seated.add(id)
  }
  return { writes, sessions: seated, unseated }
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
