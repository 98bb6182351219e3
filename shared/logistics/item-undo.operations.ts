import { mustPrepare, scopeOf } from '../access/actor.ts'
import { commitOr } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { getItemStates, saveItem } from '../session/item.store.ts'
import { type UndoneItems, undoneItem } from '../session/item-undo.ts'

/**
 * Undoes the last change of items in one transaction: their status, what was confirmed and for which need, and their owner.
 * Refuses `item-changed` where somebody changed one since.
 */
export async function undoItems(
  { table, actor }: Context,
  sessionId: string,
  { items }: UndoneItems,
): Promise<void> {
  mustPrepare(actor)
  const scope = scopeOf(actor, schoolOf(sessionId))
  const states = await getItemStates(table, scope, sessionId, 'latest')
  const writes = items.map(({ id, revision }) => {
    const state = states.find((one) => one.id === id && one.revision === revision)
    return saveItem(scope, sessionId, undoneItem(state ?? refuse('item-changed')))
  })
  await commitOr('item-changed', table, ...writes)
}
