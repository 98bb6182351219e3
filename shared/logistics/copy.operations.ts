import { scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { getFamily } from '../family/family.store.ts'
import { getItemStates } from '../session/item.store.ts'
import { planOf } from '../session/item.ts'
import { getSession } from '../session/session.store.ts'
import { dayAt } from '../time/instant.ts'
import { createWorkshop, readWorkshop } from '../workshop/workshop.operations.ts'
import { saveWorkshop } from '../workshop/workshop.store.ts'
import type { PlannedItem, Workshop } from '../workshop/workshop.ts'

/** Copies a workshop into a draft, with the school's own items of its last checklist. */
export async function copyWorkshop(context: Context, workshopId: string): Promise<Workshop> {
  const { table, actor } = context
  const workshop = await readWorkshop(context, workshopId)
  const last = workshop.sessions?.filter(({ cancelled }) => !cancelled).at(-1)
  const planned = last ? await plansFrom(context, last.id) : workshop.planned
  const school = schoolOf(workshopId)
  const fields = sameFields(workshop)
  // A host who left the school is dropped from the copy.
  const host = fields.hostFamily && (await getFamily(table, scopeOf(actor, school), fields.hostFamily))
  const made = await createWorkshop(context, school, { ...fields, hostFamily: host ? host.id : undefined })
  if (!planned?.length || made.revision > 1) return made
  const copy: Workshop = { ...made, planned, revision: made.revision + 1 }
  await table.commit(saveWorkshop(scopeOf(actor, school), copy))
  return copy
}

async function plansFrom({ table, actor }: Context, sessionId: string): Promise<PlannedItem[]> {
  const scope = scopeOf(actor, schoolOf(sessionId))
  const [session, states] = await Promise.all([
    getSession(table, scope, sessionId),
    getItemStates(table, scope, sessionId),
  ])
  if (!session) return refuse('not-found')
  const day = dayAt(session.start, session.timeZone)
  return states.filter(({ kind }) => kind === 'own').map((state) => planOf(state, day))
}

function sameFields({
  id: _id,
  status: _status,
  cancelledAt: _cancelledAt,
  poll: _poll,
  sessions: _sessions,
  decision: _decision,
  planned: _planned,
  picked: _picked,
  announced: _announced,
  revision: _revision,
  ...fields
}: Workshop) {
  return fields
}
