import type { SchoolScope } from '../access/actor.ts'
import { beginCopy, isLeftBehind, leaveBehind, packAll } from '../packed/bulk.store.ts'
import { mustFitInItem } from '../packed/item-size.ts'
import { packedItems } from '../packed/packed.store.ts'
import type { Packing } from '../packed/parts.store.ts'
import type { Item, Key, Page, Reading, Table, Write } from '../table/table.ts'
import type { Family } from './family.ts'

const VERSION = 1
const partition = (scope: SchoolScope) => `SCHOOL#${scope}#FAMILIES`
const familyKey = (scope: SchoolScope, id: string): Key => ({ pk: partition(scope), sk: `FAMILY#${id}` })

/** The family, or undefined. */
export async function getFamily(
  table: Table,
  scope: SchoolScope,
  id: string,
  reading?: Reading,
): Promise<Family | undefined> {
  return table.get<Family>(familyKey(scope, id), reading)
}

/** A page of the school's families, in the order of their ids. */
export async function pageOfFamilies(
  table: Table,
  scope: SchoolScope,
  page: { limit: number; cursor?: string },
): Promise<Page<Family>> {
  const after = page.cursor && { after: `FAMILY#${page.cursor}` }
  return table.query<Family>({ pk: partition(scope), prefix: 'FAMILY#', limit: page.limit, ...after })
}

/** Every family of the school. */
export async function familiesOf(table: Table, scope: SchoolScope): Promise<Family[]> {
  return table.queryAll<Family>(partition(scope), 'FAMILY#')
}

/** The fields of a family that count in a vote. */
export type Voter = Pick<Family, 'id' | 'groups' | 'spokenLanguage'>

/** How the families of a school are packed. */
export const FAMILIES: Packing<Voter, [groups: string[], spokenLanguage: string], Voter> = {
  prefix: 'FAMILY#',
  parts: 64,
  row: ({ groups, spokenLanguage }) => [groups, spokenLanguage],
  id: ({ id }) => id,
  counted: (id, [groups, spokenLanguage]) => ({ id, groups, spokenLanguage }),
}

/** Whether a partition holds the families of a school. */
export function isOfFamilies(pk: string): boolean {
  return /^SCHOOL#[^#]+#FAMILIES$/.test(pk)
}

/** What counts in a vote of every family of the school. */
export async function votersOf(table: Table, scope: SchoolScope): Promise<Voter[]> {
  return packedItems(table, partition(scope), FAMILIES)
}

/** The families of a new school: none. */
export function beginFamilies(scope: SchoolScope): Write {
  return beginCopy(partition(scope))
}

/** Says that families are about to be written by the hundred: until `packFamilies` all are read as they lie. */
export function leaveFamiliesBehind(scope: SchoolScope, by: string): Write {
  return leaveBehind(partition(scope), by)
}

/** Whether somebody who wrote families by the hundred has not packed them. */
export function areFamiliesBehind(table: Table, scope: SchoolScope): Promise<boolean> {
  return isLeftBehind(table, partition(scope))
}

/** Packs all families of the school, after they were written by the hundred. */
export function packFamilies(table: Table, scope: SchoolScope, by: string): Promise<void> {
  return packAll(table, partition(scope), FAMILIES, by)
}

/** The family as it lies in the table, for writing by the hundred. Refuses what has no room. */
export function familyItem(scope: SchoolScope, family: Family): Item {
  return { ...familyKey(scope, family.id), version: VERSION, ...mustFitInItem(family) }
}

/** A family that is new, or that nobody changed since the revision before its own. */
export function putFamily(scope: SchoolScope, family: Family): Write {
  return {
    put: familyItem(scope, family),
    when: family.revision === 1 ? 'absent' : { equals: { revision: family.revision - 1 } },
    packed: true,
  }
}

/** The same of one among hundreds. */
export function putFamilyAmongMany(scope: SchoolScope, family: Family): Write {
  return { ...putFamily(scope, family), packed: false }
}

/** Takes a family out, if nobody changed it since. */
export function removeFamilyWrite(scope: SchoolScope, family: Family): Write {
  return {
    remove: familyKey(scope, family.id),
    when: { equals: { revision: family.revision } },
    packed: true,
  }
}
