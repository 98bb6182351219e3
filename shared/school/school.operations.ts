import { mustOrganize, publicScope, type SchoolScope, scopeOf } from '../access/actor.ts'
import { commitOr } from '../access/commit.operations.ts'
import type { Context } from '../access/context.ts'
import { refuse } from '../access/refusal.ts'
import { rememberItems } from '../table/remembered-items.ts'
import type { Consistency, Table } from '../table/table.ts'
import { changeSchoolWrites, getSchool, isSchoolKey, listDirectory } from './school.store.ts'
import { changeSchool, type School, type SchoolChange } from './school.ts'

/** A table that remembers schools for five seconds: each page of a family reads its school's name, zone, languages. */
export function rememberSchools<T extends Table>(table: T): T {
  return rememberItems(table, { isRemembered: isSchoolKey, milliseconds: 5_000 })
}

/** The school that the actor belongs to. */
export async function readSchool({ table, actor }: Context, id: string): Promise<School> {
  return loadSchool(table, scopeOf(actor, id))
}

/** The public data of a school: its name, time zone and languages. */
export async function readPublicSchool(
  { table }: Pick<Context, 'table'>,
  id: string,
  reading?: Consistency,
): Promise<School> {
  return loadSchool(table, publicScope(id), reading)
}

async function loadSchool(
  table: Context['table'],
  scope: SchoolScope,
  reading?: Consistency,
): Promise<School> {
  return (await getSchool(table, scope, reading)) ?? refuse('not-found')
}

/** Changes a school's fields or settings. A given revision must be the current one. */
export async function updateSchool(context: Context, id: string, change: SchoolChange): Promise<School> {
  mustOrganize(context.actor)
  const school = await readSchool(context, id)
  if (change.revision !== undefined && change.revision !== school.revision) refuse('school-changed')
  const changed = changeSchool(school, change)
  if (!changed.languages.includes(changed.defaultLanguage)) {
    refuse('invalid-input', { errors: [{ pointer: '/defaultLanguage', detail: 'not-among-languages' }] })
  }
  const writes = changeSchoolWrites(scopeOf(context.actor, id), changed, school.revision)
  await commitOr('school-changed', context.table, ...writes)
  return changed
}

/** A page of the deployment's schools. */
export async function listSchools(
  { table, actor }: Context,
  page: { limit: number; cursor?: string },
): Promise<{ items: { id: string; name: string }[]; nextCursor?: string }> {
  if (actor.kind !== 'deployment') refuse(actor.kind === 'public' ? 'sign-in-needed' : 'forbidden')
  const { items, next } = await listDirectory(table, {
    limit: page.limit,
    ...(page.cursor && { after: page.cursor }),
  })
  return { items, ...(next && { nextCursor: next }) }
}

/** The first two schools of the deployment: by them everybody may know whether there is none, one, or several. */
export async function firstSchools({
  table,
}: Pick<Context, 'table'>): Promise<{ id: string; name: string }[]> {
  return (await listDirectory(table, { limit: 2 })).items
}

/** Whether this deployment has a school yet; if not, the first run asks for one. */
export async function hasSchools({ table }: Pick<Context, 'table'>): Promise<boolean> {
  return (await listDirectory(table, { limit: 1 })).items.length > 0
}
