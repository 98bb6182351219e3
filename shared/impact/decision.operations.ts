import { mustActFor, mustOrganize, publicScope, scopeOf } from '../access/actor.ts'
import { commitOr, createOnce } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { idFor } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { getFamily } from '../family/family.store.ts'
import { decisionsOf, putDecision, removeDecision } from './decision.store.ts'
import {
  type DecisionInput,
  type ParentDecision,
  type PublicDecision,
  publicDecision,
  withConsent,
} from './decision.ts'

/** The decisions that credit a family, for the family itself. */
export async function listCredits(
  { table, actor }: Context,
  school: string,
  family: string,
): Promise<ParentDecision[]> {
  mustActFor(actor, family)
  const decisions = await decisionsOf(table, scopeOf(actor, school))
  return decisions.filter(({ credits }) => credits.some((one) => one.family === family))
}

/** Records a decision that parents changed. Credited families are named only after they consent. */
export async function recordDecision(
  context: Context,
  school: string,
  { families, ...input }: DecisionInput,
): Promise<ParentDecision> {
  const { table, actor } = context
  mustOrganize(actor)
  const scope = scopeOf(actor, school)
  const known = await Promise.all([...new Set(families)].map((id) => getFamily(table, scope, id)))
  const credits = known.map((family) =>
    family ? { family: family.id, name: family.name } : refuse('not-found'),
  )
  const made: ParentDecision = { ...input, id: idFor(context), credits, revision: 1 }
  const find = async () => (await decisionsOf(table, scope)).find(({ id }) => id === made.id)
  return createOnce(table, { made, writes: [putDecision(scope, made)], find })
}

/** Records whether a family consents to be named. */
export async function consentToCredit(
  context: Context,
  school: string,
  family: string,
  { id, consent }: { id: string; consent: boolean },
): Promise<void> {
  if (context.actor.kind !== 'family') refuse('forbidden')
  mustActFor(context.actor, family)
  const scope = scopeOf(context.actor, school)
  const decisions = await decisionsOf(context.table, scope)
  const found = decisions.find(
    (one) => one.id === id && one.credits.some((credit) => credit.family === family),
  )
  if (!found) return refuse('not-found')
  await commitOr('conflict', context.table, putDecision(scope, withConsent(found, family, consent)))
}

/** Deletes a decision. */
export async function dropDecision({ table, actor }: Context, school: string, id: string): Promise<void> {
  mustOrganize(actor)
  await commitOr('not-found', table, removeDecision(scopeOf(actor, school), id))
}

/** The public "You said, we did" list, newest first, with the names of consenting families only. */
export async function listDecisions(
  { table }: Pick<Context, 'table'>,
  school: string,
): Promise<PublicDecision[]> {
  const decisions = await decisionsOf(table, publicScope(school))
  return decisions.map(publicDecision).sort((one, other) => other.on.localeCompare(one.on))
}
