import type { SchoolScope } from '../access/actor.ts'
import { randomText } from '../access/identifier.ts'
import {
  type CopyPart,
  type CopyRows,
  PART,
  partOf,
  partsIn,
  rowsIn,
  untilWritten,
  writePart,
} from '../packed/copy.store.ts'
import type { Follow } from '../packed/pack.store.ts'
import { tryCommit } from '../table/attempt.ts'
import { contentOf, type Item, type Key, type Table } from '../table/table.ts'
import { type ListedRow, listedRow } from './directory.ts'
import type { Family } from './family.ts'
import { type HeardKind, type HeardRow, type Hearing, withHearing, withLast } from './heard.ts'

/** Where the families themselves are stored. */
export type FamilySource = { partition: (scope: SchoolScope) => string; prefix: string }

/**
 * How often each part of a school's list was written, by its sort key: whoever has the list in memory reads this alone.
 * `isWhole` once all families were packed; `born` tells lists of one school in two tables apart.
 */
export type DirectoryIndex = { born: string; isWhole?: boolean; revisions: Record<string, number> }

/** What the sort keys of the parts begin with that hold when families were heard from. */
export const HEARD = 'HEARD#'

// Few, since each part is rounded up to a write unit at the end of an import, and since the index of all is to cost one
// unit; small, since each vote rewrites one, and since no part may pass 100 KB at 100,000 families.
const LIST_PARTS = 30
const HEARD_PARTS = 64

/** The partition of a school's list. */
export const directoryPartition = (scope: SchoolScope) => `SCHOOL#${scope}#DIRECTORY`

/** The key of the index of a school's list. */
export const directoryIndexKey = (scope: SchoolScope): Key => ({
  pk: directoryPartition(scope),
  sk: 'REVISIONS',
})

const listPart = (id: string) => partOf(id, LIST_PARTS)
const heardPart = (family: string) => HEARD + partOf(family, HEARD_PARTS).slice(PART.length)

function grouped<One>(all: Iterable<One>, nameOf: (one: One) => string): Map<string, One[]> {
  const groups = new Map<string, One[]>()
  for (const one of all) {
    const name = nameOf(one)
    const group = groups.get(name)
    if (group) group.push(one)
    else groups.set(name, [one])
  }
  return groups
}

type StoredIndex = { born?: string; wholeIn?: number } & Record<string, unknown>

/** The index as it is stored: a number for each part. A list that was packed with another number of parts is not whole. */
export function indexOf({ born = '', wholeIn, ...rest }: StoredIndex): DirectoryIndex {
  const isWhole = wholeIn === LIST_PARTS
  const numbers = Object.entries(rest).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  )
  return { born, ...(isWhole && { isWhole }), revisions: Object.fromEntries(numbers) }
}

async function readIndex(table: Table, scope: SchoolScope): Promise<DirectoryIndex | undefined> {
  const stored = await table.get<StoredIndex>(directoryIndexKey(scope))
  return stored && indexOf(stored)
}

type Change<Row> = (rows: CopyRows<Row>) => void

/** Changes parts that were read before; the names of those where another writer was faster. */
async function changeParts<Row>(
  table: Table,
  scope: SchoolScope,
  changes: ReadonlyMap<string, { before: CopyPart | undefined; change: Change<Row> }>,
): Promise<{ lost: string[]; revisions: Record<string, number> }> {
  const lost: string[] = []
  const revisions: Record<string, number> = {}
  await Promise.all(
    [...changes].map(async ([sk, { before, change }]) => {
      const rows: CopyRows<Row> = before ? rowsIn(before.rows) : new Map()
      change(rows)
      // Its name as well, since a query gives no keys.
      const revision = await writePart(table, { pk: directoryPartition(scope), sk, part: sk }, before, rows)
      if (revision === undefined) lost.push(sk)
      else revisions[sk] = revision
    }),
  )
  return { lost, revisions }
}

/** Tells those that have the list in memory how often its parts were written. */
async function tell(
  table: Table,
  scope: SchoolScope,
  { revisions, isWhole }: { revisions: Record<string, number>; isWhole?: boolean },
): Promise<void> {
  await untilWritten(async () => {
    const known = await readIndex(table, scope)
    const isNewer = ([sk, revision]: [string, number]) => revision > (known?.revisions[sk] ?? 0)
    const newer = Object.fromEntries(Object.entries(revisions).filter(isNewer))
    const whole = isWhole && !known?.isWhole
    if (Object.keys(newer).length === 0 && !whole) return true
    const set = { ...newer, ...(whole && { wholeIn: LIST_PARTS }), ...(!known && { born: randomText(8) }) }
    const when = known ? { equals: { born: known.born }, below: newer } : ('absent' as const)
    return tryCommit(table, { amend: directoryIndexKey(scope), set, when })
  })
}

/** Packs all families of a school into its list. */
export async function packDirectory(table: Table, source: FamilySource, scope: SchoolScope): Promise<void> {
  await untilWritten(async () => (await beginWhole(table, source, scope))())
}

