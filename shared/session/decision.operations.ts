import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { newId, schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { noticesOf, removeUnchangedNotice } from '../message/notice.store.ts'
import { mustBeUntold } from '../message/told.store.ts'
import type { Table, Write } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { putAgeRetention } from '../workshop/age-retention.store.ts'
import { readPoll } from '../workshop/results.operations.ts'
import { readWorkshop } from '../workshop/workshop.operations.ts'
import { getWorkshop, saveWorkshop } from '../workshop/workshop.store.ts'
import type { Workshop } from '../workshop/workshop.ts'
import { getItemStates, removeItemWrite } from './item.store.ts'
import { getReplies } from './reply.store.ts'
import { removeRetention } from './retention.store.ts'
import { mustBeRecommended } from './session.operations.ts'
import { getSession, removeSession } from './session.store.ts'
import { type Decision, isRecommended, type Session, sessionsOf } from './session.ts'
import { placesTaken } from './sign-up.ts'

/** A decision before it is confirmed: the sessions that it would make, and what speaks for asking once more. */
export type SchedulePreview = {
  workshop: Workshop
  sessions: Session[]
  isVoteOpen: boolean
  isRecommended: boolean
}

/**
 * What `schedule` would do; writes nothing and refuses the same. Undefined for a workshop that is scheduled already. A
 * choice other than the recommended one needs a reason.
 */
export async function previewSchedule(
  context: Context,
  workshopId: string,
  decision: Decision,
): Promise<SchedulePreview | undefined> {
  mustOrganize(context.actor)
  const workshop = await readWorkshop(context, workshopId)
  if (workshop.status === 'scheduled') return undefined
  if (!decision.reason) await mustBeRecommended(context, workshopId, decision)
  const now = instantOf(context.now())
  const sessions = sessionsOf(workshop, decision, { now, newId })
  const poll = await readPoll(context, workshopId)
  return {
    workshop,
    sessions,
    isVoteOpen: poll.status === 'open',
    isRecommended: isRecommended(decision, poll),
  }
}

/**
 * Undoes the decision about a workshop's time while nobody was told: its sessions are deleted with their notices, and the
 * vote is open again until its deadline. Idempotent. Refuses `already-told` once a message left, a call was made, a family
 * replied or a helper was asked, and `already-decided` for a workshop that is over.
 */
export async function undoSchedule({ table, actor }: Context, workshopId: string): Promise<Workshop> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(workshopId))
  return untilCommitted(async () => {
    const workshop = (await getWorkshop(table, scope, workshopId)) ?? refuse('not-found')
    if (workshop.status === 'voting' || workshop.status === 'draft') return workshop
    if (workshop.status !== 'scheduled') refuse('already-decided')
    const ids = (workshop.sessions ?? []).map(({ id }) => id)
    const notices = (await noticesOf(table, scope, workshopId)).filter(({ session = '' }) =>
      ids.includes(session),
    )
    await mustBeUntold(table, scope, notices)
    const removals = await Promise.all(ids.map((id) => removalsOf(table, scope, id)))
    const reopened = undecided(workshop)
    await table.commit(
      saveWorkshop(scope, reopened),
      ...putAgeRetention(scope, reopened),
      ...notices.map((notice) => removeUnchangedNotice(scope, notice)),
      ...removals.flat(),
    )
    return reopened
  })
}

function undecided({ sessions: _, decision: _decision, poll, ...workshop }: Workshop): Workshop {
  const open = { ...workshop, status: 'voting' as const, revision: workshop.revision + 1 }
  if (!poll) return open
  const { decidedAt: _at, ...undecidedPoll } = poll
  return { ...open, poll: undecidedPoll }
}

// A reply, an item for which somebody was asked, or one that families bring, shows that the time is known.
async function removalsOf(table: Table, scope: SchoolScope, id: string): Promise<Write[]> {
  const [session, replies, items] = await Promise.all([
    getSession(table, scope, id),
    getReplies(table, scope, id),
    getItemStates(table, scope, id),
  ])
  const isAsked = items.some(
    ({ status, signUp }) =>
      (status !== undefined && status !== 'needed') || (signUp && placesTaken(signUp) > 0),
  )
  if (replies.length > 0 || isAsked) refuse('already-told')
  return [
    ...(session ? [removeSession(scope, session)] : []),
    removeRetention(scope, id),
    ...items.map((item) => removeItemWrite(scope, id, item)),
  ]
}
