import type { SchoolScope } from '../access/actor.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { Conversation } from './conversation.ts'

const partition = (scope: SchoolScope) => `SCHOOL#${scope}#CONVERSATIONS`
const conversationKey = (scope: SchoolScope, family: string, id: string): Key => ({
  pk: partition(scope),
  sk: `FAMILY#${family}#${id}`,
})

/** What was noted of conversations with all families. */
export async function conversationsOf(table: Table, scope: SchoolScope): Promise<Conversation[]> {
  return table.queryAll<Conversation>(partition(scope), 'FAMILY#')
}

/** What was noted of conversations with a family. */
export async function conversationsWith(
  table: Table,
  scope: SchoolScope,
  family: string,
): Promise<Conversation[]> {
  return table.queryAll<Conversation>(partition(scope), `FAMILY#${family}#`)
}

/** A conversation that is new, or that nobody changed since the revision before its own. */
export function putConversation(scope: SchoolScope, conversation: Conversation): Write {
  const { family, id, revision } = conversation
  return {
    put: { ...conversationKey(scope, family, id), ...conversation },
    when: revision === 1 ? 'absent' : { equals: { revision: revision - 1 } },
  }
}

/** Forgets a conversation. */
export function removeConversation(scope: SchoolScope, { family, id }: Conversation): Write {
  return { remove: conversationKey(scope, family, id) }
}
