import { mustOrganize, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { familiesOf } from '../family/family.store.ts'
import type { Family } from '../family/family.ts'
import { reachedAbout, type Subject } from '../message/reach.store.ts'
import { type ReachCounts, reachOf } from '../message/reach.ts'
import { getReplies } from '../session/reply.store.ts'
import { getSession } from '../session/session.store.ts'
import { ballotsOf } from '../workshop/ballot.store.ts'
import { getWorkshop } from '../workshop/workshop.store.ts'

/** Counts the families of a school by how they were reached about a session or a poll, and lists the others. */
export async function readReach(
  { table, actor, now }: Context,
  { workshop, session }: Subject,
): Promise<Omit<ReachCounts, 'nobody'> & { nobody: Family[] }> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(workshop))
  const [known, found, families, reached, heard] = await Promise.all([
    getWorkshop(table, scope, workshop),
    session ? getSession(table, scope, session) : undefined,
    familiesOf(table, scope),
    reachedAbout(table, scope, { workshop, ...(session && { session }) }),
    session ? getReplies(table, scope, session) : ballotsOf(table, scope, workshop),
  ])
  if (!known || (session && found?.workshop !== workshop)) return refuse('not-found')
  const byId = new Map(families.map((family) => [family.id, family]))
  // DynamoDB deletes expired items with a delay; they do not count until then.
  const kept = reached.filter(({ expiresAt }) => expiresAt > now().toSeconds())
  const all = { reached: kept, heard: new Set(heard.map(({ family }) => family)) }
  const { nobody, ...counts } = reachOf([...byId.keys()], all)
  const left = nobody.flatMap((id) => byId.get(id) ?? [])
  return { ...counts, nobody: left.sort((one, other) => one.name.localeCompare(other.name)) }
}
