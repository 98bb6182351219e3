import type { SchoolScope } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { newId } from '../access/identifier.ts'
import type { PictureFiles } from '../access/picture-files.ts'
import { getOldPictureFile, holdFile } from './picture.store.ts'
import type { Picture } from './picture.ts'

// Longer than any upload: bytes that were stored, and never named, go after it.
const HELD_HOURS = 1

/**
 * Stores the bytes of a picture that is about to name them, and returns the name of their file. First the table holds the
 * file, then its bytes are stored: whatever is interrupted leaves bytes that nobody sees, and that go.
 */
export async function storeHeld(
  { table, now }: Pick<Context, 'table' | 'now'>,
  files: PictureFiles,
  { scope, bytes }: { scope: SchoolScope; bytes: Uint8Array },
): Promise<string> {
  // Never used again: what removes an earlier file late cannot meet this one.
  const file = newId()
  const expiresAt = Math.ceil(now().plus({ hours: HELD_HOURS }).toSeconds())
  await table.commit(holdFile(scope, { file, expiresAt }))
  await files.put(scope, file, bytes)
  return file
}

/** The JPEG of a picture from storage, or from the table where it is from before; undefined where it is gone meanwhile. */
export function bytesOfPicture(
  table: Context['table'],
  files: PictureFiles,
  { scope, picture }: { scope: SchoolScope; picture: Picture },
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return picture.file ? files.get(scope, picture.file) : getOldPictureFile(table, scope, picture)
}

/** A picture as a family's copy has it: with its JPEG as an address that browsers open. */
export async function copyOfPicture(
  table: Context['table'],
  files: PictureFiles,
  whose: { scope: SchoolScope; picture: Picture },
) {
  const { family: _, hash: _named, file: _file, ...known } = whose.picture
  const bytes = await bytesOfPicture(table, files, whose)
  return {
    ...known,
    ...(bytes && { jpeg: `data:image/jpeg;base64,${Buffer.from(bytes).toString('base64')}` }),
  }
}
