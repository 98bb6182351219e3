import type { SchoolScope } from '../access/actor.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { HostProfile } from './host-profile.ts'

const VERSION = 1
const partition = (scope: SchoolScope) => `SCHOOL#${scope}#INTRODUCTIONS`
const keyOf = (scope: SchoolScope, workshop: string): Key => ({
  pk: partition(scope),
  sk: `WORKSHOP#${workshop}`,
})

/** How the host of a workshop introduces themselves, or undefined. */
export async function getHostProfile(
  table: Table,
  scope: SchoolScope,
  workshop: string,
): Promise<HostProfile | undefined> {
  return table.get<HostProfile>(keyOf(scope, workshop))
}

/** The profiles of a school's hosts. */
export async function hostProfilesOf(table: Table, scope: SchoolScope): Promise<HostProfile[]> {
  return table.queryAll<HostProfile>(partition(scope))
}

/** Saves a profile that is new (revision 1), or unchanged since the revision before. */
export function saveHostProfile(scope: SchoolScope, profile: HostProfile): Write {
  const { workshop, revision } = profile
  return {
    put: { ...keyOf(scope, workshop), version: VERSION, ...profile },
    when: revision === 1 ? 'absent' : { equals: { revision: revision - 1 } },
  }
}

/** Deletes a profile. */
export function removeHostProfile(scope: SchoolScope, workshop: string): Write {
  return { remove: keyOf(scope, workshop) }
}
