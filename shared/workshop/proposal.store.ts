import type { SchoolScope } from '../access/actor.ts'
import { mustFitInItem } from '../packed/item-size.ts'
import type { Consistency, Key, Table, Write } from '../table/table.ts'
import type { Proposal, ProposalDraft } from './proposal.ts'

const VERSION = 1
const proposalPartition = (scope: SchoolScope) => `SCHOOL#${scope}#PROPOSALS`
const proposalKey = (scope: SchoolScope, id: string): Key => ({
  pk: proposalPartition(scope),
  sk: `PROPOSAL#${id}`,
})
const draftKey = (scope: SchoolScope, family: string): Key => ({
  pk: `SCHOOL#${scope}#PROPOSAL-DRAFTS`,
  sk: `FAMILY#${family}`,
})

/** The proposal, or undefined. */
export async function getProposal(
  table: Table,
  scope: SchoolScope,
  id: string,
): Promise<Proposal | undefined> {
  return table.get<Proposal>(proposalKey(scope, id))
}

/** The school's proposals. */
export async function proposalsOf(
  table: Table,
  scope: SchoolScope,
  reading?: Consistency,
): Promise<Proposal[]> {
  return table.queryAll<Proposal>(proposalPartition(scope), 'PROPOSAL#', reading)
}

/** A proposal that is new, or unchanged since `before`. Refuses one that is too large. */
export function saveProposal(scope: SchoolScope, proposal: Proposal, before?: Proposal): Write {
  const { status, revision } = before ?? {}
  return {
    put: { ...proposalKey(scope, proposal.id), version: VERSION, ...mustFitInItem(proposal) },
    when: status ? { equals: { status, ...(revision !== undefined && { revision }) } } : 'absent',
  }
}

/** A family's draft, or undefined. */
export async function getDraft(
  table: Table,
  scope: SchoolScope,
  family: string,
): Promise<ProposalDraft | undefined> {
  return table.get<ProposalDraft>(draftKey(scope, family))
}

/** Saves a family's draft, in place of an earlier one. */
export function putDraft(scope: SchoolScope, family: string, draft: ProposalDraft): Write {
  return { put: { ...draftKey(scope, family), version: VERSION, ...draft } }
}

/** Deletes a family's draft. */
export function removeDraft(scope: SchoolScope, family: string): Write {
  return { remove: draftKey(scope, family) }
}

/** Deletes a proposal. */
export function removeProposal(scope: SchoolScope, id: string): Write {
  return { remove: proposalKey(scope, id) }
}
