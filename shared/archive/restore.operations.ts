import { publicScope, type SchoolScope } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import type { PictureFiles } from '../access/picture-files.ts'
import { sameText } from '../access/secret.ts'
import { getContact, putContact } from '../family/contact.store.ts'
import { hear } from '../family/directory.store.ts'
import type { Hearing } from '../family/heard.ts'
import type { Conversation } from '../outreach/conversation.ts'
import { addSchoolWrites, getSchool } from '../school/school.store.ts'
import type { School } from '../school/school.ts'
import { ConditionFailed, contentOf, type Item, type Table } from '../table/table.ts'
import { updateCounts } from '../tally/tally.operations.ts'
import { addMemberWrites } from '../team/member.store.ts'
import type { Member } from '../team/member.ts'
import { instantOf } from '../time/instant.ts'
import { getPicture, saveHeldPicture } from '../workshop/picture.store.ts'
import { storeHeld } from '../workshop/picture-file.operations.ts'
import { beginRestoring, endRestoring, getRestoring, itemInLine, restoredItem } from './archive.store.ts'
import { type OpenArchive, openArchive } from './archive-reading.ts'
import type { Manifest } from './manifest.ts'
import { CONTACTS, PICTURE_FILES, PORTABLE_KINDS, type PortableKind } from './portable-kind.ts'
import { type ContactLine, contactInLine, pictureInLine } from './portable-line.ts'
import { UnusableArchive } from './unusable-archive.ts'
import type { ByteSource } from './zip-reading.ts'

// With the writes that open the school fewer than the hundred of a transaction.
const DUE_WITH_SCHOOL = 80

/**
 * Restores the school of an archive under its own id where it is absent. The whole archive is checked before anything is
 * written. The school is not there for anybody before its last transaction; where a restore ends before that, the same
 * archive goes on with it, and another one is refused. `name` is that of its school, to be sure.
 */
export async function restoreSchool(
  context: Pick<Context, 'table' | 'now'>,
  pictures: PictureFiles,
  { source, name }: { source: ByteSource; name: string | undefined },
): Promise<Manifest> {
  const { table, now } = context
  const archive = await openArchive(source)
  const { manifest, hash } = archive
  await checkArchive(archive)
  if (manifest.school.name !== name) throw new UnusableArchive('another-school', manifest.school.name)
  const scope = publicScope(manifest.school.id)
  if (await getSchool(table, scope)) throw new UnusableArchive('school-there')
  const restoring = await beginOrGoOn(table, scope, { archive: hash, since: instantOf(now()) })
  const due: Item[] = []
  for (const kind of PORTABLE_KINDS)
    if (kind.name !== 'school')
      for await (const items of itemsIn(archive, kind))
        due.push(...(await putBack(context, scope, kind, items)))
  await putBackPictures(context, pictures, { scope, archive })
  await putBackContacts(table, archive)
  await open(table, scope, { archive, due, restoring })
  return manifest
}

/** Whether a restore of a school began and did not end. */
export async function isRestoring({ table }: Pick<Context, 'table'>, school: string): Promise<boolean> {
  return (await getRestoring(table, publicScope(school))) !== undefined
}

/** Reads a whole archive. Refuses what does not belong to its school, or is not as it was written. */
async function checkArchive(archive: OpenArchive): Promise<void> {
  const known = new Set([...PORTABLE_KINDS.map((kind) => kind.name), PICTURE_FILES, CONTACTS])
  const stray = archive.manifest.parts.find((part) => !known.has(part.name))
  if (stray) throw new UnusableArchive('foreign', stray.name)
  let schools = 0
  for (const kind of PORTABLE_KINDS)
    for await (const items of itemsIn(archive, kind)) if (kind.name === 'school') schools += items.length
  for await (const lines of archive.linesOf(PICTURE_FILES)) lines.map(pictureInLine)
  for await (const lines of archive.linesOf(CONTACTS)) lines.map(contactInLine)
  if (schools !== 1) throw new UnusableArchive('damaged', 'school')
}

async function* itemsIn(archive: OpenArchive, kind: PortableKind): AsyncGenerator<Item[]> {
  const { id } = archive.manifest.school
  for await (const lines of archive.linesOf(kind.name)) yield lines.map((line) => itemInLine(kind, id, line))
}

type Restoring = { archive: string; since: string }

