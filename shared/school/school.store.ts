import type { SchoolScope } from '../access/actor.ts'
import { refuse } from '../access/refusal.ts'
import type { AnyKey, Consistency, Key, Table, Write } from '../table/table.ts'
import type { School } from './school.ts'

/** The key of a school. */
export function schoolKey(scope: SchoolScope): Key {
  return { pk: `SCHOOL#${scope}`, sk: SCHOOL }
}

const SCHOOL = 'SCHOOL'

/** Whether an item with that key is a school. */
export function isSchoolKey({ sk }: AnyKey): boolean {
  return sk === SCHOOL
}

const directory = 'SCHOOLS'

/** The school, or undefined. */
export async function getSchool(
  table: Table,
  scope: SchoolScope,
  reading?: Consistency,
): Promise<School | undefined> {
  return table.get<School>(schoolKey(scope), reading)
}

/** The school's timeline: the days before a session at which its preparations are due. */
export async function timelineOf(table: Table, scope: SchoolScope): Promise<School['settings']['timeline']> {
  const { settings } = (await getSchool(table, scope)) ?? refuse('not-found')
  return settings.timeline
}

/** A new school and its entry in the deployment's directory. */
export function addSchoolWrites(scope: SchoolScope, school: School): Write[] {
  return [
    { put: { ...schoolKey(scope), ...school }, when: 'absent' },
    { put: { pk: directory, sk: `SCHOOL#${school.id}`, id: school.id, name: school.name } },
  ]
}

/** The changed school, if nobody changed it since the given revision. */
export function changeSchoolWrites(scope: SchoolScope, school: School, revision: number): Write[] {
  return [
    { put: { ...schoolKey(scope), ...school }, when: { equals: { revision } } },
    { put: { pk: directory, sk: `SCHOOL#${school.id}`, id: school.id, name: school.name } },
  ]
}

/** A page of the deployment's schools: ids and names. */
export async function listDirectory(
  table: Table,
  page: { limit: number; after?: string },
): Promise<{ items: { id: string; name: string }[]; next?: string }> {
  const { items, next } = await table.query<{ id: string; name: string }>({ pk: directory, ...page })
  return { items: items.map(({ id, name }) => ({ id, name })), ...(next && { next }) }
}
