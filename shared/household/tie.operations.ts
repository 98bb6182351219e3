import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import { untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { deepEqual } from '../access/deep-equality.ts'
import { newId } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { withConsents } from '../family/consent.ts'
import { getFamily, putFamily } from '../family/family.store.ts'
import type { Caregiver, Child, Family } from '../family/family.ts'
import { tryCommit } from '../table/attempt.ts'
import type { Table } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { mergeFamilies, splitFamily } from './household.operations.ts'
import {
  answeredTiesOf,
  answerOpenTie,
  dropAnsweredTie,
  dropOpenTie,
  getAnsweredTie,
  getOpenTie,
  openTieItem,
  openTiesOf,
  pageOfOpenTies,
} from './tie.store.ts'
import {
  concerns,
  leavingOf,
  type Newcomers,
  type NewTie,
  shareNewcomer,
  type Tie,
  type TieAnswer,
  withNewcomers,
  withoutLeaving,
  withTieId,
} from './tie.ts'

const MOST_SHOWN = 20

/** A tie that waits for an answer, with its families and the people who would leave theirs. */
export type OpenTie = Tie & { families: Family[]; leaving: { caregivers: Caregiver[]; children: Child[] } }

/** The first ties that wait for a person's answer; those whose family is gone are left out. */
export async function listOpenTies(context: Context, school: string): Promise<OpenTie[]> {
  return (await pageThroughTies(context, school, { limit: MOST_SHOWN })).items
}

/** A page of the same. */
export async function pageThroughTies(
  { table, actor }: Context,
  school: string,
  page: { limit: number; cursor?: string },
): Promise<{ items: OpenTie[]; nextCursor?: string }> {
  mustOrganize(actor)
  const scope = scopeOf(actor, school)
  const { items: ties, nextCursor } = await pageOfOpenTies(table, scope, page)
  const shown = ties.map(async (tie): Promise<OpenTie[]> => {
    const ids = [tie.family, ...(tie.other ? [tie.other] : [])]
    const found = await Promise.all(ids.map((id) => getFamily(table, scope, id)))
    return withFamilies(
      tie,
      found.flatMap((family) => family ?? []),
    )
  })
  return { items: (await Promise.all(shown)).flat(), ...(nextCursor && { nextCursor }) }
}

/** The tie with those of the families that it is about; none where one of them is gone. */
export function withFamilies(tie: Tie, all: readonly Family[]): OpenTie[] {
  const ids = [tie.family, ...(tie.other ? [tie.other] : [])]
  const families = ids.flatMap((id) => all.find((family) => family.id === id) ?? [])
  const [family] = families
  if (!family || families.length < ids.length) return []
  return [{ ...tie, families, leaving: peopleLeaving(family, tie) }]
}

function peopleLeaving(family: Family, tie: Tie): OpenTie['leaving'] {
  const { caregivers, children } = leavingOf(family, tie)
  return {
    caregivers: family.caregivers.filter(({ id }) => caregivers.includes(id)),
    children: children.flatMap((at) => family.children[at] ?? []),
  }
}

/**
 * Answers a tie: joins or parts its families where the answer says so. Idempotent: repeating an interrupted answer
 * completes it. Refuses with `already-answered` if another answer was given before.
 */
export async function answerTie(
  context: Context,
  school: string,
  id: string,
  answer: TieAnswer,
): Promise<void> {
  mustOrganize(context.actor)
  const { table } = context
  const scope = scopeOf(context.actor, school)
  const tie = await getOpenTie(table, scope, id)
  if (!tie) return mustBeAnswered(table, scope, id, answer)
  if (tie.kind === 'join' && answer === 'together') await joinFamilies(context, scope, tie)
  if (tie.kind === 'part' && answer === 'apart') await partFamily(context, scope, tie)
  if (tie.newcomers) await putNewcomersIn(context, scope, { ...tie, newcomers: tie.newcomers }, answer)
  if (!(await tryCommit(table, ...answerOpenTie(scope, tie, answer))))
    await mustBeAnswered(table, scope, id, answer)
}

// Of families that stay apart they belong to each, once nothing else is open about them.
async function putNewcomersIn(
  { table, now }: Context,
  scope: SchoolScope,
  tie: Tie & { newcomers: Newcomers },
  answer: TieAnswer,
): Promise<void> {
  const waits = (other: Tie) => other.id !== tie.id && shareNewcomer(tie, other)
  if (answer === 'apart' && (await openTiesOf(table, scope)).some(waits)) return
  const given = { source: 'roster', at: instantOf(now()) } as const
  for (const id of answer === 'together' ? [tie.family] : [tie.family, tie.other ?? ''])
    await untilCommitted(async () => {
      const before = await getFamily(table, scope, id)
      const after = before && withNewcomers(before, tie.newcomers, newId)
      if (after) await table.commit(putFamily(scope, withConsents(after, before, given)))
    })
}

async function mustBeAnswered(
  table: Table,
  scope: SchoolScope,
  id: string,
  answer: TieAnswer,
): Promise<void> {
  const before = await getAnsweredTie(table, scope, id)
  if (!before) refuse('not-found')
  if (before.answer !== answer) refuse('already-answered')
}

async function joinFamilies(context: Context, scope: SchoolScope, tie: Tie): Promise<void> {
  const { table } = context
  const { renamedTo, other } = tie
  if (renamedTo) {
    await untilCommitted(async () => {
      const family = (await getFamily(table, scope, tie.family)) ?? refuse('not-found')
      if (family.sourceIds.includes(renamedTo)) return
      const sourceIds = [...family.sourceIds, renamedTo]
      await table.commit(putFamily(scope, { ...family, sourceIds, revision: family.revision + 1 }))
    })
  }
  // An interrupted answer has merged them already.
  if (other && (await getFamily(table, scope, other))) await mergeFamilies(context, scope, tie.family, other)
}

// People who are in the roster form a family of their own, others only leave; a family needs a caregiver.
async function partFamily(context: Context, scope: SchoolScope, tie: Tie): Promise<void> {
  const { table } = context
  const family = (await getFamily(table, scope, tie.family)) ?? refuse('not-found')
  const leaving = leavingOf(family, tie)
  if (leaving.caregivers.length + leaving.children.length === 0) return
  const stays = family.caregivers.length > leaving.caregivers.length
  if (!tie.isMissing && leaving.caregivers.length > 0 && stays) {
    await splitFamily(context, scope, family.id, leaving)
    return
  }
  const given = { source: 'team', at: instantOf(context.now()) } as const
  await untilCommitted(async () => {
    const before = (await getFamily(table, scope, tie.family)) ?? refuse('not-found')
    const after = withoutLeaving(before, leavingOf(before, tie))
    await table.commit(putFamily(scope, withConsents(after, before, given)))
  })
}

/** Asks about the ties that an import found, and no longer about those of the same families that it did not find. */
export async function askAboutTies(
  { table, now }: Context,
  scope: SchoolScope,
  found: readonly NewTie[],
  isInRoster: (family: string) => boolean,
): Promise<void> {
  const open = await openTiesOf(table, scope)
  const known = new Map(open.map((tie) => [tie.id, tie]))
  const at = instantOf(now())
  const asked = found.map(withTieId).map((tie) => ({ ...tie, askedAt: known.get(tie.id)?.askedAt ?? at }))
  const ids = new Set(asked.map(({ id }) => id))
  const changed = asked.filter((tie) => !deepEqual(tie.newcomers, known.get(tie.id)?.newcomers))
  const added = asked.filter(({ id }) => !known.has(id))
  await table.putAll([...new Set([...added, ...changed])].map((tie) => openTieItem(scope, tie)))
  for (const tie of open)
    if (!ids.has(tie.id) && (isInRoster(tie.family) || isInRoster(tie.other ?? '')))
      await table.commit(dropOpenTie(scope, tie.id))
}

/** Forgets the ties of a family that leaves the school. */
export async function forgetTies(table: Table, scope: SchoolScope, family: string): Promise<void> {
  const [open, answered] = await Promise.all([openTiesOf(table, scope), answeredTiesOf(table, scope)])
  for (const tie of open) if (concerns(tie, family)) await table.commit(dropOpenTie(scope, tie.id))
  for (const tie of answered) if (concerns(tie, family)) await table.commit(dropAnsweredTie(scope, tie.id))
}
