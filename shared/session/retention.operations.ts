import { publicScope } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { tryCommit } from '../table/attempt.ts'
import type { Key } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { forgetAges, forgetVoteAges } from '../workshop/age-retention.operations.ts'
import { ageRetentionAt } from '../workshop/age-retention.store.ts'
import { getItemStates, saveItem } from './item.store.ts'
import { getReplies, saveReply } from './reply.store.ts'
import {
  dueRetentions,
  getRetention,
  isRetentionKey,
  putRetention,
  schoolOfRetention,
} from './retention.store.ts'
import { countsOf, hasDetails, retentionEnd, withoutDetails } from './retention.ts'
import { getSession } from './session.store.ts'
import { hasNotes, withoutNotes } from './sign-up.ts'

type Base = Pick<Context, 'table' | 'now'>

const AT_ONCE = 25

/** The keys of retentions that are due. */
export async function retentionsDue({ table, now }: Base): Promise<Key[]> {
  return dueRetentions(table, instantOf(now()), AT_ONCE)
}

/** Whether a piece of work is a retention. */
export function isRetention(key: Key): boolean {
  return isRetentionKey(key)
}

/**
 * Deletes ages, diets, rides and the like from a session's replies when their retention ends, after saving the counts, the
 * words of what families bring, and ages from the ballots of its workshop; or ages from the ballots of a vote that got no time.
 * Idempotent: an interrupted run is resumed. A session that was moved gets its new date.
 */
export async function forgetDetails(
  { table, now }: Base,
  key: Key,
): Promise<{ outcome: 'forgotten' | 'later' | 'passed' }> {
  if (ageRetentionAt(key)) return forgetVoteAges({ table, now }, key)
  const retention = await getRetention(table, key)
  if (!retention) return { outcome: 'passed' }
  const scope = publicScope(schoolOfRetention(key)) // the scheduler acts for every school
  const { session: id } = retention
  const session = await getSession(table, scope, id)
  const due = session && retentionEnd(session)
  if (due && instantOf(now()) < due) {
    await table.commit(putRetention(scope, { ...retention, due }))
    return { outcome: 'later' }
  }
  const replies = await getReplies(table, scope, id)
  const counts = retention.counts ?? countsOf(replies)
  if (!retention.counts) await table.commit(putRetention(scope, { session: id, counts, ...(due && { due }) }))
  let isComplete = true
  for (const reply of replies.filter(hasDetails)) {
    if (!(await tryCommit(table, saveReply(scope, id, withoutDetails(reply))))) isComplete = false
  }
  for (const state of await getItemStates(table, scope, id)) {
    if (!state.signUp || !hasNotes(state.signUp)) continue
    const bare = { ...state, signUp: withoutNotes(state.signUp), revision: state.revision + 1 }
    if (!(await tryCommit(table, saveItem(scope, id, bare)))) isComplete = false
  }
  if (session && !(await forgetAges(table, scope, session.workshop))) isComplete = false
  // A reply or ballot that was changed at this moment is left to the next run.
  if (!isComplete) return { outcome: 'later' }
  await table.commit(putRetention(scope, { session: id, counts }))
  return { outcome: 'forgotten' }
}
