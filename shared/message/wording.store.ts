import type { SchoolScope } from '../access/actor.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { Wording } from './wording.ts'

const partition = (scope: SchoolScope) => `SCHOOL#${scope}#WORDINGS`
const wordingKey = (scope: SchoolScope, kind: string, language: string): Key => ({
  pk: partition(scope),
  sk: `WORDING#${kind}#${language}`,
})

/** All of the school's own wordings, or those of one kind. */
export async function wordingsOf(table: Table, scope: SchoolScope, kind?: string): Promise<Wording[]> {
  return table.queryAll<Wording>(partition(scope), kind ? `WORDING#${kind}#` : 'WORDING#')
}

/** Saves a wording. */
export function putWording(scope: SchoolScope, wording: Wording): Write {
  return { put: { ...wordingKey(scope, wording.kind, wording.language), ...wording } }
}

/** Deletes a wording, so that the catalogue's applies. */
export function removeWording(scope: SchoolScope, kind: string, language: string): Write {
  return { remove: wordingKey(scope, kind, language) }
}
