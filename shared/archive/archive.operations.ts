import { createHash } from 'node:crypto'
import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import type { PictureFiles } from '../access/picture-files.ts'
import { refuse } from '../access/refusal.ts'
import { getContact } from '../family/contact.store.ts'
import { type Contact, contactName } from '../family/contact.ts'
import { pageOfFamilies } from '../family/family.store.ts'
import type { Family } from '../family/family.ts'
import { noteWholeSchool } from '../family/viewing.operations.ts'
import { MANY_FAMILIES } from '../family/viewing.store.ts'
import { getSchool } from '../school/school.store.ts'
import { instantOf } from '../time/instant.ts'
import { picturesOf } from '../workshop/picture.store.ts'
import { bytesOfPicture } from '../workshop/picture-file.operations.ts'
import { workshopsOf } from '../workshop/workshop.store.ts'
import { portableFields, portableItems } from './archive.store.ts'
import { MANIFEST, manifestOf, type Part } from './manifest.ts'
import { CONTACTS, type Owner, PICTURE_FILES, PORTABLE_KINDS } from './portable-kind.ts'
import { type ZippedFile, zipped } from './zip-writing.ts'

const OUTBOX_SHARDS = 16
const FAMILIES_AT_ONCE = 100

/**
 * Everything of a school but its secrets as a zip, made while it is read: the bytes of a few items are in memory at once,
 * whatever the number of families. For organizers; what a family may read of who looked says that it was downloaded.
 */
export async function archiveSchool(
  context: Context,
  pictures: PictureFiles,
  schoolId: string,
): Promise<AsyncGenerator<Uint8Array<ArrayBuffer>>> {
  const { table, actor, now } = context
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolId)
  const { id, name } = (await getSchool(table, scope)) ?? refuse('not-found')
  // Before its first byte leaves.
  await noteWholeSchool(context, schoolId)
  const parts: Part[] = []
  const files = async function* (): AsyncGenerator<ZippedFile> {
    for (const file of filesOf({ table, pictures }, scope)) yield counted(file, parts)
    const manifest = manifestOf({ id, name }, instantOf(now()), parts)
    yield { name: MANIFEST, chunks: [Buffer.from(JSON.stringify(manifest, undefined, 2))] }
  }
  return zipped(files())
}

/**
 * The same as the body of an answer: made while it is sent, or whole where an answer has `largest` bytes at most. Refuses
 * `too-large` there, for an operator to save it.
 */
export async function archiveAnswer(
  context: Context,
  pictures: PictureFiles,
  { school, largest }: { school: string; largest: number | undefined },
): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | Uint8Array<ArrayBuffer>> {
  const chunks = await archiveSchool(context, pictures, school)
  if (largest === undefined) return streamOf(chunks)
  const all: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of chunks) {
    all.push(chunk)
    bytes += chunk.length
    if (bytes > largest) refuse('too-large', { why: 'school' })
  }
  return new Uint8Array(Buffer.concat(all))
}

// Made when it is asked for: whoever reads slowly holds back the reads of the table.
function streamOf(chunks: AsyncGenerator<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await chunks.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      async cancel() {
        await chunks.return(undefined)
      },
    },
    { highWaterMark: 1 },
  )
}

/** A file of an archive: objects, a line each, as they come. */
type LinesFile = { name: string; lines: AsyncIterable<readonly object[]> }

/** The file as bytes; what they add up to is noted when they have all been asked for. */
function counted({ name, lines }: LinesFile, parts: Part[]): ZippedFile {
  const chunks = async function* () {
    const sha256 = createHash('sha256')
    const part = { name, lines: 0, bytes: 0 }
    for await (const some of lines) {
      if (some.length === 0) continue
      const chunk = Buffer.from(some.map((line) => `${JSON.stringify(line)}\n`).join(''))
      sha256.update(chunk)
      part.lines += some.length
      part.bytes += chunk.length
      yield chunk
    }
    parts.push({ ...part, sha256: sha256.digest('hex') })
  }
  return { name: `${name}.ndjson`, chunks: chunks() }
}

type Stores = Pick<Context, 'table'> & { pictures: PictureFiles }

function* filesOf({ table, pictures }: Stores, scope: SchoolScope): Generator<LinesFile> {
  for (const kind of PORTABLE_KINDS) {
    const lines = async function* () {
      const owners = ownersOf(table, scope, kind.of)
      for await (const items of portableItems(table, scope, kind, owners))
        yield items.map((item) => portableFields(kind, item))
    }
    yield { name: kind.name, lines: lines() }
  }
  yield { name: PICTURE_FILES, lines: pictureLines({ table, pictures }, scope) }
  yield { name: CONTACTS, lines: contactLines(table, scope) }
}

/** What has a partition of its own, a few at a time. */
async function* ownersOf(
  table: Context['table'],
  scope: SchoolScope,
  of: Owner,
): AsyncGenerator<readonly string[]> {
  if (of === 'school') yield ['']
  if (of === 'shard') yield Array.from({ length: OUTBOX_SHARDS }, (_, shard) => String(shard))
  if (of === 'family') {
    yield [MANY_FAMILIES]
    for await (const families of familyPages(table, scope)) yield families.map(({ id }) => id)
  }
  if (of === 'workshop' || of === 'session' || of === 'topic') {
    const workshops = await workshopsOf(table, scope)
    const sessions = workshops.flatMap((workshop) => workshop.sessions ?? []).map(({ id }) => id)
    yield [...(of === 'session' ? [] : workshops.map(({ id }) => id)), ...(of === 'workshop' ? [] : sessions)]
  }
}

async function* familyPages(table: Context['table'], scope: SchoolScope): AsyncGenerator<Family[]> {
  let cursor: string | undefined
  do {
    const { items, next } = await pageOfFamilies(table, scope, {
      limit: FAMILIES_AT_ONCE,
      ...(cursor && { cursor }),
    })
    yield items
    cursor = next?.replace('FAMILY#', '')
  } while (cursor)
}

/** The pictures themselves; one that is taken back meanwhile is left out. */
async function* pictureLines(
  { table, pictures }: Stores,
  scope: SchoolScope,
): AsyncGenerator<readonly object[]> {
  for (const picture of await picturesOf(table, scope)) {
    const { workshop, about, hash } = picture
    const bytes = await bytesOfPicture(table, pictures, { scope, picture })
    if (bytes) yield [{ workshop, about, hash, jpeg: Buffer.from(bytes).toString('base64') }]
  }
}

/** Which addresses of families opted out, asked for fewer messages, or fail; of the others nothing is known. */
async function* contactLines(table: Context['table'], scope: SchoolScope): AsyncGenerator<readonly object[]> {
  for await (const families of familyPages(table, scope)) {
    const states = families.flatMap(contactsOf).map(async (contact) => {
      const state = await getContact(table, contact)
      return state ? [{ ...contact, ...state }] : []
    })
    yield (await Promise.all(states)).flat()
  }
}

// A number for calls may be on a list of those that want no texts.
function contactsOf({ caregivers }: Family): Contact[] {
  const contacts = caregivers.flatMap(({ channels }) =>
    channels.flatMap(({ kind, address }): Contact[] => {
      if (address === undefined || kind === 'paper') return []
      const own = { channel: kind, to: address }
      return kind === 'phone' ? [own, { channel: 'sms', to: address }] : [own]
    }),
  )
  return [...new Map(contacts.map((contact) => [contactName(contact), contact])).values()]
}
