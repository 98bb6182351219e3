import { mustOrganize, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { readDirectory } from './directory-reading.store.ts'
import { FAMILY_SOURCE } from './family.store.ts'
import { type Listing, type ListQuery, listingOf } from './listing.ts'

/** How many families a page of the list shows. */
export const LIST_PAGE = 50

/** A page of the school's families that a query finds, from a place (from 0) on, for organizers. */
export async function listDirectory(
  { table, actor }: Context,
  school: string,
  query: ListQuery,
  from = 0,
): Promise<Listing> {
  mustOrganize(actor)
  const families = await readDirectory(table, FAMILY_SOURCE, scopeOf(actor, school))
  return listingOf(families, query, { from, size: LIST_PAGE })
}
