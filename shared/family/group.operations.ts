import { mustOrganize, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { votersOf } from './family.store.ts'

/** The groups (`kind:value`) that families of the school belong to, sorted. */
export async function groupsOfSchool({ table, actor }: Context, school: string): Promise<string[]> {
  mustOrganize(actor)
  const voters = await votersOf(table, scopeOf(actor, school))
  return [...new Set(voters.flatMap(({ groups }) => groups))].sort()
}
