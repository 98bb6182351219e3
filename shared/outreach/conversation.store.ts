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

/** A coverage as it was told last, of one school year (`2026` for the year that begins then). */
export type ToldCoverage = { coverage: Coverage; revision: number }

// As many groups as families name: compressed, since an item is small.
type KeptCoverage = Omit<ToldCoverage, 'coverage'> & { coverage: Coverage | Uint8Array }

const coverageKey = (scope: SchoolScope, year: number): Key => ({
  pk: `SCHOOL#${scope}#COVERAGE`,
  sk: `YEAR#${year}`,
})

/** The coverage that was told last, or undefined. */
export async function getCoverage(
  table: Table,
  scope: SchoolScope,
  year: number,
): Promise<ToldCoverage | undefined> {
  const kept = await table.get<KeptCoverage>(coverageKey(scope, year))
  return kept && { ...kept, coverage: decompressed(kept.coverage) }
}

/** The coverage that is told from now on, if nobody told another meanwhile. */
export function putCoverage(scope: SchoolScope, year: number, told: ToldCoverage): Write {
  return {
    put: { ...coverageKey(scope, year), ...told, coverage: compressed(told.coverage) },
    when: told.revision === 1 ? 'absent' : { equals: { revision: told.revision - 1 } },
  }
}
