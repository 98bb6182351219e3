import { mustOrganize, publicScope, type SchoolScope, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { refuse } from '../access/refusal.ts'
import { ConditionFailed, type Reading } from '../table/table.ts'
import { changeSchoolWrites, getSchool, listDirectory } from './school.store.ts'
import { changeSchool, type School, type SchoolChange } from './school.ts'

/** The school that the actor belongs to. */
export async function readSchool({ table, actor }: Context, id: string): Promise<School> {
  return schoolIn(table, scopeOf(actor, id))
}

/** What a school shows to everybody: its name, zone and languages. */
export async function readPublicSchool(
  { table }: Pick<Context, 'table'>,
  id: string,
  reading?: Reading,
): Promise<School> {
  return schoolIn(table, publicScope(id), reading)
}

async function schoolIn(table: Context['table'], scope: SchoolScope, reading?: Reading): Promise<School> {
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
  try {
    await context.table.commit(...changeSchoolWrites(scopeOf(context.actor, id), changed, school.revision))
  } catch (fault) {
    if (fault instanceof ConditionFailed) refuse('school-changed')
    throw fault
  }
  return changed
}

/** The deployment's schools, a page at a time. */
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

/** Whether this deployment holds a school yet: without one, the first run asks for it. */
export async function hasSchools({ table }: Pick<Context, 'table'>): Promise<boolean> {
  return (await listDirectory(table, { limit: 1 })).items.length > 0
}
