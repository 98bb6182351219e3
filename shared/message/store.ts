import type { SchoolScope } from '../access/actor.ts'
import type { Table, Write } from '../table/table.ts'
import type { Message } from './message.ts'

const partition = (scope: SchoolScope) => `SCHOOL#${scope}#OUTBOX`

/** Puts a message into the outbox; it goes by itself at `expires` (seconds since 1970). */
export function keepMessage(scope: SchoolScope, message: Message, expires: number): Write {
  return {
    put: { pk: partition(scope), sk: `MESSAGE#${message.at}#${message.id}`, ...message, expiresAt: expires },
  }
}

/** The newest messages of a school, as far back as it keeps them. */
export async function newestMessages(
  table: Table,
  scope: SchoolScope,
  limit: number,
): Promise<(Message & { expiresAt: number })[]> {
  const { items } = await table.query<Message & { expiresAt: number }>({
    pk: partition(scope),
    newestFirst: true,
    limit,
  })
  return items
}
