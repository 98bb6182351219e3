import type { SchoolScope } from '../access/actor.ts'
import type { Consistency, Key, Table, Write } from '../table/table.ts'
import type { HostNote } from './host-note.ts'

const VERSION = 1
const partition = (scope: SchoolScope) => `SCHOOL#${scope}#HOST-NOTES`
const prefix = (workshop: string) => `NOTE#${workshop}#`
const noteKey = (scope: SchoolScope, { workshop, id }: Pick<HostNote, 'workshop' | 'id'>): Key => ({
  pk: partition(scope),
  sk: prefix(workshop) + id,
})

/** A note of a workshop's host, or undefined. */
export async function getHostNote(
  table: Table,
  scope: SchoolScope,
  of: Pick<HostNote, 'workshop' | 'id'>,
): Promise<HostNote | undefined> {
  return table.get<HostNote>(noteKey(scope, of))
}

/** The notes about a workshop. */
export async function hostNotesAbout(
  table: Table,
  scope: SchoolScope,
  workshop: string,
): Promise<HostNote[]> {
  return table.queryAll<HostNote>(partition(scope), prefix(workshop))
}

/** The notes about all workshops of a school. */
export async function hostNotesOf(
  table: Table,
  scope: SchoolScope,
  reading?: Consistency,
): Promise<HostNote[]> {
  return table.queryAll<HostNote>(partition(scope), 'NOTE#', reading)
}

/** A note that is new (revision 1), or that nobody changed since the revision before its own. */
export function putHostNote(scope: SchoolScope, note: HostNote): Write {
  return {
    put: { ...noteKey(scope, note), version: VERSION, ...note },
    when: note.revision === 1 ? 'absent' : { equals: { revision: note.revision - 1 } },
  }
}

/** Deletes a note, if nobody changed it. */
export function removeHostNote(scope: SchoolScope, note: HostNote): Write {
  return { remove: noteKey(scope, note), when: { equals: { revision: note.revision } } }
}
