import { mustOrganize, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import { newestMessages } from '../message/message.store.ts'
import { countStates, type StateCounts, type UnsentMessages, unsentOf } from '../message/message-count.ts'
import { instantOf } from '../time/instant.ts'

// More than a school of some hundred families writes in a season; a page never reads all messages of a large district.
const MOST_COUNTED = 500

/**
 * The messages to families that should have left and wait, among the newest 500, for organizers; `isPartial` where there are
 * older ones, of which some may wait as well.
 */
export async function readUnsent({ table, actor, now }: Context, school: string): Promise<UnsentMessages> {
  mustOrganize(actor)
  const messages = await newestMessages(table, scopeOf(actor, school), MOST_COUNTED + 1)
  const unsent = unsentOf(messages.slice(0, MOST_COUNTED), instantOf(now()))
  return messages.length > MOST_COUNTED ? { ...unsent, isPartial: true } : unsent
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
