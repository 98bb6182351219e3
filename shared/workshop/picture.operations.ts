import { type Actor, mustOrganize, organizes, publicScope, scopeOf } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { hashOf, schoolOf } from '../access/identifier.ts'
import type { PictureFiles } from '../access/picture-files.ts'
import { refuse } from '../access/refusal.ts'
import { sameText } from '../access/secret.ts'
import { instantOf } from '../time/instant.ts'
import { readLed } from './host.operations.ts'
import { getPicture, isHeld, picturesOfWorkshop, removePicture, saveHeldPicture } from './picture.store.ts'
import { type Picture, type Pictured, type PictureInput, shownPictures } from './picture.ts'
import { bytesOfPicture, storeHeld } from './picture-file.operations.ts'
import { readPictureHeader } from './picture-header.ts'
import { checkHost, getWorkshop } from './workshop.store.ts'
import { isForFamilies, isPublic, type Workshop } from './workshop.ts'

/** Which picture: of which workshop, and what it shows. */
type Which = { workshop: string; about: Pictured }

/** The pictures that the host of a workshop shows to everybody, for the host. */
export async function readPictures(context: Context, workshop: string): Promise<Picture[]> {
  const { scope, host } = await readLed(context, workshop)
  return shownPictures(await picturesOfWorkshop(context.table, scope, workshop), host)
}

/** The pictures on a workshop's page, for the team. */
export async function readPicturesForTeam({ table, actor }: Context, workshop: Workshop): Promise<Picture[]> {
  mustOrganize(actor)
  const pictures = await picturesOfWorkshop(table, scopeOf(actor, schoolOf(workshop.id)), workshop.id)
  return shownPictures(pictures, workshop.hostFamily)
}

/** The pictures of a workshop, for anybody; see `shownPictures`. */
export async function readPublicPictures(
  { table }: Pick<Context, 'table'>,
  workshop: string,
): Promise<Picture[]> {
  return picturesOfWorkshop(table, publicScope(schoolOf(workshop)), workshop)
}

type Upload = Which & { file: Uint8Array; language: string }

/**
 * Shows a picture of the host, or of the workshop, to everybody on the public page, in the place of the one before.
 * Refuses one that the host does not agree to show, and what is no picture that can be stored; nothing is kept of it.
 * Refuses `conflict` where storing it took longer than its file was held.
 */
export async function showPicture(
  context: Context,
  files: PictureFiles,
  { workshop, about, file, language }: Upload,
  { shown, ...input }: PictureInput,
): Promise<void> {
  const { scope, host } = await readLed(context, workshop)
  if (!shown) refuse('invalid-input', { errors: [{ pointer: '/shown', detail: 'consent' }] })
  const header = readPictureHeader(file)
  const { encodePicture } = await import('./picture-codec.ts')
  const { bytes, width, height } = await encodePicture(file, header, about)
  const made = { workshop, about, family: host, hash: hashOf(bytes), width, height, language }
  const stored = await storeHeld(context, files, { scope, bytes })
  const picture = { ...input, ...made, file: stored, at: instantOf(context.now()) }
  await untilCommitted(async () => {
    // Whoever left, or leads it no more, meanwhile shows nothing; nor does a file that is not held any more.
    const [held] = await Promise.all([isHeld(context.table, scope, stored), readLed(context, workshop)])
    if (!held) refuse('conflict')
    await context.table.commit(checkHost(scope, workshop, host), ...saveHeldPicture(scope, picture))
  })
}

/** Takes a picture off the public page, by who leads the workshop: nothing of it stays. Idempotent. */
export async function withdrawPicture(context: Context, { workshop, about }: Which): Promise<void> {
  const { scope } = await readLed(context, workshop)
  await context.table.commit(...removePicture(scope, { workshop, about }))
}

/** Takes a picture off the public page, by an organizer. Idempotent. */
export async function takeDownPicture({ table, actor }: Context, { workshop, about }: Which): Promise<void> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(workshop))
  if (!(await getWorkshop(table, scope, workshop))) refuse('not-found')
  await table.commit(...removePicture(scope, { workshop, about }))
}

/**
 * The JPEG of a picture by the hash of its bytes, for whoever may see the workshop: everybody once it is public, before
 * that its host and the school's organizers. A picture that was replaced or taken back is `not-found`.
 */
export async function readPictureFile(
  { table, actor }: Context,
  files: PictureFiles,
  { workshop: id, about, hash }: Which & Pick<Picture, 'hash'>,
): Promise<Uint8Array<ArrayBuffer>> {
  const scope = publicScope(schoolOf(id))
  const [workshop, picture] = await Promise.all([
    getWorkshop(table, scope, id),
    getPicture(table, scope, { workshop: id, about }),
  ])
  const isShown = picture && sameText(picture.hash, hash) && picture.family === workshop?.hostFamily
  if (!workshop || !isShown || !maySee(actor, workshop)) return refuse('not-found')
  const bytes = await bytesOfPicture(table, files, { scope, picture })
  // One that was replaced between the two reads has another hash.
  return bytes && sameText(hashOf(bytes), hash) ? bytes : refuse('not-found')
}

function maySee(actor: Actor, workshop: Workshop): boolean {
  if (isPublic(workshop) && isForFamilies(workshop)) return true
  if (actor.kind === 'family') return actor.family === workshop.hostFamily
  const isOfSchool =
    actor.kind === 'deployment' || (actor.kind !== 'public' && actor.school === schoolOf(workshop.id))
  return organizes(actor) && isOfSchool
}
