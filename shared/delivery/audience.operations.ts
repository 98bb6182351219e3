import { mustOrganize, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { familiesOf } from '../family/family.store.ts'
import { recipientsOf } from '../family/recipient.ts'
import { isFor, type NoticeKind } from '../message/notice.ts'
import { releasedAt } from '../message/release.ts'
import { getSchool } from '../school/school.store.ts'
import { getReplies } from '../session/reply.store.ts'
import { getSession } from '../session/session.store.ts'
import { instantOf } from '../time/instant.ts'
import { ballotsOf } from '../workshop/ballot.store.ts'
import type { Workshop } from '../workshop/workshop.ts'
import {
  type FamiliesReached,
  familiesReached,
  familiesThatMayCome,
  type ReachedAudience,
  reachedAudience,
} from './audience.ts'

/** News that an organizer is about to confirm, and the sessions whose families hear of it. */
export type NewsToConfirm = {
  kind: Extract<NoticeKind, 'voteInvitation' | 'timeChosen' | 'moved' | 'changed' | 'cancelled'>
  sessions: readonly string[]
}

/** Whom news would reach, by people and by families, and when it would leave. */
export type AudienceToConfirm = ReachedAudience & { reached: FamiliesReached; leaves: string }

type Announced = Pick<Workshop, 'audience' | 'poll'>

/**
 * Whom news of a workshop would reach, in which languages and by which ways, and when it would leave. Writes nothing. The
 * workshop may still be on its way: it is then awaited together with the other reads.
 */
export async function previewAudience(
  { table, actor, now, carriers }: Context,
  id: string,
  asked: Announced | Promise<Announced>,
  { kind, sessions }: NewsToConfirm,
): Promise<AudienceToConfirm> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(id))
  const [school, { audience, poll }, families, ballots, ...known] = await Promise.all([
    getSchool(table, scope),
    asked,
    familiesOf(table, scope),
    sessions.length > 0 ? ballotsOf(table, scope, id) : [],
    ...sessions.map((session) =>
      Promise.all([getSession(table, scope, session), getReplies(table, scope, session)]),
    ),
  ])
  if (!school) return refuse('not-found')
  const heard = known.map(([session, replies]) => ({
    voted: new Set<string>(),
    mayCome: familiesThatMayCome(
      ballots,
      poll?.options.find((option) => option.id === session?.option),
    ),
    replies: new Map(replies.map((reply) => [reply.family, reply])),
    came: new Set<string>(),
  }))
  const isTold = (family: string) =>
    kind === 'voteInvitation' ||
    kind === 'timeChosen' ||
    heard.some((one) => isFor({ kind, due: '' }, family, one))
  const recipients = families
    .filter((family) => audience.includes('parents') && isTold(family.id))
    .map((family) => ({ family: family.id, people: recipientsOf(family) }))
  const leaves = releasedAt(instantOf(now()), school.timeZone, 'after-undo')
  return { ...reachedAudience(recipients), reached: familiesReached(recipients, carriers), leaves }
}
