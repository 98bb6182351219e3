import { mustOrganize, mustPrepare, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import type { Searched } from './directory.ts'
import { readDirectory } from './directory-reading.store.ts'
import { FAMILY_SOURCE } from './family.store.ts'
import { type Listing, type ListQuery, listingOf, soughtAmong } from './listing.ts'

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

/** Every family of the school as its list shows it, in any order, for the team. While nothing changed it is in memory. */
export async function listedFamilies(
  { table, actor }: Context,
  school: string,
): Promise<readonly Searched[]> {
  mustPrepare(actor)
  return readDirectory(table, FAMILY_SOURCE, scopeOf(actor, school))
}

/** The families that hold every word of a search in their names, addresses or numbers, by name. */
export async function searchFamilies(context: Context, school: string, search: string): Promise<Searched[]> {
  return soughtAmong(await listedFamilies(context, school), search)
}
