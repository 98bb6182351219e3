import { mustOrganize, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import type { Message } from './message.ts'
import { newestMessages } from './store.ts'

const SHOWN = 100

/** What was sent of late, newest first: what a machine without an e-mail server keeps instead. */
export async function listOutbox({ table, actor, now }: Context, school: string): Promise<Message[]> {
  mustOrganize(actor)
  const seconds = now().toSeconds()
  const messages = await newestMessages(table, scopeOf(actor, school), SHOWN)
  // The database removes what has expired some time later; nobody sees it until then.
  return messages.filter((message) => message.expiresAt > seconds)
}
