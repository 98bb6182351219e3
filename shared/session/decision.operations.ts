import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { newId, newIdWithin, schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { noticesOf, putNotice, removeUnchangedNotice } from '../message/notice.store.ts'
import type { Notice } from '../message/notice.ts'
import { type NoticeDays, sessionNotice } from '../message/notice-plan.ts'
import { type Release, releasedAt } from '../message/release.ts'
import { mustBeUntold } from '../message/told.store.ts'
import { timelineOf } from '../school/school.store.ts'
import type { Table, Write } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { putAgeRetention, removeAgeRetention } from '../workshop/age-retention.store.ts'
import { readPoll } from '../workshop/results.operations.ts'
import { recommendationOf } from '../workshop/verdict.ts'
import { readWorkshop } from '../workshop/workshop.operations.ts'
import { getWorkshop, saveWorkshop } from '../workshop/workshop.store.ts'
import type { Workshop } from '../workshop/workshop.ts'
import { getItemStates, removeItemWrite, saveItem } from './item.store.ts'
import { plannedItem } from './item.ts'
import { getReplies } from './reply.store.ts'
import { putRetention, removeRetention } from './retention.store.ts'
import { retentionEnd } from './retention.ts'
import { getSession, removeSession, saveSession } from './session.store.ts'
import {
  type Decision,
  isRecommended,
  isSameChoice,
  referenceOf,
  type Scheduled,
  type Session,
  scheduledAs,
  sessionsOf,
} from './session.ts'
import { placesTaken } from './sign-up.ts'

/**
 * Decides a workshop's time, or two, and creates the sessions in one transaction, which ends the vote. Idempotent;
 * refuses another choice later with `already-scheduled`. With `requireReason`, a choice other than the recommended one
 * needs a reason, where one is recommended; a given reason is always stored. `release` says when families are told.
 */
export async function schedule(
  context: Context,
  workshopId: string,
  decision: Decision,
  { requireReason = false, release = 'at-once' }: { requireReason?: boolean; release?: Release } = {},
): Promise<Scheduled> {
  mustOrganize(context.actor)
  const scope = scopeOf(context.actor, schoolOf(workshopId))
  if (requireReason && !decision.reason) await mustBeRecommended(context, workshopId, decision)
  return untilCommitted(async () => {
    const workshop = (await getWorkshop(context.table, scope, workshopId)) ?? refuse('not-found')
    const made = workshop.sessions ?? []
    if (made.length > 0) {
      const options = [...new Set(made.map((session) => session.option))]
      const isAsLong = made.length === options.length * (decision.weeks ?? 1)
      return isAsLong && isSameChoice(options, decision.options)
        ? scheduledAs(made)
        : refuse('already-scheduled', { sessions: scheduledAs(made).sessions })
    }
    const days = await timelineOf(context.table, scope)
    const now = instantOf(context.now())
    const sessions = sessionsOf(workshop, decision, { now, newId: () => newIdWithin(schoolOf(workshop.id)) })
    const references = sessions.map(referenceOf)
    const decided: Workshop = {
      ...workshop,
      status: 'scheduled',
      ...(workshop.poll && { poll: { ...workshop.poll, decidedAt: now } }),
      sessions: references,
      decision: { ...decision, at: now },
      revision: workshop.revision + 1,
    }
    await context.table.commit(
      saveWorkshop(scope, decided),
      removeAgeRetention(scope, workshopId),
      ...sessions.flatMap((session, place) => [
        saveSession(scope, session),
        putRetention(scope, { session: session.id, due: retentionEnd(session) }),
        putNotice(scope, firstNotice(session, { isFirst: place === 0, now, days, release })),
        ...(workshop.planned ?? []).map((item) =>
          saveItem(scope, session.id, plannedItem(item, { ...session, id: newId() })),
        ),
      ]),
    )
    return scheduledAs(references)
  })
}

/** Refuses `reason-needed` for a choice other than the recommended one; where nothing is recommended, none needs one. */
async function mustBeRecommended(context: Context, workshopId: string, decision: Decision): Promise<void> {
  const poll = await readPoll(context, workshopId)
  if (!recommendationOf(poll) || isRecommended(decision, poll)) return
  refuse('reason-needed', { errors: [{ pointer: '/reason', detail: 'reason-needed' }] })
}

// Of a series only the first session is news.
function firstNotice(
  session: Session,
  { isFirst, now, days, release }: { isFirst: boolean; now: string; days: NoticeDays; release: Release },
): Notice {
  const leaves = releasedAt(now, session.timeZone, release)
  return sessionNotice(session, { news: isFirst ? 'timeChosen' : undefined, now, leaves, days })
}

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
