import type { SchoolScope } from '../access/actor.ts'
import type { Key, Table, Write } from '../table/table.ts'
import { PICTURED, type Picture, type Pictured } from './picture.ts'

const VERSION = 1
const partition = (scope: SchoolScope) => `SCHOOL#${scope}#PICTURES`
const prefix = (workshop: string) => `WORKSHOP#${workshop}#`
const keyOf = (scope: SchoolScope, workshop: string, about: Pictured): Key => ({
  pk: partition(scope),
  sk: prefix(workshop) + about,
})
// Apart, so that a page that names pictures does not read them.
const fileKeyOf = (scope: SchoolScope, workshop: string, about: Pictured): Key => ({
  pk: `SCHOOL#${scope}#PICTURE-FILES`,
  sk: prefix(workshop) + about,
})

// As Base64: what is removed with a family is kept as JSON, and comes back from it.
type StoredFile = { jpeg: string }

/** The pictures of a workshop. */
export function picturesOfWorkshop(table: Table, scope: SchoolScope, workshop: string): Promise<Picture[]> {
  return table.queryAll<Picture>(partition(scope), prefix(workshop))
}

/** The pictures of a school's workshops. */
export function picturesOf(table: Table, scope: SchoolScope): Promise<Picture[]> {
  return table.queryAll<Picture>(partition(scope))
}

/** One picture of a workshop, or undefined. */
export function getPicture(
  table: Table,
  scope: SchoolScope,
  { workshop, about }: Pick<Picture, 'workshop' | 'about'>,
): Promise<Picture | undefined> {
  return table.get<Picture>(keyOf(scope, workshop, about))
}

/** The JPEG of a picture, or undefined. */
export async function getPictureFile(
  table: Table,
  scope: SchoolScope,
  { workshop, about }: Pick<Picture, 'workshop' | 'about'>,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const stored = await table.get<StoredFile>(fileKeyOf(scope, workshop, about))
  return stored && new Uint8Array(Buffer.from(stored.jpeg, 'base64'))
}

/** Saves what is known of a picture, as it is or for another family. */
export function savePicture(scope: SchoolScope, picture: Picture): Write {
  return { put: { ...keyOf(scope, picture.workshop, picture.about), version: VERSION, ...picture } }
}

/** Saves the JPEG of a picture in the place of the one before. */
export function savePictureFile(
  scope: SchoolScope,
  { workshop, about }: Pick<Picture, 'workshop' | 'about'>,
  bytes: Uint8Array,
): Write {
  const stored: StoredFile = { jpeg: Buffer.from(bytes).toString('base64') }
  return { put: { ...fileKeyOf(scope, workshop, about), version: VERSION, ...stored } }
}

/** Deletes a picture with its JPEG. */
export function removePicture(
  scope: SchoolScope,
  { workshop, about }: Pick<Picture, 'workshop' | 'about'>,
): Write[] {
  return [{ remove: keyOf(scope, workshop, about) }, { remove: fileKeyOf(scope, workshop, about) }]
}

/** Deletes every picture of a workshop. */
export function removePictures(scope: SchoolScope, workshop: string): Write[] {
  return PICTURED.flatMap((about) => removePicture(scope, { workshop, about }))
}
