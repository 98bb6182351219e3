import type { SchoolScope } from '../access/actor.ts'
import { compressed, decompressed } from '../packed/item-size.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { Conversation } from './conversation.ts'
import type { Coverage } from './coverage.ts'

const partition = (scope: SchoolScope) => `SCHOOL#${scope}#CONVERSATIONS`
const conversationKey = (scope: SchoolScope, family: string, id: string): Key => ({
  pk: partition(scope),
  sk: `FAMILY#${family}#${id}`,
})

/** The conversations with all families. */
export async function conversationsOf(table: Table, scope: SchoolScope): Promise<Conversation[]> {
  return table.queryAll<Conversation>(partition(scope), 'FAMILY#')
}

/** The conversations with a family. */
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

/** Deletes a conversation. */
export function removeConversation(scope: SchoolScope, { family, id }: Conversation): Write {
  return { remove: conversationKey(scope, family, id) }
}

/** The last published coverage of a school year. */
export type PublishedCoverage = { coverage: Coverage; revision: number }

// Compressed, since there may be very many groups and an item has a size limit.
type StoredCoverage = Omit<PublishedCoverage, 'coverage'> & { coverage: Coverage | Uint8Array }

const coverageKey = (scope: SchoolScope, year: number): Key => ({
  pk: `SCHOOL#${scope}#COVERAGE`,
  sk: `YEAR#${year}`,
})

/** The last published coverage of a school year (`2026` for the year that begins then), or undefined. */
export async function getCoverage(
  table: Table,
  scope: SchoolScope,
  year: number,
): Promise<PublishedCoverage | undefined> {
  const kept = await table.get<StoredCoverage>(coverageKey(scope, year))
  return kept && { ...kept, coverage: decompressed(kept.coverage) }
}

/** Publishes a coverage, if nobody published another since the revision before its own. */
export function putCoverage(scope: SchoolScope, year: number, published: PublishedCoverage): Write {
  return {
    put: { ...coverageKey(scope, year), ...published, coverage: compressed(published.coverage) },
    when: published.revision === 1 ? 'absent' : { equals: { revision: published.revision - 1 } },
  }
}
