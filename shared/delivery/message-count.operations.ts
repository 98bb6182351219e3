import { mustOrganize, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import { newestMessages, newestOfShards } from '../message/message.store.ts'
import { countStates, type StateCounts, type UnsentMessages, unsentOf } from '../message/message-count.ts'
import { instantOf } from '../time/instant.ts'

// More than a school of some hundred families writes in a season; a page never reads all messages of a large district.
const MOST_COUNTED = 500
// Some 2,000 in all: each shard holds the messages of some of the caregivers, so that what waits among those of one is not
// hidden by newer ones of others.
const MOST_OF_SHARD = 125

/**
 * The messages to families that should have left and wait, among the newest 2,000 or so, for organizers; `isPartial`
 * where there are older ones, of which some may wait as well.
 */
export async function readUnsent({ table, actor, now }: Context, school: string): Promise<UnsentMessages> {
  mustOrganize(actor)
  const { messages, hasOlder } = await newestOfShards(table, scopeOf(actor, school), MOST_OF_SHARD)
  const unsent = unsentOf(messages, instantOf(now()))
  return hasOlder ? { ...unsent, isPartial: true } : unsent
}

/** The states of the messages about a workshop among the newest 500 of its school, by `topicKey`, for organizers. */
export async function countMessages(
  { table, actor }: Context,
  workshop: string,
): Promise<ReadonlyMap<string, StateCounts>> {
  mustOrganize(actor)
  const messages = await newestMessages(table, scopeOf(actor, schoolOf(workshop)), MOST_COUNTED)
  return countStates(messages, workshop)
}
