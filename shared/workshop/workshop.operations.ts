import { type Actor, mustOrganize, publicScope, type SchoolScope, scopeOf } from '../access/actor.ts'
import { commitOr } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { newIdWithin, schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { getFamily } from '../family/family.store.ts'
import type { Consistency, Table, Write } from '../table/table.ts'
import { getWorkshop, saveWorkshop, workshopsOf } from './workshop.store.ts'
import { isPublic, mustBeAlive, type NewWorkshop, type Workshop } from './workshop.ts'

/** Creates a workshop as a draft. Its host must be a family of the school. */
export async function createWorkshop(
  { table, actor }: Context,
  school: string,
  input: NewWorkshop,
): Promise<Workshop> {
  mustOrganize(actor)
  const scope = scopeOf(actor, school)
  await mustBeFamily(table, scope, input.hostFamily)
  const workshop: Workshop = { id: newIdWithin(school), status: 'draft', ...input, revision: 1 }
  await table.commit(saveWorkshop(scope, workshop))
  return workshop
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

// Families see public workshops and their own drafts.
function maySee(actor: Actor, workshop: Workshop): boolean {
  return actor.kind !== 'family' || isPublic(workshop) || workshop.hostFamily === actor.family
}

/** A workshop of the actor's school. Families see no drafts but those that they host. */
export async function readWorkshop(
  { table, actor }: Context,
  id: string,
  reading?: Consistency,
): Promise<Workshop> {
  const workshop =
    (await getWorkshop(table, scopeOf(actor, schoolOf(id)), id, reading)) ?? refuse('not-found')
  return maySee(actor, workshop) ? workshop : refuse('not-found')
}

/** A public workshop, for anybody. */
export async function readPublicWorkshop({ table }: Pick<Context, 'table'>, id: string): Promise<Workshop> {
  const workshop = await getWorkshop(table, publicScope(schoolOf(id)), id)
  return workshop && isPublic(workshop) ? workshop : refuse('not-found')
}

/** The workshops of the actor's school; families see no drafts. */
export async function listWorkshops({ table, actor }: Context, school: string): Promise<Workshop[]> {
  const workshops = await workshopsOf(table, scopeOf(actor, school))
  return workshops.filter((workshop) => maySee(actor, workshop))
}

/** Marks a scheduled workshop as held. */
export async function markHeld(context: Context, id: string): Promise<Workshop> {
  const { status } = await readWorkshop(context, id)
  if (status !== 'scheduled' && status !== 'held') refuse('poll-not-open')
  return endWorkshop(context, id, 'held')
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
    return { ...workshop, status, revision: workshop.revision + 1 }
  }
  return editWorkshop(context, id, end, also)
}

/** Loads a workshop, changes it and commits it with the writes that follow; refuses a concurrent change. */
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
  await commitOr('workshop-changed', table, saveWorkshop(scope, edited), ...also(edited, workshop))
  return edited
}
