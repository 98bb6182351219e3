import type { SchoolScope } from '../access/actor.ts'
import { hashOf } from '../access/identifier.ts'
import { mustFitInItem } from '../packed/item-size.ts'
import { markPending } from '../packed/packing.store.ts'
import { keyOf } from '../table/key.ts'
import { keyPattern } from '../table/key-pattern.ts'
import { type AnyKey, contentOf, type Item, type Table, type Write } from '../table/table.ts'
import type { RemovedFamily } from './removed-family.ts'

const KEYS = keyPattern('SCHOOL#{school}#REMOVED', 'FAMILY#{family}')
const BELONGINGS = keyPattern('SCHOOL#{school}#REMOVED#{family}', 'ITEM#{hash}')

// As JSON: nothing but the return of the family reads them.
type StoredRemoval = Omit<RemovedFamily, 'family' | 'mentions'> & { family: string; mentions?: string }
type StoredBelonging = { item: string; isPacked: boolean; expiresAt: number }

/** An item that belongs to a removed family, as it was in the table; `isPacked` if a packed copy holds it too. */
export type RemovedItem = { item: Item; isPacked: boolean }

/** Keeps a family that the team removed. */
export function putRemovedFamily(school: SchoolScope, removed: RemovedFamily): Write {
  const { family, mentions } = removed
  const stored: StoredRemoval = {
    ...removed,
    family: JSON.stringify(family),
    mentions: JSON.stringify(mentions),
  }
  return { put: { ...KEYS.key({ school, family: family.id }), ...mustFitInItem(stored) } }
}

/** A family that the team removed, or undefined. */
export async function getRemovedFamily(
  table: Table,
  school: SchoolScope,
  family: string,
): Promise<RemovedFamily | undefined> {
  const stored = await table.get<StoredRemoval>(KEYS.key({ school, family }))
  return stored && fromItem(stored)
}

/** The families that the team removed. */
export async function removedFamiliesOf(table: Table, school: SchoolScope): Promise<RemovedFamily[]> {
  return (await table.queryAll<StoredRemoval>(KEYS.partition({ school }), KEYS.prefix)).map(fromItem)
}

/** Forgets a removed family for good, as it came back. */
export function dropRemovedFamily(school: SchoolScope, family: string): Write {
  return { remove: KEYS.key({ school, family }) }
}

/** Keeps an item of a removed family, whatever its key, until it expires by itself or with the removal. */
export function putRemovedItem(
  school: SchoolScope,
  { family: { id: family }, ...removal }: RemovedFamily,
  { item, isPacked }: RemovedItem,
): { put: Item } {
  const expiresAt = Math.min(removal.expiresAt, Number(item.expiresAt ?? Number.POSITIVE_INFINITY))
  const content = isPacked ? { ...keyOf(item), ...versionOf(item), ...contentOf<object>(item) } : item
  const stored: StoredBelonging = { item: JSON.stringify(content), isPacked, expiresAt }
  return { put: { ...belongingKey(school, family, item), ...mustFitInItem(stored) } }
}

// Everything but the pending marker, which is of one write.
function versionOf({ version }: Item) {
  return version === undefined ? {} : { version }
}

/** The items of a removed family. */
export async function removedItemsOf(
  table: Table,
  school: SchoolScope,
  family: string,
): Promise<RemovedItem[]> {
  const partition = BELONGINGS.partition({ school, family })
  const stored = await table.queryAll<StoredBelonging>(partition, BELONGINGS.prefix)
  return stored.map(({ item, isPacked }) => ({ item: JSON.parse(item), isPacked }))
}

/** Puts an item of a removed family back where it was, if nothing is there now. */
export function putBack({ item, isPacked }: RemovedItem): Write {
  return isPacked ? markPending(item, 'absent') : { put: item, when: 'absent' }
}

/** Forgets an item of a removed family, as it came back. */
export function dropRemovedItem(school: SchoolScope, family: string, { item }: RemovedItem): Write {
  return { remove: belongingKey(school, family, item) }
}

function belongingKey(school: SchoolScope, family: string, { pk, sk }: AnyKey) {
  return BELONGINGS.key({ school, family, hash: hashOf(`${pk} ${sk}`) })
}

function fromItem({ family, mentions, ...removal }: StoredRemoval): RemovedFamily {
  const none = { hosted: [], members: [], credits: [], takings: [] }
  return { ...removal, family: JSON.parse(family), mentions: { ...none, ...JSON.parse(mentions ?? '{}') } }
}
