import { mustActFor, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { refuse } from '../access/refusal.ts'
import { MANY_FAMILIES, viewingItem, viewingsOf } from './viewing.store.ts'
import {
  isShown,
  latestViewings,
  newViewing,
  notedSingly,
  type ShownViewing,
  type ViewedOn,
} from './viewing.ts'

/**
 * Notes that a member of the team sees families, or that a program with a key of the school reads them, in one write: for each
 * of them, or once a day for the whole school where there are many. Notes nothing of anybody else, nor of a member's own
 * family.
 */
export async function noteViewing(
  { table, actor, now }: Context,
  school: string,
  on: ViewedOn,
  families: readonly string[],
): Promise<void> {
  if (actor.kind !== 'member' && actor.kind !== 'apiKey') return
  const scope = scopeOf(actor, school)
  const isProgram = actor.kind === 'apiKey'
  const others = isProgram ? families : families.filter((family) => family !== actor.family)
  const noted = notedSingly(others) ?? [MANY_FAMILIES]
  // A key has a name for the team alone, and may be gone when the family reads this.
  const viewing = isProgram
    ? newViewing({ id: actor.id, name: '' }, 'program', now())
    : newViewing(actor, on, now())
  if (noted.length > 0) await table.putAll(noted.map((family) => viewingItem(scope, family, viewing)))
}

/** Notes that a member of the team, or a program with a key of the school, downloads everything of it: each family reads so. */
export async function noteWholeSchool({ table, actor, now }: Context, school: string): Promise<void> {
  if (actor.kind !== 'member' && actor.kind !== 'apiKey') return
  const { id, name } = actor.kind === 'member' ? actor : { id: actor.id, name: '' }
  const viewing = newViewing({ id, name }, actor.kind === 'member' ? 'everything' : 'program', now())
  await table.putAll([viewingItem(scopeOf(actor, school), MANY_FAMILIES, viewing)])
}

/** Who of the team saw a family in the last 90 days, for the family itself only: the latest of each member and place first. */
export async function listViewings(
  context: Context,
  school: string,
  family: string,
): Promise<ShownViewing[]> {
  const { table, actor, now } = context
  if (actor.kind !== 'family') refuse('forbidden')
  mustActFor(actor, family)
  const scope = scopeOf(actor, school)
  const [own, ofMany] = await Promise.all(
    [family, MANY_FAMILIES].map((seen) => viewingsOf(table, scope, seen, 'recent')),
  )
  const all = [
    ...(own ?? []).map((one) => ({ ...one, ofMany: false })),
    ...(ofMany ?? []).map((one) => ({ ...one, ofMany: true })),
  ]
  return latestViewings(all.filter((one) => isShown(one, now())))
}
