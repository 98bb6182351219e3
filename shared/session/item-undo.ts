import * as z from 'zod'
import { refuse } from '../access/refusal.ts'
import type { ItemState } from './item.ts'

/** The most items that change together: a transaction holds as many. */
export const MOST_ITEMS = 100

/** The items whose last change is undone together, each at the revision that the change left. */
export const UndoneItems = z.lazy(() =>
  z.strictObject({
    items: z
      .array(z.strictObject({ id: z.string().min(1).max(100), revision: z.int().min(1) }))
      .min(1)
      .max(MOST_ITEMS),
  }),
)
export type UndoneItems = z.infer<typeof UndoneItems>

/** The state before its last change, as far as an undo gives it back; refuses `item-changed` where that is over. */
export function undoneItem({
  previous,
  status: _status,
  confirmed: _confirmed,
  confirmedFor: _for,
  owner: _owner,
  ...state
}: ItemState): ItemState {
  return { ...state, ...(previous ?? refuse('item-changed')), revision: state.revision + 1 }
}
