import type { SchoolScope } from '../access/actor.ts'
import { beginCopy } from '../packed/bulk.store.ts'
import { packedItems } from '../packed/packed.store.ts'
import type { Packing } from '../packed/parts.store.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { CountedVisits, Visits } from './visits.ts'

const visitsPartition = (scope: SchoolScope) => `SCHOOL#${scope}#VISITS`

const visitsKey = (scope: SchoolScope, family: string): Key => ({
  pk: visitsPartition(scope),
  sk: `FAMILY#${family}`,
})

/** Initializes the visits of a new school. */
export function beginVisits(scope: SchoolScope): Write {
  return beginCopy(visitsPartition(scope))
}

/** The visits of every family. */
export async function visitsOf(table: Table, scope: SchoolScope): Promise<Visits[]> {
  return table.queryAll<Visits>(visitsPartition(scope))
}

/** The dates of every family's visits. */
export async function countedVisits(table: Table, scope: SchoolScope): Promise<CountedVisits[]> {
  return packedItems(table, visitsPartition(scope), VISITS)
}

/** How the visits of a school's families are packed: in whole seconds since 1970. */
export const VISITS: Packing<CountedVisits, number[], CountedVisits> = {
  prefix: 'FAMILY#',
  parts: 16,
  row: ({ sessions }) => sessions.map(({ at }) => Math.floor(Date.parse(at) / 1000)),
  id: ({ family }) => family,
  counted: (family, seconds) => ({
    family,
    sessions: seconds.map((one) => ({ at: new Date(one * 1000).toISOString() })),
  }),
}

/** Whether a partition contains the visits of a school's families. */
export function isOfVisits(pk: string): boolean {
  return /^SCHOOL#[^#]+#VISITS$/.test(pk)
}

/** The visits of a family; empty if it never came. */
export async function getVisits(table: Table, scope: SchoolScope, family: string): Promise<Visits> {
  return (await table.get<Visits>(visitsKey(scope, family))) ?? { family, sessions: [], revision: 0 }
}

/** Stores the visits, if they have not changed since the previous revision. */
export function putVisits(scope: SchoolScope, visits: Visits): Write {
  return {
    put: { ...visitsKey(scope, visits.family), ...visits },
    when: visits.revision === 1 ? 'absent' : { equals: { revision: visits.revision - 1 } },
    packed: true,
  }
}

/** Deletes the visits of a family, if they have not changed. */
export function removeVisits(scope: SchoolScope, { family, revision }: Visits): Write {
  return { remove: visitsKey(scope, family), when: { equals: { revision } }, packed: true }
}
