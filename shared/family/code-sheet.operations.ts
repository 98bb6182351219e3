import { mustOrganize, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import {
  type CodeChoices,
  type CodePlace,
  type CodeQuery,
  codeChoices,
  codePlaces,
  orderOf,
} from './code-sheet.ts'
import { readDirectory } from './directory-reading.store.ts'
import { FAMILY_SOURCE, familiesWith } from './family.store.ts'
import type { Family } from './family.ts'

/** A part of the codes that were asked for: how many there are in all, their order, and the families from a place (from 0) on. */
export type CodeList = {
  choices: CodeChoices
  order: string
  found: number
  from: number
  places: CodePlace[]
}

/** A family that gets a code, under the class, bus or language by which it is sorted. */
export type CodedFamily = { family: Family; under?: string }

/**
 * The families whose codes are asked for, `size` of them at most from a place (from 0) on, for organizers. Reads the list of
 * families, which is in memory; a place beyond the last shows the first part.
 */
export async function listCodes(
  { table, actor }: Context,
  school: string,
  query: CodeQuery,
  part: { from: number; size: number },
): Promise<CodeList> {
  mustOrganize(actor)
  const all = await readDirectory(table, FAMILY_SOURCE, scopeOf(actor, school))
  const choices = codeChoices(all)
  const order = orderOf(query, choices)
  const places = codePlaces(all, { ...query, order })
  const from = part.from < places.length ? part.from : 0
  return {
    choices,
    order,
    found: places.length,
    from,
    places: places.slice(from, from + part.size),
  }
}

/** The families of a list of codes, in its order, for organizers; one that was removed meanwhile is left out. */
export async function readCoded(
  { table, actor }: Context,
  school: string,
  places: readonly CodePlace[],
): Promise<CodedFamily[]> {
  mustOrganize(actor)
  const ids = places.map(({ id }) => id)
  const families = await familiesWith(table, scopeOf(actor, school), ids)
  const known = new Map(families.map((family) => [family.id, family]))
  return places.flatMap(({ id, ...place }) => {
    const family = known.get(id)
    return family ? [{ family, ...place }] : []
  })
}
