import { mustOrganize, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { newestOfShards } from '../message/message.store.ts'
import { type UnsentMessages, unsentOf } from '../message/message-count.ts'
import { instantOf } from '../time/instant.ts'

/**
 * The messages to families that should have left and wait, among the newest 2,000 or so, for organizers; `isPartial`
 * where there are older ones, of which some may wait as well.
 */
export async function readUnsent({ table, actor, now }: Context, school: string): Promise<UnsentMessages> {
  mustOrganize(actor)
  const { messages, hasOlder } = await newestOfShards(table, scopeOf(actor, school))
  const unsent = unsentOf(messages, instantOf(now()))
  return hasOlder ? { ...unsent, isPartial: true } : unsent
}
