import { mustActFor, mustOrganize, organizes, scopeOf } from '../access/actor.ts'
import { createOnce, untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { idFor, idWithin, newIdWithin, schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { getFamily } from '../family/family.store.ts'
import type { Family } from '../family/family.ts'
import { getSchool } from '../school/school.store.ts'
import type { Consistency } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { getDraft, getProposal, proposalsOf, putDraft, removeDraft, saveProposal } from './proposal.store.ts'
import {
  draftProposal,
  type NewProposal,
  type Proposal,
  type ProposalDraft,
  type ProposalWords,
  publishesItself,
  withWords,
  workshopOf,
} from './proposal.ts'
import { getWorkshop, saveWorkshop } from './workshop.store.ts'
import type { Workshop } from './workshop.ts'

/**
 * Posts a parent's proposal for a workshop that they will teach, and deletes its draft. The school reviews a family's
 * first one; later ones are published at once as an announced workshop, unless the school's settings say otherwise.
 */
export async function propose(context: Context, school: string, input: NewProposal): Promise<Proposal> {
  const { table, actor, now } = context
  const scope = scopeOf(actor, school)
  mustActFor(actor, input.family)
  const [family, before, known] = await Promise.all([
    getFamily(table, scope, input.family),
    proposalsOf(table, scope),
    getSchool(table, scope),
  ])
  if (!family) return refuse('invalid-input', { errors: [{ pointer: '/family', detail: 'not-found' }] })
  const proposal: Proposal = {
    id: idWithin(school, context),
    status: 'proposed',
    ...input,
    proposedAt: instantOf(now()),
  }
  const find = () => getProposal(table, scope, proposal.id)
  const drafted = removeDraft(scope, input.family)
  const mayPublish = known?.settings.laterProposalsPublish ?? true
  if (!mayPublish || actor.kind !== 'family' || !publishesItself(before, input.family)) {
    return createOnce(table, { made: proposal, writes: [saveProposal(scope, proposal), drafted], find })
  }
  const workshop = { ...draftFrom(proposal, family, school), announced: true }
  const published = { ...proposal, status: 'accepted', workshop: workshop.id, publishedItself: true } as const
  const writes = [saveProposal(scope, published), saveWorkshop(scope, workshop), drafted]
  return createOnce<Proposal>(table, { made: published, writes, find })
}

function draftFrom(proposal: Proposal, family: Family, school: string): Workshop {
  const fields = workshopOf(proposal, family.writtenLanguage)
  return { id: newIdWithin(school), status: 'draft', ...fields, proposed: true, revision: 1 }
}

/** The school's proposals, newest first; a family sees its own. */
export async function listProposals(
  { table, actor }: Context,
  school: string,
  reading?: Consistency,
): Promise<Proposal[]> {
  const proposals = await proposalsOf(table, scopeOf(actor, school), reading)
  const seen = proposals.filter(
    (one) => organizes(actor) || (actor.kind === 'family' && actor.family === one.family),
  )
  return seen.sort((one, other) => other.proposedAt.localeCompare(one.proposedAt))
}

/** Adds a comment of the school or the parent to a proposal; concurrent comments are kept. */
export async function commentOn(context: Context, id: string, words: ProposalWords): Promise<Proposal> {
  const { table, actor, now } = context
  const scope = scopeOf(actor, schoolOf(id))
  const comment = { id: idFor(context), at: instantOf(now()) }
  return untilCommitted(async () => {
    const proposal = (await getProposal(table, scope, id)) ?? refuse('not-found')
    if (!organizes(actor)) mustActFor(actor, proposal.family)
    const said = withWords(proposal, organizes(actor) ? 'school' : 'family', words, comment)
    if (said === proposal) return proposal
    await table.commit(saveProposal(scope, said, proposal))
    return said
  })
}

/** Accepts a proposal as a draft workshop with the family as its host. Idempotent. */
export async function acceptProposal({ table, actor }: Context, id: string): Promise<{ workshop: Workshop }> {
  mustOrganize(actor)
  const school = schoolOf(id)
  const scope = scopeOf(actor, school)
  // A second attempt finds the workshop of whoever accepted the proposal first.
  return untilCommitted(async () => {
    const proposal = (await getProposal(table, scope, id)) ?? refuse('not-found')
    if (proposal.workshop)
      return { workshop: (await getWorkshop(table, scope, proposal.workshop)) ?? refuse('not-found') }
    const family = (await getFamily(table, scope, proposal.family)) ?? refuse('not-found')
    const workshop = draftFrom(proposal, family, school)
    const accepted: Proposal = { ...proposal, status: 'accepted', workshop: workshop.id }
    await table.commit(saveWorkshop(scope, workshop), saveProposal(scope, accepted, proposal))
    return { workshop }
  })
}

/** A family's unsent draft of a proposal, or undefined. */
export async function readDraft(
  { table, actor, now }: Context,
  school: string,
  family: string,
): Promise<ProposalDraft | undefined> {
  mustActFor(actor, family)
  const draft = await getDraft(table, scopeOf(actor, school), family)
  // DynamoDB deletes expired items with a delay.
  return draft && draft.expiresAt > now().toSeconds() ? draft : undefined
}

/** Saves a family's draft of a proposal. */
export async function saveDraft(
  { table, actor, now }: Context,
  school: string,
  family: string,
  typed: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  mustActFor(actor, family)
  await table.commit(putDraft(scopeOf(actor, school), family, draftProposal(typed, now())))
}

/** Deletes a family's draft. */
export async function dropDraft({ table, actor }: Context, school: string, family: string): Promise<void> {
  mustActFor(actor, family)
  await table.commit(removeDraft(scopeOf(actor, school), family))
}
