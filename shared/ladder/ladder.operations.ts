import { mustActFor, mustOrganize, scopeOf } from '../access/actor.ts'
import { commitOr, createOnce, untilCommitted } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { idFor } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { getFamily } from '../family/family.store.ts'
import { instantOf } from '../time/instant.ts'
import {
  getPath,
  invitationsOf,
  pathsOf,
  putInvitation,
  putNomination,
  putPath,
  removeNomination,
} from './ladder.store.ts'
import {
  type EvidenceInput,
  type Invitation,
  type InvitationAnswer,
  type InvitationInput,
  mustBeInvitable,
  type NominationInput,
  newPath,
  type Path,
  type Visibility,
  withEvidence,
} from './ladder.ts'

function mustBeFamily(context: Context, family: string): void {
  if (context.actor.kind !== 'family') refuse('forbidden')
  mustActFor(context.actor, family)
}

/** A family's view of the ladder: its path, its invitations, and the paths that other families share. */
export type OwnPath = {
  path: Path
  invitations: Invitation[]
  /** Families that share their path with other families. */
  others: { name: string; path: Path }[]
}

/** Reads a family's view of the ladder; for that family only. */
export async function readOwnPath(context: Context, school: string, family: string): Promise<OwnPath> {
  mustBeFamily(context, family)
  const { table } = context
  const scope = scopeOf(context.actor, school)
  const [paths, invitations] = await Promise.all([pathsOf(table, scope), invitationsOf(table, scope, family)])
  const shown = paths.filter((path) => path.family !== family && path.visibleTo === 'families')
  const names = await Promise.all(shown.map((path) => getFamily(table, scope, path.family)))
  return {
    path: paths.find((path) => path.family === family) ?? newPath(family),
    invitations: invitations.sort((one, other) => other.at.localeCompare(one.at)),
    others: shown.flatMap((path, place) => {
      const name = names[place]?.name
      return name ? [{ name, path }] : []
    }),
  }
}

/** The invitations that a family has not answered. */
export async function waitingInvitations(
  { table, actor }: Context,
  school: string,
  family: string,
): Promise<Invitation[]> {
  mustActFor(actor, family)
  const invitations = await invitationsOf(table, scopeOf(actor, school), family)
  return invitations.filter(({ answer }) => answer === undefined)
}

async function changePath(
  context: Context,
  school: string,
  family: string,
  change: (path: Path) => Path,
): Promise<void> {
  mustBeFamily(context, family)
  const scope = scopeOf(context.actor, school)
  await untilCommitted(async () => {
    const path = (await getPath(context.table, scope, family)) ?? newPath(family)
    await context.table.commit(putPath(scope, change(path)))
  })
}

/** Adds something that a parent did to their path. */
export function addEvidence(
  context: Context,
  school: string,
  family: string,
  input: EvidenceInput,
): Promise<void> {
  const at = instantOf(context.now())
  return changePath(context, school, family, (path) => withEvidence(path, input, { id: idFor(context), at }))
}

/** Removes something from a parent's path. */
export function removeEvidence(context: Context, school: string, family: string, id: string): Promise<void> {
  return changePath(context, school, family, (path) => {
    const did = path.did.filter((one) => one.id !== id)
    return did.length < path.did.length ? { ...path, did, revision: path.revision + 1 } : refuse('not-found')
  })
}

/** Sets who may see a parent's path. */
export function showPathTo(
  context: Context,
  school: string,
  family: string,
  visibleTo: Visibility,
): Promise<void> {
  return changePath(context, school, family, (path) => ({ ...path, visibleTo, revision: path.revision + 1 }))
}

/** Invites a family into a role. Refused while an invitation is open, during a pause, and after a never. */
export async function invite(
  context: Context,
  school: string,
  family: string,
  input: InvitationInput,
): Promise<Invitation> {
  const { table, actor, now } = context
  mustOrganize(actor)
  const scope = scopeOf(actor, school)
  const [known, before] = await Promise.all([
    getFamily(table, scope, family),
    invitationsOf(table, scope, family),
  ])
  if (!known) return refuse('not-found')
  const id = idFor(context)
  const sentBefore = before.find((one) => one.id === id)
  if (sentBefore) return sentBefore
  mustBeInvitable(before, now())
  const inviter = actor.kind === 'member' ? actor.name : ''
  const made: Invitation = { ...input, id, family, inviter, at: instantOf(now()), revision: 1 }
  const find = async () => (await invitationsOf(table, scope, family)).find((one) => one.id === id)
  return createOnce(table, { made, writes: [putInvitation(scope, made)], find })
}

/** Records a family's answer to an invitation, in place of an earlier one. */
export async function answerInvitation(
  context: Context,
  school: string,
  family: string,
  { id, answer }: { id: string; answer: InvitationAnswer },
): Promise<void> {
  mustBeFamily(context, family)
  const { table, now } = context
  const scope = scopeOf(context.actor, school)
  const found =
    (await invitationsOf(table, scope, family)).find((one) => one.id === id) ?? refuse('not-found')
  const answered = { ...found, answer, answeredAt: instantOf(now()), revision: found.revision + 1 }
  await commitOr('conflict', table, putInvitation(scope, answered))
}

/** Records a parent's nomination of themselves or somebody else. */
export async function nominate(
  context: Context,
  school: string,
  family: string,
  input: NominationInput,
): Promise<void> {
  mustBeFamily(context, family)
  const scope = scopeOf(context.actor, school)
  const nomination = { ...input, id: idFor(context), by: family, at: instantOf(context.now()) }
  await context.table.commit(putNomination(scope, nomination))
}

/** Deletes a nomination that was dealt with. */
export async function settleNomination({ table, actor }: Context, school: string, id: string): Promise<void> {
  mustOrganize(actor)
  await commitOr('not-found', table, {
    ...removeNomination(scopeOf(actor, school), id),
    when: 'present',
  })
}
