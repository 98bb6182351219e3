import { mustOrganize, scopeOf } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { noticesOf, removeUnchangedNotice } from '../message/notice.store.ts'
import { mustBeUntold } from '../message/told.store.ts'
import { instantOf } from '../time/instant.ts'
import { removeAgeRetention } from './age-retention.store.ts'
import { ballotsOf } from './ballot.store.ts'
import { isInTime } from './poll.ts'
import { editWorkshop } from './workshop.operations.ts'
import { getWorkshop, saveWorkshop } from './workshop.store.ts'
import type { Workshop } from './workshop.ts'

/** Stops an open vote at once; its ballots stay, and no reminder goes out. Idempotent; refuses `poll-not-open`. */
export function stopVote(context: Context, id: string): Promise<Workshop> {
  const stoppedAt = instantOf(context.now())
  return editWorkshop(context, id, (workshop) => {
    const { poll, status } = workshop
    if (!poll || status !== 'voting') return refuse('poll-not-open')
    if (!isInTime(poll, stoppedAt)) return workshop
    return { ...workshop, poll: { ...poll, stoppedAt }, revision: workshop.revision + 1 }
  })
}

/** Undoes the stop of a vote: it is open again until its deadline. Idempotent; refuses `poll-not-open`. */
export function undoStopVote(context: Context, id: string): Promise<Workshop> {
  return editWorkshop(context, id, (workshop) => {
    if (!workshop.poll || workshop.status !== 'voting') return refuse('poll-not-open')
    const { stoppedAt, ...poll } = workshop.poll
    return stoppedAt === undefined ? workshop : { ...workshop, poll, revision: workshop.revision + 1 }
  })
}

/**
 * Undoes that families were asked for their times while nobody was told: the workshop is a draft again. Idempotent.
 * Refuses `already-told` once a message left, a call was made or a family voted.
 */
export async function undoPoll({ table, actor }: Context, id: string): Promise<Workshop> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(id))
  return untilCommitted(async () => {
    const workshop = (await getWorkshop(table, scope, id)) ?? refuse('not-found')
    if (workshop.status === 'draft') return workshop
    if (workshop.status !== 'voting') refuse('already-decided')
    const [ballots, all] = await Promise.all([ballotsOf(table, scope, id), noticesOf(table, scope, id)])
    const notices = all.filter(
      ({ session, steps }) =>
        !session && steps.some(({ kind }) => kind === 'voteInvitation' || kind === 'voteReminder'),
    )
    if (ballots.length > 0) refuse('already-told')
    await mustBeUntold(table, scope, notices)
    const { poll, ...rest } = workshop
    const picked = poll?.options.map(({ start }) => start) ?? []
    const draft: Workshop = { ...rest, status: 'draft', picked, revision: workshop.revision + 1 }
    const withdrawals = notices.map((notice) => removeUnchangedNotice(scope, notice))
    await table.commit(saveWorkshop(scope, draft), removeAgeRetention(scope, id), ...withdrawals)
    return draft
  })
}