// The parts before the families: their rows are then never newer than the families.
async function beginWhole(table: Table, { partition, prefix }: FamilySource, scope: SchoolScope) {
  const names = Array.from({ length: LIST_PARTS }, (_, part) => PART + part)
  const parts = await partsIn(table, directoryPartition(scope), names)
  return async () => {
    const families = grouped(await table.queryAll<Family>(partition(scope), prefix), ({ id }) => listPart(id))
    const changes = names.map((sk) => {
      const change: Change<ListedRow> = (rows) => {
        rows.clear()
        for (const family of families.get(sk) ?? []) rows.set(family.id, listedRow(family))
      }
      return [sk, { before: parts.get(sk), change }] as const
    })
    const { lost, revisions } = await changeParts(table, scope, new Map(changes))
    await tell(table, scope, { revisions, ...(lost.length === 0 && { isWhole: true }) })
    return lost.length === 0
  }
}

/** Keeps the list up to date with the families that are packed, see `pack`; the first time it packs all of them. */
export function followDirectory(table: Table, source: FamilySource, scope: SchoolScope): Follow {
  return async (sks) => {
    const ids = new Map(sks.map((sk) => [sk, sk.slice(source.prefix.length)]))
    const [index, parts] = await Promise.all([
      readIndex(table, scope),
      partsIn(table, directoryPartition(scope), [...new Set([...ids.values()].map(listPart))]),
    ])
    if (!index?.isWhole) return beginWhole(table, source, scope)
    return async (items) => {
      const changes = grouped(ids, ([, id]) => listPart(id))
      const changed = [...changes].map(([sk, own]) => {
        const change: Change<ListedRow> = (rows) => {
          for (const [key, id] of own) applyFamily(rows, id, items.get(key))
        }
        return [sk, { before: parts.get(sk), change }] as const
      })
      const { lost, revisions } = await changeParts(table, scope, new Map(changed))
      await tell(table, scope, { revisions })
      const gone = [...ids].filter(([key]) => !items.has(key)).map(([, id]) => id)
      if (gone.length > 0) await changeHeard(table, scope, gone, (rows, id) => rows.delete(id))
      return lost.length === 0
    }
  }
}

function applyFamily(rows: CopyRows<ListedRow>, id: string, item: Item | undefined): void {
  if (item) rows.set(id, listedRow(contentOf<Family>(item)))
  else rows.delete(id)
}

/** Whether the list holds a family as it is. */
export async function isListed(table: Table, scope: SchoolScope, family: Family): Promise<boolean> {
  const name = listPart(family.id)
  const part = (await partsIn(table, directoryPartition(scope), [name])).get(name)
  const row = part && rowsIn<ListedRow>(part.rows).get(family.id)
  return JSON.stringify(row) === JSON.stringify(listedRow(family))
}

/** Notes that families were heard from. Idempotent, in any order. */
export async function hear(table: Table, scope: SchoolScope, hearings: readonly Hearing[]): Promise<void> {
  const byFamily = grouped(hearings, ({ family }) => family)
  await changeHeard(table, scope, [...byFamily.keys()], (rows, id) => {
    rows.set(id, (byFamily.get(id) ?? []).reduce(withHearing, rows.get(id) ?? []))
  })
}

/** Whether the list knows that families were heard from at these times or later. */
export async function isHeard(
  table: Table,
  scope: SchoolScope,
  hearings: readonly Hearing[],
): Promise<boolean> {
  const names = hearings.map(({ family }) => heardPart(family))
  const parts = await partsIn(table, directoryPartition(scope), [...new Set(names)])
  return hearings.every((hearing) => {
    const part = parts.get(heardPart(hearing.family))
    const row = part && rowsIn<HeardRow>(part.rows).get(hearing.family)
    return row !== undefined && withHearing(row, hearing).join() === row.join()
  })
}

/** Sets when a family was last heard from in a way, or that it never was, after one of these was deleted. */
export async function setHeard(
  table: Table,
  scope: SchoolScope,
  { family, kind, at }: { family: string; kind: HeardKind; at: string | undefined },
): Promise<void> {
  await changeHeard(table, scope, [family], (rows, id) => {
    const row = withLast(rows.get(id) ?? [], kind, at)
    if (row.length > 0) rows.set(id, row)
    else rows.delete(id)
  })
}

async function changeHeard(
  table: Table,
  scope: SchoolScope,
  families: readonly string[],
  change: (rows: CopyRows<HeardRow>, id: string) => void,
): Promise<void> {
  let left = grouped(families, heardPart)
  await untilWritten(async () => {
    if (left.size === 0) return true
    const parts = await partsIn(table, directoryPartition(scope), [...left.keys()])
    const changes = [...left].map(([sk, ids]) => {
      const all: Change<HeardRow> = (rows) => {
        for (const id of ids) change(rows, id)
      }
      return [sk, { before: parts.get(sk), change: all }] as const
    })
    const { lost, revisions } = await changeParts(table, scope, new Map(changes))
    await tell(table, scope, { revisions })
    left = new Map([...left].filter(([sk]) => lost.includes(sk)))
    return left.size === 0
  })
}
