import { mustOrganize, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { schoolOf } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { getSchool } from '../school/school.store.ts'
import { countedReplies } from '../session/reply.store.ts'
import { isStaff } from '../session/reply.ts'
import { instantOf, timeAt } from '../time/instant.ts'
import { DETAILS_DAYS } from '../workshop/age-retention.ts'
import { isForFamilies, type Workshop } from '../workshop/workshop.ts'
import { type Needs, needsOf } from './needs.ts'

/** What a workshop would need if the same families came as to another session, which began at `start`. */
export type Forecast = Needs & { start: string }

/**
 * What a workshop will need if it goes as last time: as at the latest session of `workshops` whose replies are kept, or else
 * at the next one. Undefined where no family has said yes to it.
 */
export async function forecastFor(
  { table, actor, now }: Context,
  workshop: Workshop,
  workshops: readonly Workshop[],
): Promise<Forecast | undefined> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolOf(workshop.id))
  const others = workshops.filter((one) => one.id !== workshop.id)
  const last = latestSession(others, instantOf(now()))
  if (!last) return undefined
  const [school, replies] = await Promise.all([
    getSchool(table, scope),
    countedReplies(table, scope, last.id),
  ])
  const { settings } = school ?? refuse('not-found')
  const families = replies.filter((reply) => !isStaff(reply))
  const needs = needsOf(families, workshop, settings)
  return needs.expected.families > 0 ? { ...needs, start: last.start } : undefined
}

function latestSession(workshops: readonly Workshop[], now: string) {
  const since = instantOf(timeAt(now).minus({ days: DETAILS_DAYS }))
  const sessions = workshops
    .filter(isForFamilies)
    .flatMap((one) => one.sessions ?? [])
    .filter(({ cancelled, end }) => !cancelled && end > since)
    .sort((one, other) => (one.start < other.start ? -1 : 1))
  return sessions.findLast(({ end }) => end <= now) ?? sessions[0]
}
