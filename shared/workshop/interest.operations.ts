import { mustActFor, mustOrganize, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { familiesOf, getFamily } from '../family/family.store.ts'
import { instantOf } from '../time/instant.ts'
import { getInterest, interestsOf, putInterest, removeInterest } from './interest.store.ts'
import { countInterest, type Interest, type InterestCounts, type InterestInput } from './interest.ts'
import { editWorkshop, readWorkshop } from './workshop.operations.ts'
import { isForFamilies, type Workshop } from './workshop.ts'

/** Asks families about a draft that has no date yet, or stops asking. */
export function announce(context: Context, id: string, announced: boolean): Promise<Workshop> {
  return editWorkshop(context, id, (workshop) => ({
    ...workshop,
    announced,
    revision: workshop.revision + 1,
  }))
}

/** Saves a family's interest in a draft, or removes it (`undefined`). */
export async function markInterest(
  context: Context,
  id: string,
  family: string,
  input: InterestInput | undefined,
): Promise<void> {
  const { table, actor, now } = context
  mustActFor(actor, family)
  const scope = scopeOf(actor, schoolOf(id))
  const workshop = await readWorkshop(context, id)
  if (workshop.status !== 'draft' || !workshop.announced) refuse('not-found')
  if (!isForFamilies(workshop)) refuse('not-for-families')
  if (!(await getFamily(table, scope, family))) refuse('not-found')
  const interest = input && { ...input, family, at: instantOf(now()) }
  await table.commit(interest ? putInterest(scope, id, interest) : removeInterest(scope, id, family))
}

/** A family's interest in a workshop without a date, or undefined. */
export async function readInterest(
  { table, actor }: Context,
  id: string,
  family: string,
): Promise<Interest | undefined> {
  mustActFor(actor, family)
  return getInterest(table, scopeOf(actor, schoolOf(id)), id, family)
}

/** Counts the interested families by language and by helpful support, for organizers. */
export async function readInterests({ table, actor }: Context, id: string): Promise<InterestCounts> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(id))
  const [interests, families] = await Promise.all([interestsOf(table, scope, id), familiesOf(table, scope)])
  return countInterest(interests, families)
}
