import type { SchoolScope } from '../access/actor.ts'
import { keyPattern } from '../table/key-pattern.ts'
import type { Consistency, Item, Table, Write } from '../table/table.ts'
import type { Viewing } from './viewing.ts'

const KEYS = keyPattern('SCHOOL#{school}#VIEWED#{family}', 'DAY#{day}#{on}#{member}')

/** In the place of a family: a list too long to note each of its families. No id has capitals. */
export const MANY_FAMILIES = 'MANY'

/** The item of a viewing: of the same member, day and place there is one, so that noting it again only moves its time. */
export function viewingItem(school: SchoolScope, family: string, viewing: Viewing): Item {
  return { ...keyOf(school, family, viewing), ...viewing }
}

/** The viewings of a family, or of `MANY_FAMILIES`, in the order of their days. */
export async function viewingsOf(
  table: Table,
  school: SchoolScope,
  family: string,
  reading?: Consistency,
): Promise<Viewing[]> {
  return table.queryAll<Viewing>(KEYS.partition({ school, family }), KEYS.prefix, reading)
}

/** Stores a viewing under another family. */
export function putViewing(school: SchoolScope, family: string, viewing: Viewing): Write {
  return { put: viewingItem(school, family, viewing) }
}

/** Deletes a viewing. */
export function removeViewing(school: SchoolScope, family: string, viewing: Viewing): Write {
  return { remove: keyOf(school, family, viewing) }
}

function keyOf(school: SchoolScope, family: string, { at, on, member }: Viewing) {
  return KEYS.key({ school, family, day: at.slice(0, 10), on, member })
}
