import type { SchoolScope } from '../access/actor.ts'
import { shortOf } from '../access/identifier.ts'
import { isStale, markStale, packAll, unmarked } from '../packed/bulk.store.ts'
import { mustFitInItem } from '../packed/item-size.ts'
import { copyRevision, packedItems } from '../packed/packed.store.ts'
import { type Packing, packedKeys, putPacked, removePacked } from '../packed/packing.store.ts'
import {
  type AnyKey,
  type Consistency,
  contentOf,
  type Item,
  type PackedItem,
  type Page,
  type Table,
  type Write,
} from '../table/table.ts'
import type { FamilySource } from './directory.store.ts'
import type { Family } from './family.ts'

const VERSION = 1
const KEYS = packedKeys('SCHOOL#{school}#FAMILIES', 'FAMILY#{id}')
const partition = (school: SchoolScope) => KEYS.partition({ school })

/** The family, or undefined. */
export async function getFamily(
  table: Table,
  school: SchoolScope,
  id: string,
  reading?: Consistency,
): Promise<Family | undefined> {
  return table.get<Family>(KEYS.key({ school, id }), reading)
}

/** Those of these families that there are, in any order. */
export async function familiesWith(
  table: Table,
  school: SchoolScope,
  ids: readonly string[],
): Promise<Family[]> {
  const items = await table.getItems(ids.map((id) => KEYS.key({ school, id })))
  return items.map((item) => contentOf<Family>(item))
}

/** Whether an item is a family. */
export function isFamilyItem(key: AnyKey): boolean {
  return KEYS.parse(key) !== undefined
}

/** A page of the school's families, in the order of their ids. */
export async function pageOfFamilies(
  table: Table,
  scope: SchoolScope,
  page: { limit: number; cursor?: string },
): Promise<Page<Family>> {
  const after = page.cursor && { after: KEYS.prefix + page.cursor }
  return table.query<Family>({ pk: partition(scope), prefix: KEYS.prefix, limit: page.limit, ...after })
}

/** Every family of the school. */
export async function familiesOf(table: Table, scope: SchoolScope): Promise<Family[]> {
  return table.queryAll<Family>(partition(scope), KEYS.prefix)
}

/** The fields of a family that count in a vote. */
export type Voter = Pick<Family, 'id' | 'groups' | 'spokenLanguage'> & {
  bothMustAttend: boolean
  /** The short ids of its caregivers; absent in copies from before they were packed. */
  caregivers?: string[]
}

/** `caregivers` is a list joined by spaces, `together` is 1 where both must attend. */
type VoterRow = [groups: string[], spokenLanguage: string, caregivers?: string, together?: 0 | 1]

/** How the families of a school are packed. */
export const FAMILIES: Packing<Family, VoterRow, Voter> = {
  keys: KEYS,
  parts: 64,
  row: ({ groups, spokenLanguage, caregivers, bothMustAttend }) => [
    groups,
    spokenLanguage,
    caregivers.map(({ id }) => shortOf(id)).join(' '),
    bothMustAttend ? 1 : 0,
  ],
  id: ({ id }) => id,
  counted: (id, [groups, spokenLanguage, caregivers, together]) => ({
    id,
    groups,
    spokenLanguage,
    bothMustAttend: together === 1,
    ...(caregivers !== undefined && { caregivers: caregivers.split(' ') }),
  }),
}

/** What counts in a vote of every family of the school. */
export async function votersOf(table: Table, scope: SchoolScope): Promise<Voter[]> {
  return packedItems(table, partition(scope), FAMILIES)
}

/** How often what counts of families was packed: a number that only grows. */
export function votersRevision(table: Table, scope: SchoolScope): Promise<number> {
  return copyRevision(table, partition(scope))
}

/** The school of a family's key; undefined for another key. */
export function schoolOfFamily(key: AnyKey): string | undefined {
  return KEYS.parse(key)?.school
}

/** Marks the packed families as stale before an import writes many; until `packFamilies` the items themselves are read. */
export function markFamiliesStale(scope: SchoolScope, by: string): Write {
  return markStale(partition(scope), by)
}

/** Whether an import marked the packed families as stale and has not packed them. */
export function areFamiliesStale(table: Table, scope: SchoolScope): Promise<boolean> {
  return isStale(table, partition(scope))
}

/** Packs all families of the school, after an import wrote them. */
export async function packFamilies(table: Table, scope: SchoolScope, by: string): Promise<void> {
  // First, since the end of the other one says that nothing is stale any more.
  const { packDirectory } = await import('./directory.store.ts')
  await packDirectory(table, FAMILY_SOURCE, scope)
  await packAll(table, partition(scope), FAMILIES, by)
}

/** Where families are stored, of which their list is a second copy. */
export const FAMILY_SOURCE: FamilySource = { partition, prefix: KEYS.prefix }

/** The family as an import stores it, without a marker. Refuses one that is too large. */
export function familyItem(scope: SchoolScope, family: Family): Item {
  return unmarked(packedFamily(scope, family))
}

function packedFamily(school: SchoolScope, family: Family): PackedItem {
  return { ...KEYS.key({ school, id: family.id }), version: VERSION, ...mustFitInItem(family) }
}

/** A family that is new, or that nobody changed since the revision before its own. */
export function putFamily(scope: SchoolScope, family: Family): Write {
  return putPacked(packedFamily(scope, family), unchangedBefore(family))
}

/** The same of an import, without a marker. */
export function putImportedFamily(scope: SchoolScope, family: Family): Write {
  return { put: familyItem(scope, family), when: unchangedBefore(family) }
}

function unchangedBefore({ revision }: Family) {
  return revision === 1 ? ('absent' as const) : { equals: { revision: revision - 1 } }
}

/** Takes a family out, if nobody changed it since. */
export function removeFamilyWrite(school: SchoolScope, { id, revision }: Family): Write {
  return removePacked(KEYS.key({ school, id }), { equals: { revision } })
}
