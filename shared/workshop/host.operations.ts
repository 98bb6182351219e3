import { type Actor, type SchoolScope, scopeOf } from '../access/actor.ts'
import { schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import type { Table } from '../table/table.ts'
import { getWorkshop } from './workshop.store.ts'
import type { Workshop } from './workshop.ts'

/** A workshop with the family that leads it. */
export type Led = { scope: SchoolScope; workshop: Workshop; host: string }

/** The workshop that the actor's family leads; anybody else gets `not-found`. */
export async function readLed({ table, actor }: { table: Table; actor: Actor }, id: string): Promise<Led> {
  const scope = scopeOf(actor, schoolOf(id))
  const workshop = await getWorkshop(table, scope, id)
  const isHost = actor.kind === 'family' && actor.family === workshop?.hostFamily
  return isHost && workshop ? { scope, workshop, host: actor.family } : refuse('not-found')
}
