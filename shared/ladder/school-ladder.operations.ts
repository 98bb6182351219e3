import type { DateTime } from 'luxon'
import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import type { Listed } from '../family/directory.ts'
import { readDirectory } from '../family/directory-reading.store.ts'
import { FAMILY_SOURCE, familiesWith } from '../family/family.store.ts'
import { findStrengths, type StrengthFound } from '../family/strength.ts'
import { countedVisits } from '../family/visits.store.ts'
import { familiesSeenThisYear } from '../family/visits.ts'
import { getSchool } from '../school/school.store.ts'
import { workshopsOf } from '../workshop/workshop.store.ts'
import { invitationsOf, nominationsOf, pathsOf } from './ladder.store.ts'
import { type Invitation, isInvitable, type Nomination, type Path } from './ladder.ts'
import { type LadderReport, ladderReport, termBegin } from './report.ts'

/** The ladder as organizers see it: shared paths, invitations, nominations, and the report of the term. */
export type Ladder = {
  paths: { family: Listed; path: Path }[]
  /** How many families came to a workshop this school year. */
  guests: number
  /** Families of which we heard lately that may be invited, with what they say that they bring. */
  suggested: StrengthFound[]
  invitations: (Invitation & { name: string })[]
  nominations: (Nomination & { name: string })[]
  report: LadderReport
}

// Families heard from last are read for their strengths: a page never reads a whole school.
const MOST_LOOKED_AT = 100
const MOST_SUGGESTED = 4

// Within a day by name, so that a list does not move with every reply.
const dayHeard = ({ heard }: Listed) => heard?.at.slice(0, 10) ?? ''

async function suggested(
  table: Context['table'],
  scope: SchoolScope,
  families: readonly Listed[],
  isFree: (family: string) => boolean,
): Promise<StrengthFound[]> {
  const latest = families
    .filter(({ id }) => isFree(id))
    .toSorted(
      (one, other) => dayHeard(other).localeCompare(dayHeard(one)) || one.name.localeCompare(other.name),
    )
    .slice(0, MOST_LOOKED_AT)
  const read = await familiesWith(
    table,
    scope,
    latest.map(({ id }) => id),
  )
  const order = new Map(latest.map(({ id }, place) => [id, place]))
  return findStrengths(read, '')
    .sort((one, other) => (order.get(one.family.id) ?? 0) - (order.get(other.family.id) ?? 0))
    .slice(0, MOST_SUGGESTED)
}

/** The ladder of the school, without the paths that families keep private. */
export async function readLadder({ table, actor, now }: Context, schoolId: string): Promise<Ladder> {
  mustOrganize(actor)
  const scope = scopeOf(actor, schoolId)
  const [school, families, visits, paths, invitations, nominations, workshops] = await Promise.all([
    getSchool(table, scope),
    readDirectory(table, FAMILY_SOURCE, scope),
    countedVisits(table, scope),
    pathsOf(table, scope),
    invitationsOf(table, scope),
    nominationsOf(table, scope),
    workshopsOf(table, scope),
  ])
  const known = new Map(families.map((family) => [family.id, family]))
  const named = (id: string) => known.get(id)?.name
  const timeZone = school?.timeZone ?? 'utc'
  const begin = termBegin(now(), timeZone)
  const invitable = freeAmong(invitations, now())
  return {
    guests: familiesSeenThisYear(visits, now(), timeZone).size,
    suggested: await suggested(table, scope, families, invitable),
    paths: paths.flatMap((path) => {
      const family = known.get(path.family)
      return family && path.visibleTo !== 'self' && path.did.length > 0 ? [{ family, path }] : []
    }),
    invitations: invitations.flatMap((one) => {
      const name = named(one.family)
      return name ? [{ ...one, name }] : []
    }),
    nominations: nominations.flatMap((one) => {
      const name = named(one.by)
      return name ? [{ ...one, name }] : []
    }),
    report: ladderReport(workshops, families.map(spokenBy), invitations, { begin, now: now() }),
  }
}

/** Whether a family may be invited, by the invitations of all. */
function freeAmong(invitations: readonly Invitation[], now: DateTime): (family: string) => boolean {
  const byFamily = new Map<string, Invitation[]>()
  for (const one of invitations) byFamily.set(one.family, [...(byFamily.get(one.family) ?? []), one])
  return (family) => isInvitable(byFamily.get(family) ?? [], now)
}

const spokenBy = ({ id, language }: Listed) => ({ id, spokenLanguage: language })
