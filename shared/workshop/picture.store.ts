import { publicScope, type SchoolScope } from '../access/actor.ts'
import { keyPattern } from '../table/key-pattern.ts'
import type { AnyKey, Key, Table, Write } from '../table/table.ts'
import { PICTURED, type Picture, type Pictured } from './picture.ts'

const VERSION = 1
const partition = (scope: SchoolScope) => `SCHOOL#${scope}#PICTURES`
const prefix = (workshop: string) => `WORKSHOP#${workshop}#`
const keyOf = (scope: SchoolScope, workshop: string, about: Pictured): Key => ({
  pk: partition(scope),
  sk: prefix(workshop) + about,
})
// JPEGs from before they were files.
const oldFileKeyOf = (scope: SchoolScope, workshop: string, about: Pictured): Key => ({
  pk: `SCHOOL#${scope}#PICTURE-FILES`,
  sk: prefix(workshop) + about,
})
const HELD = keyPattern('SCHOOL#{school}#PICTURE-HOLDS', 'FILE#{file}')

type OldFile = { jpeg: string }

/**
 * Keeps the bytes of a file that no picture names: while it is being stored, or as long as `family`, which the team removed,
 * can come back. Expires by itself, at `expiresAt` (seconds since 1970).
 */
export type HeldFile = { file: string; family?: string; expiresAt: number }

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

/** The JPEG of a picture from before they were files, or undefined. */
export async function getOldPictureFile(
  table: Table,
  scope: SchoolScope,
  { workshop, about }: Pick<Picture, 'workshop' | 'about'>,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const stored = await table.get<OldFile>(oldFileKeyOf(scope, workshop, about))
  return stored && new Uint8Array(Buffer.from(stored.jpeg, 'base64'))
}

function savePicture(scope: SchoolScope, picture: Picture) {
  return { put: { ...keyOf(scope, picture.workshop, picture.about), version: VERSION, ...picture } }
}

/** Passes a picture to another family. Fails where it was replaced or taken back meanwhile. */
export function passPicture(scope: SchoolScope, picture: Picture, family: string): Write {
  const { hash, at } = picture
  return { ...savePicture(scope, { ...picture, family }), when: { equals: { hash, at } } }
}

/** Saves a picture whose bytes were held until now, in the place of the one before. Fails once they are not held any more. */
export function saveHeldPicture(scope: SchoolScope, picture: Picture & { file: string }): Write[] {
  return [
    savePicture(scope, picture),
    { remove: holdKeyOf(scope, picture.file), when: 'present' },
    { remove: oldFileKeyOf(scope, picture.workshop, picture.about) },
  ]
}

/** Deletes a picture; its file goes once nothing names it. */
export function removePicture(
  scope: SchoolScope,
  { workshop, about }: Pick<Picture, 'workshop' | 'about'>,
): Write[] {
  return [{ remove: keyOf(scope, workshop, about) }, { remove: oldFileKeyOf(scope, workshop, about) }]
}

/** Deletes every picture of a workshop. */
export function removePictures(scope: SchoolScope, workshop: string): Write[] {
  return PICTURED.flatMap((about) => removePicture(scope, { workshop, about }))
}

const holdKeyOf = (school: SchoolScope, file: string): Key => HELD.key({ school, file })

/** Holds a file. */
export function holdFile(scope: SchoolScope, held: HeldFile): Write {
  return { put: { ...holdKeyOf(scope, held.file), version: VERSION, ...held } }
}

/** Lets go of a file. */
export function dropHold(scope: SchoolScope, file: string): Write {
  return { remove: holdKeyOf(scope, file) }
}

/** Whether a file is still held. */
export async function isHeld(table: Table, scope: SchoolScope, file: string): Promise<boolean> {
  return (await table.get(holdKeyOf(scope, file))) !== undefined
}

/** The files of a school that are held. */
export function heldFilesOf(table: Table, school: SchoolScope): Promise<HeldFile[]> {
  return table.queryAll<HeldFile>(HELD.partition({ school }), HELD.prefix)
}

const NAMING = /^SCHOOL#(.+)#(?:PICTURES|PICTURE-HOLDS)$/

/** The school of an item that names a file; undefined for other items. */
export function schoolOfPicture({ pk }: AnyKey): SchoolScope | undefined {
  const [, school] = NAMING.exec(pk) ?? []
  return school === undefined ? undefined : publicScope(school)
}
