import type { SchoolScope } from '../access/actor.ts'
import { withRoom } from '../access/room.ts'
import type { Item, Key, Page, Table, Write } from '../table/table.ts'
import type { Family } from './family.ts'

const VERSION = 1
const partition = (scope: SchoolScope) => `SCHOOL#${scope}#FAMILIES`
const familyKey = (scope: SchoolScope, id: string): Key => ({ pk: partition(scope), sk: `FAMILY#${id}` })

/** The family, or undefined. */
export async function getFamily(table: Table, scope: SchoolScope, id: string): Promise<Family | undefined> {
  return table.get<Family>(familyKey(scope, id))
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

/** The family as it lies in the table, for writing many at once. Refuses what has no room. */
export function familyItem(scope: SchoolScope, family: Family): Item {
  return { ...familyKey(scope, family.id), version: VERSION, ...withRoom(family) }
}

/** A family that is new, or that nobody changed since the revision before its own. */
export function putFamily(scope: SchoolScope, family: Family): Write {
  return {
    put: familyItem(scope, family),
    when: family.revision === 1 ? 'absent' : { equals: { revision: family.revision - 1 } },
  }
}

/** Takes a family out, if nobody changed it since. */
export function removeFamilyWrite(scope: SchoolScope, family: Family): Write {
  return { remove: familyKey(scope, family.id), when: { equals: { revision: family.revision } } }
}
