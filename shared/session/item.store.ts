import type { SchoolScope } from '../access/actor.ts'
import type { Key, Reading, Table, Write } from '../table/table.ts'
import type { ItemState } from './item.ts'
import { sessionPartition } from './session.store.ts'

const VERSION = 1

const itemKey = (scope: SchoolScope, session: string, item: string): Key => ({
  pk: sessionPartition(scope, session),
  sk: `ITEM#${item}`,
})

/** What was said of a session's items. */
export async function getItemStates(
  table: Table,
  scope: SchoolScope,
  session: string,
  reading?: Reading,
): Promise<ItemState[]> {
  const items = await table.queryAll<ItemState & { version: number }>(
    sessionPartition(scope, session),
    'ITEM#',
    reading,
  )
  return items.map(({ version: _, ...state }) => state)
}

/** What is said of an item, if nobody said something else since the revision before its own. */
export function saveItem(scope: SchoolScope, session: string, state: ItemState): Write {
  return {
    put: { ...itemKey(scope, session, state.id), version: VERSION, ...state },
    when: state.revision === 1 ? 'absent' : { equals: { revision: state.revision - 1 } },
  }
}

/** Takes an item away, if it is still the one of that revision. */
export function removeItemWrite(scope: SchoolScope, session: string, state: ItemState): Write {
  return { remove: itemKey(scope, session, state.id), when: { equals: { revision: state.revision } } }
}
