import type { SchoolScope } from '../access/actor.ts'
import type { Consistency, Key, Table, Write } from '../table/table.ts'
import type { ItemState } from './item.ts'
import { sessionPartition } from './session.store.ts'

const VERSION = 1

const itemKey = (scope: SchoolScope, session: string, item: string): Key => ({
  pk: sessionPartition(scope, session),
  sk: `ITEM#${item}`,
})

/** The states of a session's checklist items. */
export async function getItemStates(
  table: Table,
  scope: SchoolScope,
  session: string,
  reading?: Consistency,
): Promise<ItemState[]> {
  const items = await table.queryAll<ItemState & { version: number }>(
    sessionPartition(scope, session),
    'ITEM#',
    reading,
  )
  return items.map(({ version: _, ...state }) => state)
}

/** The state of an item, or undefined. */
export async function getItemState(
  table: Table,
  scope: SchoolScope,
  session: string,
  item: string,
): Promise<ItemState | undefined> {
  return table.get<ItemState>(itemKey(scope, session, item))
}

/** An item's state that is new, or that nobody changed since the revision before its own. */
export function saveItem(scope: SchoolScope, session: string, state: ItemState): Write {
  return {
    put: { ...itemKey(scope, session, state.id), version: VERSION, ...state },
    when: state.revision === 1 ? 'absent' : { equals: { revision: state.revision - 1 } },
  }
}

/** Deletes an item, if it is still at that revision. */
export function removeItemWrite(scope: SchoolScope, session: string, state: ItemState): Write {
  return { remove: itemKey(scope, session, state.id), when: { equals: { revision: state.revision } } }
}
