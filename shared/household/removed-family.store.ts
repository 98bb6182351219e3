import type { SchoolScope } from '../access/actor.ts'
import { mustFitInItem } from '../packed/item-size.ts'
import { keyPattern } from '../table/key-pattern.ts'
import type { Table, Write } from '../table/table.ts'
import type { RemovedFamily } from './removed-family.ts'

const KEYS = keyPattern('SCHOOL#{school}#REMOVED', 'FAMILY#{family}')

// The family as JSON: nothing but its return reads it.
type StoredRemoval = Omit<RemovedFamily, 'family'> & { family: string }

/** Keeps a family that the team removed. */
export function putRemovedFamily(school: SchoolScope, removed: RemovedFamily): Write {
  const stored: StoredRemoval = { ...removed, family: JSON.stringify(removed.family) }
  return { put: { ...KEYS.key({ school, family: removed.family.id }), ...mustFitInItem(stored) } }
}

/** A family that the team removed, or undefined. */
export async function getRemovedFamily(
  table: Table,
  school: SchoolScope,
  family: string,
): Promise<RemovedFamily | undefined> {
  const stored = await table.get<StoredRemoval>(KEYS.key({ school, family }))
  return stored && fromItem(stored)
}

/** The families that the team removed. */
export async function removedFamiliesOf(table: Table, school: SchoolScope): Promise<RemovedFamily[]> {
  return (await table.queryAll<StoredRemoval>(KEYS.partition({ school }), KEYS.prefix)).map(fromItem)
}

/** Forgets a removed family for good, as it came back. */
export function dropRemovedFamily(school: SchoolScope, family: string): Write {
  return { remove: KEYS.key({ school, family }) }
}

function fromItem({ family, ...removal }: StoredRemoval): RemovedFamily {
  return { ...removal, family: JSON.parse(family) }
}
