import type { SchoolScope } from '../access/actor.ts'
import { hashOf, newSecret } from '../access/identifier.ts'
import { withMarker } from '../table/pending-marker.ts'
import type { Item, Key, PackedItem, Page, Table, Write } from '../table/table.ts'
import { PORTABLE_MESSAGES, type PortableKind, TECHNICAL } from './portable-kind.ts'
import { UnusableArchive } from './unusable-archive.ts'

// Small enough that what is in memory at once is a few hundred kilobytes, and large enough that calls are few.
const PAGE = 100
const PARTITIONS_AT_ONCE = 20

/** The items of a kind, a few at a time, in the partitions of its owners as these are asked for. */
export async function* portableItems(
  table: Table,
  school: SchoolScope,
  kind: PortableKind,
  owners: AsyncIterable<readonly string[]>,
): AsyncGenerator<Item[]> {
  for await (const some of owners) {
    for (let at = 0; at < some.length; at += PARTITIONS_AT_ONCE) {
      const partitions = some
        .slice(at, at + PARTITIONS_AT_ONCE)
        .map((owner) => partitionOf(kind, school, owner))
      const pages = await Promise.all(partitions.map((pk) => pageOf(table, kind, pk)))
      for (const [place, pk] of partitions.entries())
        yield* pagesFrom(table, kind, { pk, page: pages[place] })
    }
  }
}

async function* pagesFrom(
  table: Table,
  kind: PortableKind,
  { pk, page }: { pk: string; page: Page<Item> | undefined },
): AsyncGenerator<Item[]> {
  for (
    let read = page;
    read;
    read = read.next === undefined ? undefined : await pageOf(table, kind, pk, read.next)
  )
    yield read.items.filter((item) => isPortable(kind, item))
}

function pageOf(table: Table, { sk }: PortableKind, pk: string, after?: string): Promise<Page<Item>> {
  const prefix = sk.split('{')[0] ?? ''
  return table.queryItems({ pk, prefix, limit: PAGE, ...(after && { after }) })
}

function partitionOf({ pk }: PortableKind, school: string, owner: string): string {
  return pk.replace('{school}', school).replace('{owner}', owner)
}

// A message that waits leaves from where it was, and one that carries a link or a code stays there.
function isPortable({ name, sk }: PortableKind, item: Item): boolean {
  if (name === 'messages') return PORTABLE_MESSAGES.includes(String(item.kind)) && item.duePk === undefined
  return sk.includes('{') || item.sk === sk
}

/** What leaves of an item: its key, and the fields that its kind lists. */
export function portableFields(kind: PortableKind, item: Item): Item {
  const names: readonly string[] = [...TECHNICAL, ...kind.fields]
  const kept = Object.entries(item).filter(
    ([name]) => names.includes(name) && !(kind.isPacked && isDue(name)),
  )
  const plain = kept.map(([name, value]) => [name, isBytes(kind, name) ? base64Of(value) : value] as const)
  const packedBytes = plain.find(([, value]) => value instanceof Uint8Array)
  if (packedBytes) throw new Error(`${kind.name}: ${packedBytes[0]} is bytes.`)
  return { pk: item.pk, sk: item.sk, ...Object.fromEntries(plain) }
}

const isBytes = ({ bytes = [] }: PortableKind, name: string) => bytes.includes(name)
const base64Of = (value: unknown) =>
  value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value

const isDue = (name: string) => name === 'duePk' || name === 'dueSk'

/** The item in a line of an archive. Refuses one of another kind or school, and fields that its kind does not have. */
export function itemInLine(kind: PortableKind, school: string, line: unknown): Item {
  const item = line as Partial<Item> | null // its shape is what is checked here
  const isKeyed = typeof item === 'object' && typeof item?.pk === 'string' && typeof item.sk === 'string'
  if (!item || !isKeyed) throw new UnusableArchive('damaged', kind.name)
  if (!patternOf(kind, school).test(`${item.pk} / ${item.sk}`))
    throw new UnusableArchive('foreign', kind.name)
  const { pk = '', sk = '', ...fields } = item
  const names: readonly string[] = [...TECHNICAL, ...kind.fields]
  const stray = Object.keys(fields).find((name) => !names.includes(name))
  if (stray !== undefined) throw new UnusableArchive('foreign', `${kind.name} ${stray}`)
  const bytes = (kind.bytes ?? []).map((name) => [name, Buffer.from(String(fields[name]), 'base64')] as const)
  return { ...fields, ...Object.fromEntries(bytes), pk, sk }
}

function patternOf({ pk, sk }: PortableKind, school: string): RegExp {
  const key = `${pk.replace('{school}', school)} / ${sk}`
  return new RegExp(`^${key.replaceAll('{owner}', '[^#/ ]+').replaceAll('{id}', '[^/]+')}$`)
}

/**
 * An item as it is put back: with a marker where a packed copy is made of it, and a family with a link that nobody knows,
 * so that every link and code from before has ended.
 */
export function restoredItem({ name, isPacked }: PortableKind, item: Item): Item {
  const whole = name === 'families' ? { ...item, links: [hashOf(newSecret())] } : item
  // The keys of its kind are those of packed items.
  return isPacked ? withMarker(whole as Record<string, unknown> as PackedItem) : whole
}

/** That a school is being restored: from which archive, by its hash, and since when. */
export type Restoring = { archive: string; since: string }

const restoringKey = (school: SchoolScope): Key => ({ pk: 'RESTORING', sk: `SCHOOL#${school}` })

/** From which archive a school is being restored; undefined where none is. */
export function getRestoring(table: Table, school: SchoolScope): Promise<Restoring | undefined> {
  return table.get<Restoring>(restoringKey(school))
}

/** Notes that a school is being restored, where no other archive of it is. */
export function beginRestoring(school: SchoolScope, restoring: Restoring): Write {
  return { put: { ...restoringKey(school), ...restoring }, when: 'absent' }
}

/** Notes that a school is restored. */
export function endRestoring(school: SchoolScope, { archive }: Restoring): Write {
  return { remove: restoringKey(school), when: { equals: { archive } } }
}
