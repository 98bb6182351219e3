import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { refuse } from '../access/refusal.ts'
import { getFamily, putFamily } from '../family/family.store.ts'
import type { Family } from '../family/family.ts'
import type { Table, Write } from '../table/table.ts'
import { dropAnsweredTie, getAnsweredTie } from './tie.store.ts'
import { type AnsweredTie, isRevocable } from './tie.ts'

/** What the team decided about a tie, and its family; undefined where either is gone. */
export async function readAnsweredTie(
  { table, actor }: Context,
  school: string,
  id: string,
): Promise<{ tie: AnsweredTie; family: Family } | undefined> {
  mustOrganize(actor)
  const scope = scopeOf(actor, school)
  const tie = await getAnsweredTie(table, scope, id)
  const family = tie && (await getFamily(table, scope, tie.family))
  return family && { tie, family }
}

/**
 * Takes the answer to a tie back; the next import asks again, and whoever an import brought since stays. Refuses with
 * `family-changed` where the answer itself merged or parted families.
 */
export async function takeBackTieAnswer(context: Context, school: string, id: string): Promise<void> {
  mustOrganize(context.actor)
  const { table } = context
  const scope = scopeOf(context.actor, school)
  await untilCommitted(async () => {
    const tie = await getAnsweredTie(table, scope, id)
    if (!tie) return
    if (!isRevocable(tie)) refuse('family-changed')
    await table.commit(...(await withoutNumber(table, scope, tie)), dropAnsweredTie(scope, id))
  })
}

async function withoutNumber(table: Table, scope: SchoolScope, tie: AnsweredTie): Promise<Write[]> {
  const { family: id, renamedTo, answer } = tie
  if (!renamedTo || answer === 'apart') return []
  const family = await getFamily(table, scope, id)
  if (!family) return []
  const sourceIds = family.sourceIds.filter((one) => one !== renamedTo)
  return [putFamily(scope, { ...family, sourceIds, revision: family.revision + 1 })]
}
