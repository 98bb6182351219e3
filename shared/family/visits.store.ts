import type { SchoolScope } from '../access/actor.ts'
import { packedItems } from '../packed/packed.store.ts'
import { type Packing, packedKeys, putPacked, removePacked } from '../packed/packing.store.ts'
import { contentOf, type Table, type Write } from '../table/table.ts'
import type { CountedVisits, Visits } from './visits.ts'

const KEYS = packedKeys('SCHOOL#{school}#VISITS', 'FAMILY#{family}')

/** The visits of every family. */
export async function visitsOf(table: Table, school: SchoolScope): Promise<Visits[]> {
  return table.queryAll<Visits>(KEYS.partition({ school }))
}

/** The dates of every family's visits. */
export async function countedVisits(table: Table, school: SchoolScope): Promise<CountedVisits[]> {
  return packedItems(table, KEYS.partition({ school }), VISITS)
}

/** How the visits of a school's families are packed: in whole seconds since 1970. */
export const VISITS: Packing<CountedVisits, number[], CountedVisits> = {
  keys: KEYS,
  parts: 16,
  row: ({ sessions }) => sessions.map(({ at }) => Math.floor(Date.parse(at) / 1000)),
  id: ({ family }) => family,
  counted: (family, seconds) => ({
    family,
    sessions: seconds.map((one) => ({ at: new Date(one * 1000).toISOString() })),
  }),
}

/** The visits of a family; empty if it never came. */
export async function getVisits(table: Table, school: SchoolScope, family: string): Promise<Visits> {
  return (await table.get<Visits>(KEYS.key({ school, family }))) ?? { family, sessions: [], revision: 0 }
}

/** The visits of those of these families that came, in any order. */
export async function visitsWith(
  table: Table,
  school: SchoolScope,
  families: readonly string[],
): Promise<Visits[]> {
  const items = await table.getItems(families.map((family) => KEYS.key({ school, family })))
  return items.map((item) => contentOf<Visits>(item))
}

/** Stores the visits, if they have not changed since the previous revision. */
export function putVisits(school: SchoolScope, visits: Visits): Write {
  return putPacked(
    { ...KEYS.key({ school, family: visits.family }), ...visits },
    visits.revision === 1 ? 'absent' : { equals: { revision: visits.revision - 1 } },
  )
}

/** Deletes the visits of a family, if they have not changed. */
export function removeVisits(school: SchoolScope, { family, revision }: Visits): Write {
  return removePacked(KEYS.key({ school, family }), { equals: { revision } })
}
