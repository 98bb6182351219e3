import type { SchoolScope } from '../access/actor.ts'
import {
  type CopyPart,
  type CopyRows,
  PART,
  partsIn,
  rowsIn,
  type StaleMarker,
  staleKey,
} from '../packed/copy.store.ts'
import { markedKey } from '../table/pending-marker.ts'
import { contentOf, type Item, type Key, type Table } from '../table/table.ts'
import {
  type DirectoryIndex,
  directoryIndexKey,
  directoryPartition,
  type FamilySource,
  HEARD,
  indexOf,
} from './directory.store.ts'
import { type ListedRow, listedRow, type Searched, searchedOf } from './directory.ts'
import type { Family } from './family.ts'
import { type HeardRow, lastHeard } from './heard.ts'

// With more pending families, or more changed parts, everything is read: one query costs less than many items.
const MOST_PENDING = 100
const MOST_CHANGED_PARTS = 8
// About a kilobyte each.
const MOST_REMEMBERED = 20_000

type Part = { revision: number; families?: Searched[]; heard?: CopyRows<HeardRow> }
type Memory = { born: string; parts: Map<string, Part>; all?: Searched[] }

// What this process read of the lists of schools, the least recently used first.
const memories = new Map<string, Memory>()

/**
 * Every family of a school as its list shows it, in any order: from memory, the parts that changed since, and the families
 * that are not packed yet. While nothing changed that costs the read of the index and a look for pending families.
 */
export async function readDirectory(
  table: Table,
  source: FamilySource,
  scope: SchoolScope,
): Promise<Searched[]> {
  const pk = source.partition(scope)
  // The markers before the index: what is packed meanwhile is in the parts, or still has its marker.
  const [markers, heads] = await Promise.all([
    table.unpacked(pk, MOST_PENDING + 1),
    table.getItems([directoryIndexKey(scope), staleKey(pk)], 'recent'),
  ])
  const found = heads.find(({ sk }) => sk === directoryIndexKey(scope).sk)
  const index = found && indexOf(contentOf(found))
  const stale = heads.find(({ sk }) => sk === staleKey(pk).sk)
  const isStale = stale !== undefined && contentOf<StaleMarker>(stale).whole === false
  if (!index?.isWhole || isStale || markers.length > MOST_PENDING) return readFamilies(table, source, scope)
  // An item that was removed and put again has two markers.
  const sks = new Set(markers.map((key) => markedKey(key).sk).filter((sk) => sk.startsWith(source.prefix)))
  const pending = [...sks].map((sk) => ({ pk, sk }))
  const [memory, newer] = await Promise.all([
    upToDate(table, scope, index),
    pending.length > 0 ? table.getItems(pending) : [],
  ])
  remember(scope, memory)
  memory.all ??= assembled(memory)
  return pending.length > 0 ? withPending(memory, source, { pending, newer }) : memory.all
}

/** The list from the families themselves, where its packed copy cannot be trusted. */
async function readFamilies(
  table: Table,
  { partition, prefix }: FamilySource,
  scope: SchoolScope,
): Promise<Searched[]> {
  const [families, stored] = await Promise.all([
    table.queryAll<Family>(partition(scope), prefix, 'recent'),
    table.queryAll<CopyPart>(directoryPartition(scope), HEARD, 'recent'),
  ])
  const heard = new Map(stored.flatMap(({ rows }) => [...rowsIn<HeardRow>(rows)]))
  return families.map((family) => withHeard(searchedOf(family.id, listedRow(family)), heard.get(family.id)))
}

async function upToDate(
  table: Table,
  scope: SchoolScope,
  { born, revisions }: DirectoryIndex,
): Promise<Memory> {
  const known = memories.get(scope)
  const kept = known?.born === born ? known : undefined
  const changed = Object.keys(revisions).filter((sk) => kept?.parts.get(sk)?.revision !== revisions[sk])
  if (kept && changed.length === 0) return kept
  const parts =
    kept && changed.length <= MOST_CHANGED_PARTS
      ? await partsIn(table, directoryPartition(scope), changed, 'recent')
      : await allParts(table, scope)
  const read = [...parts].map(([sk, part]) => [sk, readable(sk, part)] as const)
  return { born, parts: new Map([...(kept?.parts ?? []), ...read]) }
}

async function allParts(table: Table, scope: SchoolScope): Promise<Map<string, CopyPart>> {
  const pk = directoryPartition(scope)
  const stored = await table.queryAll<CopyPart & { part: string }>(pk, undefined, 'recent')
  return new Map(stored.flatMap((one) => (one.rows ? [[one.part, one] as const] : [])))
}

function readable(sk: string, { rows, revision }: CopyPart): Part {
  if (sk.startsWith(HEARD)) return { revision, heard: rowsIn<HeardRow>(rows) }
  return { revision, families: [...rowsIn<ListedRow>(rows)].map(([id, row]) => searchedOf(id, row)) }
}

function assembled({ parts }: Memory): Searched[] {
  const heard = heardIn(parts)
  return [...parts].flatMap(([sk, { families = [] }]) =>
    sk.startsWith(PART) ? families.map((family) => withHeard(family, heard.get(family.id))) : [],
  )
}

function heardIn(parts: Memory['parts']): Map<string, HeardRow> {
  return new Map([...parts.values()].flatMap((part) => [...(part.heard ?? [])]))
}

function withHeard(family: Searched, row: HeardRow | undefined): Searched {
  const heard = row && lastHeard(row)
  return heard ? { ...family, heard } : family
}

function withPending(
  { all = [], parts }: Memory,
  { prefix }: FamilySource,
  { pending, newer }: { pending: readonly Key[]; newer: readonly Item[] },
): Searched[] {
  const ids = new Set(pending.map(({ sk }) => sk.slice(prefix.length)))
  const heard = heardIn(parts)
  const read = newer.map((item) => {
    const family = contentOf<Family>(item)
    return withHeard(searchedOf(family.id, listedRow(family)), heard.get(family.id))
  })
  return [...all.filter(({ id }) => !ids.has(id)), ...read]
}

/** Keeps what was read, and forgets the lists that were not used for longest where there are too many families. */
function remember(scope: SchoolScope, memory: Memory): void {
  memories.delete(scope)
  memories.set(scope, memory)
  let families = 0
  for (const [school, { all }] of [...memories].reverse()) {
    families += all?.length ?? 0
    if (families > MOST_REMEMBERED && school !== scope) memories.delete(school)
  }
}
