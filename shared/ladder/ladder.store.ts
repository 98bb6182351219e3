import type { SchoolScope } from '../access/actor.ts'
import type { Item, Key, Table, Write } from '../table/table.ts'
import type { Invitation, Nomination, Path } from './ladder.ts'

const partition = (scope: SchoolScope) => `SCHOOL#${scope}#LADDER`
const pathKey = (scope: SchoolScope, family: string): Key => ({ pk: partition(scope), sk: `PATH#${family}` })
const invitationKey = (scope: SchoolScope, family: string, id: string): Key => ({
  pk: partition(scope),
  sk: `INVITATION#${family}#${id}`,
})
const nominationKey = (scope: SchoolScope, id: string): Key => ({
  pk: partition(scope),
  sk: `NOMINATION#${id}`,
})
function revised(put: Item, revision: number): Write {
  return { put, when: revision === 1 ? 'absent' : { equals: { revision: revision - 1 } } }
}

/** A family's path, or undefined. */
export async function getPath(table: Table, scope: SchoolScope, family: string): Promise<Path | undefined> {
  return table.get<Path>(pathKey(scope, family))
}

/** The paths of all families. */
export async function pathsOf(table: Table, scope: SchoolScope): Promise<Path[]> {
  return table.queryAll<Path>(partition(scope), 'PATH#')
}

/** A path, if nobody changed it since the revision before its own. */
export function putPath(scope: SchoolScope, path: Path): Write {
  return revised({ ...pathKey(scope, path.family), ...path }, path.revision)
}

/** Deletes a family's path. */
export function removePath(scope: SchoolScope, family: string): Write {
  return { remove: pathKey(scope, family) }
}

/** The invitations of a family, or of all. */
export async function invitationsOf(
  table: Table,
  scope: SchoolScope,
  family?: string,
): Promise<Invitation[]> {
  return table.queryAll<Invitation>(partition(scope), family ? `INVITATION#${family}#` : 'INVITATION#')
}

/** An invitation, if nobody changed it since the revision before its own. */
export function putInvitation(scope: SchoolScope, invitation: Invitation): Write {
  const { family, id, revision } = invitation
  return revised({ ...invitationKey(scope, family, id), ...invitation }, revision)
}

/** Deletes an invitation. */
export function removeInvitation(scope: SchoolScope, { family, id }: Invitation): Write {
  return { remove: invitationKey(scope, family, id) }
}

/** The nominations. */
export async function nominationsOf(table: Table, scope: SchoolScope): Promise<Nomination[]> {
  return table.queryAll<Nomination>(partition(scope), 'NOMINATION#')
}

/** Saves a nomination. */
export function putNomination(scope: SchoolScope, nomination: Nomination): Write {
  return { put: { ...nominationKey(scope, nomination.id), ...nomination } }
}

/** Deletes a nomination. */
export function removeNomination(scope: SchoolScope, id: string): Write {
  return { remove: nominationKey(scope, id) }
}
