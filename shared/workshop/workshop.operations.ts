import { type Actor, mustOrganize, publicScope, type SchoolScope, scopeOf } from '../access/actor.ts'
import { commitOr, createOnce } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { idWithin, schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { getFamily } from '../family/family.store.ts'
import { noticesOf, removeNotice } from '../message/notice.store.ts'
import { tryCommit } from '../table/attempt.ts'
import type { Consistency, Table, Write } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { removeHostProfile } from './host-profile.store.ts'
import { interestsOf, removeInterest } from './interest.store.ts'
import { removePictures } from './picture.store.ts'
import { proposalsOf } from './proposal.store.ts'
import { getWorkshop, removeWorkshop, saveWorkshop, workshopsOf } from './workshop.store.ts'
import {
  isForFamilies,
  isPublic,
  mustBeAlive,
  mustHaveBegun,
  type NewWorkshop,
  statusBeforeEnd,
  type Workshop,
} from './workshop.ts'

/** Creates a workshop as a draft. Its host must be a family of the school. */
export async function createWorkshop(
  context: Context,
  school: string,
  input: NewWorkshop,
): Promise<Workshop> {
  const { table, actor } = context
  mustOrganize(actor)
  const scope = scopeOf(actor, school)
  await mustBeFamily(table, scope, input.hostFamily)
  const id = idWithin(school, context)
  const made: Workshop = { id, status: 'draft', ...input, revision: 1 }
  const find = () => getWorkshop(table, scope, id)
  return createOnce(table, { made, writes: [saveWorkshop(scope, made)], find })
}

/** Refuses a host who is no family of the school. */
export async function mustBeFamily(
  table: Table,
  scope: SchoolScope,
  family: string | null | undefined,
): Promise<void> {
  if (!family || (await getFamily(table, scope, family))) return
  refuse('invalid-input', { errors: [{ pointer: '/hostFamily', detail: 'not-found' }] })
}

// Families see public workshops that are not for staff alone, and those that they host.
function maySee(actor: Actor, workshop: Workshop): boolean {
  if (actor.kind !== 'family' || workshop.hostFamily === actor.family) return true
  return isPublic(workshop) && isForFamilies(workshop)
}

/** A workshop of the actor's school. Families see no drafts and none for staff alone, but all that they host. */
export async function readWorkshop(
  { table, actor }: Context,
  id: string,
  reading?: Consistency,
): Promise<Workshop> {
  const workshop =
    (await getWorkshop(table, scopeOf(actor, schoolOf(id)), id, reading)) ?? refuse('not-found')
  return maySee(actor, workshop) ? workshop : refuse('not-found')
}

/** A public workshop, for anybody; one for staff alone is `not-found`. */
export async function readPublicWorkshop({ table }: Pick<Context, 'table'>, id: string): Promise<Workshop> {
  const workshop = await getWorkshop(table, publicScope(schoolOf(id)), id)
  return workshop && isPublic(workshop) && isForFamilies(workshop) ? workshop : refuse('not-found')
}

/** The workshops of the actor's school that the actor may see. */
export async function listWorkshops({ table, actor }: Context, school: string): Promise<Workshop[]> {
  const workshops = await workshopsOf(table, scopeOf(actor, school))
  return workshops.filter((workshop) => maySee(actor, workshop))
}

/** The workshops for families whose vote is open or whose sessions are to come. */
export async function workshopsUnderWay(context: Context, school: string): Promise<Workshop[]> {
  const workshops = await listWorkshops(context, school)
  return workshops.filter((one) => isForFamilies(one) && /^(voting|scheduled)$/.test(one.status))
}

/** Marks a scheduled workshop as held. Refuses `session-not-begun` before its last session begins. */
export async function markHeld(context: Context, id: string): Promise<Workshop> {
  const workshop = await readWorkshop(context, id)
  if (workshop.status !== 'scheduled' && workshop.status !== 'held') refuse('poll-not-open')
  if (workshop.status === 'scheduled') mustHaveBegun(workshop, instantOf(context.now()))
  return endWorkshop(context, id, 'held')
}

/** Undoes that a workshop was marked as held; nobody is told of either. Idempotent. */
export function undoHeld(context: Context, id: string): Promise<Workshop> {
  return editWorkshop(context, id, (workshop) =>
    workshop.status === 'held'
      ? { ...workshop, status: statusBeforeEnd(workshop), revision: workshop.revision + 1 }
      : workshop,
  )
}

/**
 * Deletes a draft with the families' interest in it. Refuses `already-decided` once families were asked for times, and
 * `already-told` where it is the workshop of a parent's accepted proposal.
 */
export async function deleteWorkshop({ table, actor }: Context, id: string): Promise<void> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(id))
  const workshop = (await getWorkshop(table, scope, id)) ?? refuse('not-found')
  if (workshop.status !== 'draft') refuse('already-decided')
  const { hostNotesAbout, removeHostNote } = await import('./host-note.store.ts') // few drafts are deleted
  const [proposals, interests, notices, hostNotes] = await Promise.all([
    proposalsOf(table, scope),
    interestsOf(table, scope, id),
    noticesOf(table, scope, id),
    hostNotesAbout(table, scope, id),
  ])
  if (proposals.some((proposal) => proposal.workshop === id)) refuse('already-told')
  const onPage = [removeHostProfile(scope, id), ...removePictures(scope, id)]
  await commitOr('workshop-changed', table, removeWorkshop(scope, workshop), ...onPage)
  // Nobody reads these without the workshop.
  for (const { family } of interests) await table.commit(removeInterest(scope, id, family))
  for (const notice of notices) await table.commit(removeNotice(scope, notice))
  for (const note of hostNotes) await tryCommit(table, removeHostNote(scope, note))
}

/** Ends an active workshop, with the writes that follow. Idempotent. */
export async function endWorkshop(
  context: Context,
  id: string,
  status: 'cancelled' | 'held',
  also: () => Write[] = () => [],
): Promise<Workshop> {
  const end = (workshop: Workshop) => {
    if (workshop.status === status) return workshop
    mustBeAlive(workshop)
    const ended = { ...workshop, status, revision: workshop.revision + 1 }
    return status === 'cancelled' ? { ...ended, cancelledAt: instantOf(context.now()) } : ended
  }
  return editWorkshop(context, id, end, also)
}

/**
 * Loads a workshop, changes it and commits it with the writes that follow; refuses a concurrent change, except one after
 * which nothing is left to change, as after two taps.
 */
export async function editWorkshop(
  { table, actor }: Context,
  id: string,
  edit: (workshop: Workshop) => Workshop,
  also: (edited: Workshop, before: Workshop) => Write[] = () => [],
): Promise<Workshop> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(id))
  const workshop = (await getWorkshop(table, scope, id)) ?? refuse('not-found')
  const edited = edit(workshop)
  if (edited === workshop) return workshop
  if (await tryCommit(table, saveWorkshop(scope, edited), ...also(edited, workshop))) return edited
  const now = (await getWorkshop(table, scope, id)) ?? refuse('not-found')
  return edit(now) === now ? now : refuse('workshop-changed')
}
