import type { SchoolScope } from '../access/actor.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { Wording } from './wording.ts'

const partition = (scope: SchoolScope) => `SCHOOL#${scope}#WORDINGS`
const wordingKey = (scope: SchoolScope, kind: string, language: string): Key => ({
  pk: partition(scope),
  sk: `WORDING#${kind}#${language}`,
})

/** The school's own wording of a kind in a language, or undefined. */
export async function getWording(
  table: Table,
  scope: SchoolScope,
  { kind, language }: { kind: string; language: string },
): Promise<Wording | undefined> {
  return table.get<Wording>(wordingKey(scope, kind, language))
}

/** All of the school's own wordings. */
export async function wordingsOf(table: Table, scope: SchoolScope): Promise<Wording[]> {
  return table.queryAll<Wording>(partition(scope), 'WORDING#')
}

/** Saves a wording. */
export function putWording(scope: SchoolScope, wording: Wording): Write {
  return { put: { ...wordingKey(scope, wording.kind, wording.language), ...wording } }
}

/** Deletes a wording, so that the catalogue's applies. */
export function removeWording(scope: SchoolScope, kind: string, language: string): Write {
  return { remove: wordingKey(scope, kind, language) }
}
