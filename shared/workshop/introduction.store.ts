import type { SchoolScope } from '../access/actor.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { Introduction } from './introduction.ts'

const VERSION = 1
const partition = (scope: SchoolScope) => `SCHOOL#${scope}#INTRODUCTIONS`
const keyOf = (scope: SchoolScope, workshop: string): Key => ({
  pk: partition(scope),
  sk: `WORKSHOP#${workshop}`,
})

/** How the host of a workshop introduces themselves, or undefined. */
export async function getIntroduction(
  table: Table,
  scope: SchoolScope,
  workshop: string,
): Promise<Introduction | undefined> {
  return table.get<Introduction>(keyOf(scope, workshop))
}

/** The introductions of a school's hosts. */
export async function introductionsOf(table: Table, scope: SchoolScope): Promise<Introduction[]> {
  return table.queryAll<Introduction>(partition(scope))
}

/** Saves an introduction that is new (revision 1), or unchanged since the revision before. */
export function saveIntroduction(scope: SchoolScope, introduction: Introduction): Write {
  const { workshop, revision } = introduction
  return {
    put: { ...keyOf(scope, workshop), version: VERSION, ...introduction },
    when: revision === 1 ? 'absent' : { equals: { revision: revision - 1 } },
  }
}

/** Deletes an introduction. */
export function removeIntroduction(scope: SchoolScope, workshop: string): Write {
  return { remove: keyOf(scope, workshop) }
}
