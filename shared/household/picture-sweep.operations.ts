import type { SchoolScope } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import type { PictureFiles } from '../access/picture-files.ts'
import type { AnyKey } from '../table/table.ts'
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
 * that can come back. Idempotent, and right whenever it runs: a file is held before it is stored, and its name passes from
 * one to the other in one transaction, so that the files are read first, then what holds them, then the pictures. Returns how
 * many were removed.
 */
export async function sweepPictures(
  { table }: Pick<Context, 'table'>,
  files: PictureFiles,
  school: SchoolScope,
): Promise<number> {
  const stored = await files.list(school)
  if (stored.length === 0) return 0
  const held = await heldFilesOf(table, school)
  const named = new Set((await picturesOf(table, school)).map(({ file }) => file))
  for (const { file, family } of held)
    if (family === undefined || (await getRemovedFamily(table, school, family))) named.add(file)
  const unnamed = stored.filter((file) => !named.has(file))
  for (const file of unnamed) await files.remove(school, file)
  return unnamed.length
}
