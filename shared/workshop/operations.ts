import {
  type Actor,
  mustActFor,
  mustOrganize,
  publicScope,
  type SchoolScope,
  scopeOf,
} from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { newIdWithin, schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { familiesOf, getFamily } from '../family/store.ts'
import { cancellationNotice } from '../notice/notice.ts'
import { putNotice } from '../notice/store.ts'
import { getSession } from '../session/store.ts'
import { ConditionFailed, type Reading, type Table, type Write } from '../table/table.ts'
import { instantOf } from '../time/instant.ts'
import { countInterest, type Interest, type InterestCounts, type InterestInput } from './interest.ts'
import {
  getInterest,
  getWorkshop,
  interestsOf,
  putInterest,
  removeInterest,
  saveWorkshop,
  workshopsOf,
} from './store.ts'
import {
  changeWorkshop,
  isPublic,
  mustBeAlive,
  type NewWorkshop,
  type Workshop,
  type WorkshopChange,
} from './workshop.ts'

/** Makes a workshop as a draft. Its host must be a family of the school. */
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

async function mustBeFamily(
  table: Table,
  scope: SchoolScope,
  family: string | null | undefined,
): Promise<void> {
  if (!family || (await getFamily(table, scope, family))) return
  refuse('invalid-input', { errors: [{ pointer: '/hostFamily', detail: 'not-found' }] })
}

// A family finds what is public, and the drafts of its own.
function maySee(actor: Actor, workshop: Workshop): boolean {
  return actor.kind !== 'family' || isPublic(workshop) || workshop.hostFamily === actor.family
}

/** A workshop of the actor's school. Families find no drafts but those that they lead. */
export async function readWorkshop(
  { table, actor }: Context,
  id: string,
  reading?: Reading,
): Promise<Workshop> {
  const workshop =
    (await getWorkshop(table, scopeOf(actor, schoolOf(id)), id, reading)) ?? refuse('not-found')
  return maySee(actor, workshop) ? workshop : refuse('not-found')
}

/** What everybody may see of a workshop that is no draft. */
export async function readPublicWorkshop({ table }: Pick<Context, 'table'>, id: string): Promise<Workshop> {
  const workshop = await getWorkshop(table, publicScope(schoolOf(id)), id)
  return workshop && isPublic(workshop) ? workshop : refuse('not-found')
}

/** The workshops of the actor's school; families see no drafts. */
export async function listWorkshops({ table, actor }: Context, school: string): Promise<Workshop[]> {
  const workshops = await workshopsOf(table, scopeOf(actor, school))
  return workshops.filter((workshop) => maySee(actor, workshop))
}

/** Changes a workshop's fields. */
export async function updateWorkshop(
  context: Context,
  id: string,
  change: WorkshopChange,
): Promise<Workshop> {
  const scope = scopeOf(context.actor, schoolOf(id))
  await mustBeFamily(context.table, scope, change.hostFamily)
  return editWorkshop(context, id, (workshop) => {
    if (change.revision !== undefined && change.revision !== workshop.revision) refuse('workshop-changed')
    return changeWorkshop(workshop, change)
  })
}

/** Cancels a workshop and tells who comes; what families answered stays. Cancelling again changes nothing. */
export async function cancelWorkshop(context: Context, id: string): Promise<Workshop> {
  const { sessions = [] } = await readWorkshop(context, id)
  const scope = scopeOf(context.actor, schoolOf(id))
  const now = instantOf(context.now())
  const coming = sessions.filter(({ cancelled, start }) => !cancelled && start > now)
  const known = await Promise.all(coming.map((one) => getSession(context.table, scope, one.id)))
  return endWorkshop(context, id, 'cancelled', () =>
    known.flatMap((session) => (session ? [putNotice(scope, cancellationNotice(session, now))] : [])),
  )
}

/** Says that a scheduled workshop took place. */
export async function markHeld(context: Context, id: string): Promise<Workshop> {
  const { status } = await readWorkshop(context, id)
  if (status !== 'scheduled' && status !== 'held') refuse('poll-not-open')
  return endWorkshop(context, id, 'held')
}

async function endWorkshop(
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

/** Loads a workshop, changes it by the rule and commits it with what follows, unless somebody else changed it. */
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
  try {
    await table.commit(saveWorkshop(scope, edited), ...also(edited, workshop))
  } catch (fault) {
    if (fault instanceof ConditionFailed) refuse('workshop-changed')
    throw fault
  }
  return edited
}

/** Asks families about a draft before it has a date, or asks no more. */
export function announce(context: Context, id: string, announced: boolean): Promise<Workshop> {
  return editWorkshop(context, id, (workshop) => ({
    ...workshop,
    announced,
    revision: workshop.revision + 1,
  }))
}

/** A family would come, or would not after all (`undefined`). */
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
  if (!(await getFamily(table, scope, family))) refuse('not-found')
  const interest = input && { ...input, family, at: instantOf(now()) }
  await table.commit(interest ? putInterest(scope, id, interest) : removeInterest(scope, id, family))
}

/** What a family said of a workshop without a date; undefined where it said nothing. */
export async function readInterest(
  { table, actor }: Context,
  id: string,
  family: string,
): Promise<Interest | undefined> {
  mustActFor(actor, family)
  return getInterest(table, scopeOf(actor, schoolOf(id)), id, family)
}

/** How many families would come, by language and by what would help: for the team. */
export async function readInterests({ table, actor }: Context, id: string): Promise<InterestCounts> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(id))
  const [interests, families] = await Promise.all([interestsOf(table, scope, id), familiesOf(table, scope)])
  return countInterest(interests, families)
}
