import type { SchoolScope } from '../access/actor.ts'
import type { Key, Table, Write } from '../table/table.ts'
import type { Wording } from './wording.ts'

const partition = (scope: SchoolScope) => `SCHOOL#${scope}#WORDINGS`
const wordingKey = (scope: SchoolScope, kind: string, language: string): Key => ({
  pk: partition(scope),
  sk: `WORDING#${kind}#${language}`,
})

/** The school's own words for a kind in a language, or undefined. */
export async function getWording(
  table: Table,
  scope: SchoolScope,
  { kind, language }: { kind: string; language: string },
): Promise<Wording | undefined> {
  return table.get<Wording>(wordingKey(scope, kind, language))
}

/** All words of the school's own. */
export async function wordingsOf(table: Table, scope: SchoolScope): Promise<Wording[]> {
  return table.queryAll<Wording>(partition(scope), 'WORDING#')
}

/** The school's own words from now on. */
export function putWording(scope: SchoolScope, wording: Wording): Write {
  return { put: { ...wordingKey(scope, wording.kind, wording.language), ...wording } }
}

/** Back to the words of the catalogue. */
export function removeWording(scope: SchoolScope, kind: string, language: string): Write {
  return { remove: wordingKey(scope, kind, language) }
}