async function beginOrGoOn(table: Table, scope: SchoolScope, restoring: Restoring): Promise<Restoring> {
  const known = await getRestoring(table, scope)
  if (known && known.archive !== restoring.archive) throw new UnusableArchive('other-half-restored')
  if (known) return known
  try {
    await table.commit(beginRestoring(scope, restoring))
  } catch (fault) {
    if (fault instanceof ConditionFailed) throw new UnusableArchive('other-half-restored')
    throw fault
  }
  return restoring
}

/** Puts items back, and counts them as if they were new. Returns those that wait for the clock, which go last. */
async function putBack(
  { table, now }: Pick<Context, 'table' | 'now'>,
  scope: SchoolScope,
  kind: PortableKind,
  all: readonly Item[],
): Promise<Item[]> {
  const seconds = now().toSeconds()
  const items = all.filter(({ expiresAt }) => typeof expiresAt !== 'number' || expiresAt > seconds)
  const isDue = ({ duePk }: Item) => duePk !== undefined
  const restored = items.filter((item) => !isDue(item)).map((item) => restoredItem(kind, item))
  await table.putAll(restored)
  if (kind.isPacked) await updateCounts({ table }, restored)
  if (kind.name === 'conversations') await hear(table, scope, hearingsIn(items))
  if (kind.name === 'members') await table.putAll(restored.flatMap((item) => addressesOf(scope, item)))
  return items.filter(isDue)
}

function hearingsIn(items: readonly Item[]): Hearing[] {
  const talks = items.map((item) => contentOf<Conversation>(item))
  return talks
    .filter(({ outcome }) => outcome === 'reached')
    .map(({ family, at }) => ({ family, kind: 'talked', at }))
}

/** The items by which a member is found at sign-in. They lead nowhere before the school is there. */
function addressesOf(scope: SchoolScope, item: Item): Item[] {
  const writes = addMemberWrites(scope, contentOf<Member>(item))
  return writes.flatMap((write) => ('put' in write && write.put.sk !== item.sk ? [write.put as Item] : []))
}

/** Stores the pictures that items name; each as if it were new, and again where a restore goes on. */
async function putBackPictures(
  context: Pick<Context, 'table' | 'now'>,
  pictures: PictureFiles,
  { scope, archive }: { scope: SchoolScope; archive: OpenArchive },
): Promise<void> {
  for await (const lines of archive.linesOf(PICTURE_FILES))
    for (const { bytes, hash, ...which } of lines.map(pictureInLine)) {
      const picture = await getPicture(context.table, scope, which)
      // Replaced, or taken back, while the archive was made.
      if (!picture || !sameText(picture.hash, hash)) continue
      const file = await storeHeld(context, pictures, { scope, bytes })
      await context.table.commit(...saveHeldPicture(scope, { ...picture, file }))
    }
}

async function putBackContacts(table: Table, archive: OpenArchive): Promise<void> {
  for await (const lines of archive.linesOf(CONTACTS))
    for (const line of lines.map(contactInLine)) await putBackContact(table, line)
}

// What another school of this deployment learned later counts.
async function putBackContact(table: Table, { channel, to, ...state }: ContactLine): Promise<void> {
  const known = await getContact(table, { channel, to })
  if (!known || known.at < state.at) await table.commit(putContact({ channel, to }, state))
}

async function schoolIn(archive: OpenArchive): Promise<School> {
  for (const kind of PORTABLE_KINDS)
    if (kind.name === 'school')
      for await (const [item] of itemsIn(archive, kind)) if (item) return contentOf<School>(item)
  throw new UnusableArchive('damaged', 'school')
}

type Opening = { archive: OpenArchive; due: Item[]; restoring: Restoring }

/** The last transaction, by which the school is there: with it the work that is due first, before it that of later. */
async function open(table: Table, scope: SchoolScope, { archive, due, restoring }: Opening): Promise<void> {
  const school = await schoolIn(archive)
  const soonestFirst = due.toSorted((one, other) => (String(one.dueSk) < String(other.dueSk) ? -1 : 1))
  await table.putAll(soonestFirst.slice(DUE_WITH_SCHOOL))
  await table.commit(
    ...soonestFirst.slice(0, DUE_WITH_SCHOOL).map((put) => ({ put })),
    ...addSchoolWrites(scope, school),
    endRestoring(scope, restoring),
  )
}
