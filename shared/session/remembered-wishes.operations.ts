import { mustActFor, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import type { Wish } from '../workshop/wish.ts'
import { wishesOf } from './remembered-wishes.ts'
import { getRemembered } from './reply.store.ts'
import { isRemembered } from './reply.ts'

/** The wishes that a family's vote for a workshop starts from, as its last reply said, while that is kept. */
export async function readRememberedWishes(
  { table, actor, now }: Context,
  workshopId: string,
  family: string,
): Promise<readonly Wish[]> {
  mustActFor(actor, family)
  const remembered = await getRemembered(table, scopeOf(actor, schoolOf(workshopId)), family, 'recent')
  return remembered && isRemembered(remembered, now().toSeconds()) ? wishesOf(remembered) : []
}
