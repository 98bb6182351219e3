import type { SchoolScope } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import type { PictureFiles } from '../access/picture-files.ts'
import type { AnyKey, Table } from '../table/table.ts'
import { NEWS } from '../tally/news-definition.ts'
import { heldFilesOf, picturesOf, schoolOfPicture } from '../workshop/picture.store.ts'
import { getRemovedFamily } from './removed-family.store.ts'

/**
 * The school whose files may have lost their last name with a change of the table; undefined where it is none, or `event` says
 * that nothing was removed.
 */
export function unnamedBy(key: AnyKey, event: string | undefined = NEWS.removal): SchoolScope | undefined {
  return event === NEWS.removal ? schoolOfPicture(key) : undefined
}

/**
 * Removes the files of a school that nothing names: no picture, no upload that is under way, no picture of a removed family
 * that can come back. Idempotent, and right whenever it runs: a file is held before it is stored, so that the files are read
 * first. Its name passes in one transaction from what holds it to a picture, and back where a family is removed; so what
 * holds files is read before the pictures and after them. Returns how many were removed.
 */
export async function sweepPictures(
  { table }: Pick<Context, 'table'>,
  files: PictureFiles,
  school: SchoolScope,
): Promise<number> {
  let unnamed = await files.list(school)
  for (const namedBy of [held, shown, held]) {
    if (unnamed.length === 0) return 0
    const named = await namedBy(table, school)
    unnamed = unnamed.filter((file) => !named.has(file))
  }
  for (const file of unnamed) await files.remove(school, file)
  return unnamed.length
}

async function held(table: Table, school: SchoolScope): Promise<ReadonlySet<string>> {
  const named = new Set<string>()
  for (const { file, family } of await heldFilesOf(table, school))
    if (family === undefined || (await getRemovedFamily(table, school, family))) named.add(file)
  return named
}

async function shown(table: Table, school: SchoolScope): Promise<ReadonlySet<string>> {
  return new Set((await picturesOf(table, school)).flatMap(({ file }) => file ?? []))
}
